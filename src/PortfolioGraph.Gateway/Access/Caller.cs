namespace PortfolioGraph.Gateway.Access;

/// <summary>Who sent the request that is answered: a service of its scope.</summary>
internal sealed class Caller
{
    /// <summary>What the key or token that came with the request grants; null where callers are not asked for one.</summary>
    public Grant? Grant { get; set; }
}
