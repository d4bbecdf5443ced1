namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>How a provider is doing.</summary>
internal enum ProviderState
{
    Up,
    Degraded,
    Down,
}
