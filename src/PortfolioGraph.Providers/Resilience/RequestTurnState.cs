namespace PortfolioGraph.Providers.Resilience;

internal enum RequestTurnState
{
    /// <summary>Counted among those who wait, but not ready to send.</summary>
    Joined,

    /// <summary>Ready to send.</summary>
    Waiting,

    /// <summary>May send, and has not.</summary>
    Come,

    /// <summary>Sent, turned away or given up.</summary>
    Over,
}
