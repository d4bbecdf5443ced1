using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Providers;

/// <summary>A provider that lists the networks it covers.</summary>
public interface INetworkDirectory : IHoldingsProvider
{
    /// <summary>The networks with name and logo as the provider has them, unmapped ones included.</summary>
    ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget);
}
