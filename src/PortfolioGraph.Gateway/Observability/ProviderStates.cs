using System.Diagnostics.Metrics;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Observability;

/// <summary>How each provider is doing, for metrics and for the health endpoint.</summary>
internal static class ProviderStates
{
    private static readonly ProviderState[] All = Enum.GetValues<ProviderState>();

    /// <summary>By the provider's id: <c>UP</c>, <c>DEGRADED</c> or <c>DOWN</c>.</summary>
    public static Dictionary<string, string> Details(ProviderSet providers) =>
        providers.All.ToDictionary(p => p.Description.Id, p => NameOf(p.State));

    /// <summary>For each provider 1 for the state that it is in, 0 for the others. Read only when metrics are.</summary>
    public static void Observe(ProviderSet providers, IMeterFactory meters) =>
        meters.Create("PortfolioGraph.Gateway").CreateObservableGauge(
            "portfoliograph.provider.state", () => providers.All.SelectMany(Measure), "1", "1 for the state that the provider is in, 0 for the others.");

    private static IEnumerable<Measurement<int>> Measure(IHoldingsProvider provider)
    {
        var current = provider.State;
        return All.Select(state => new Measurement<int>(
            state == current ? 1 : 0,
            new("portfoliograph.provider", provider.Description.Id),
            new KeyValuePair<string, object?>("portfoliograph.provider.state", NameOf(state).ToLowerInvariant())));
    }

    private static string NameOf(ProviderState state) => state.ToString().ToUpperInvariant();
}
