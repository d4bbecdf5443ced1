namespace PortfolioGraph.Gateway.Graph.Scalars;

/// <summary>A text for people that may be put differently each time, without anything having changed.</summary>
internal readonly record struct PassingText(string Text);
