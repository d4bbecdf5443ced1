namespace PortfolioGraph.Sandbox.Wire;

/// <summary>A request as a simulator sees it: read in full, with no trace of the web server.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Decoded, without the query.</param>
/// <param name="Target">Path and query exactly as sent: what an OKX signature covers.</param>
/// <param name="Query">The decoded query.</param>
/// <param name="Headers">All headers.</param>
/// <param name="Body">The body as text, empty for none.</param>
/// <param name="Now">What the provider's clock says.</param>
internal sealed record WireRequest(
    string Method, string Path, string Target, IQueryCollection Query, IHeaderDictionary Headers, string Body, DateTimeOffset Now)
{
    /// <summary>A query parameter, null where it is missing or empty.</summary>
    public string? Parameter(string name) => Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>True where the flag is present and says <c>true</c>.</summary>
    public bool Flag(string name) => Query[name] == "true";
}
