namespace PortfolioGraph.Providers.Okx;

/// <summary>One call: what is sent, and the type of the items of <c>data</c> that come back.</summary>
/// <param name="PathAndQuery">Escaped, as it is on the wire and in the signature.</param>
/// <param name="Body">Empty for GET.</param>
internal sealed record OkxCall<TItem>(string PathAndQuery, ReadOnlyMemory<byte> Body = default)
    where TItem : class
{
    public HttpMethod Method => Body.IsEmpty ? HttpMethod.Get : HttpMethod.Post;
}
