using PortfolioGraph.GraphQL.AspNetCore.Health;

namespace PortfolioGraph.Gateway.Lifetime;

internal static class Unready
{
    /// <summary>The same, but that the gateway itself is not ready, and why.</summary>
    public static ReadinessReport NotReady(this ReadinessReport report, string why) =>
        new(false, new Dictionary<string, string>(report.Details) { ["gateway"] = why });
}
