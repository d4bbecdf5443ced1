namespace PortfolioGraph.Holdings.Sources;

public enum SourceStatus
{
    /// <summary>Answered in full, also when the answer is that nothing is known of the wallet.</summary>
    Ok,

    /// <summary>Some of what was asked for is missing.</summary>
    Partial,

    /// <summary>The last good answer stands in for a failed one.</summary>
    Stale,

    Failed,

    /// <summary>The provider does not cover what was asked for.</summary>
    Unsupported,
}
