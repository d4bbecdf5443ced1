namespace PortfolioGraph.Gateway.Graph.Scalars;

/// <summary>A number that passes with time, without anything having changed.</summary>
internal readonly record struct PassingNumber(int Number);
