using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Providers;

/// <summary>The configured providers, in the order in which they are listed.</summary>
internal sealed class ProviderSet(IReadOnlyList<IHoldingsProvider> all)
{
    public IReadOnlyList<IHoldingsProvider> All { get; } = all;

    public IHoldingsProvider Find(string id) => All.First(p => p.Description.Id == id);}
