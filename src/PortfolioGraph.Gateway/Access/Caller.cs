namespace PortfolioGraph.Gateway.Access;

/// <summary>Who sent the request that is answered: a service of its scope.</summary>
internal sealed class Caller
{
    /// <summary>The key that came with the request; null where callers are not asked for one.</summary>
    public AccessKey? Key { get; set; }
}
