namespace PortfolioGraph.GraphQL.AspNetCore.Health;

/// <summary>Whether the server can do its work now.</summary>
/// <param name="IsReady">False takes the server out of rotation: 503.</param>
/// <param name="Details">What the answer is made of, a part's name and its state. Anybody can read it.</param>
public sealed record ReadinessReport(bool IsReady, IReadOnlyDictionary<string, string> Details);
