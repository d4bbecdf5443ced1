using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A configured provider.</summary>
internal sealed record ProviderNode(IHoldingsProvider Provider)
{
    public ProviderDescription Description => Provider.Description;

    public string Id => new GlobalId("Provider", Description.Id).ToString();
}
