namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>The parent of subscription fields: one event.</summary>
internal sealed record SubscriptionRoot(PortfolioNode Portfolio);
