using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A configured provider, and how it was doing when the answer was put together.</summary>
internal sealed record ProviderNode(IHoldingsProvider Provider, ProviderState State)
{
    public ProviderDescription Description => Provider.Description;

    public string Id => new GlobalId("Provider", Description.Id).ToString();
}
