namespace PortfolioGraph.Providers.Okx;

/// <summary>One call: what is sent, and the type of the items of <c>data</c> that come back.</summary>
/// <param name="PathAndQuery">Escaped, as it is on the wire and in the signature.</param>
/// <param name="Body">Null for GET.</param>
internal sealed record OkxCall<TItem>(string PathAndQuery, byte[]? Body = null)
    where TItem : class
{
    public HttpMethod Method => Body is null ? HttpMethod.Get : HttpMethod.Post;
}
