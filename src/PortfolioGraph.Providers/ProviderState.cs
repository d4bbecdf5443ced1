namespace PortfolioGraph.Providers;

/// <summary>How a provider is doing, as its last calls show.</summary>
public enum ProviderState
{
    Up,

    /// <summary>The last call failed, the provider has asked us to slow down, or it is being probed after a time of failures.</summary>
    Degraded,

    /// <summary>It is not asked for now: its last calls failed.</summary>
    Down,
}
