using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Providers;

/// <summary>The ability of a provider to list the networks that it covers.</summary>
public interface INetworkDirectory
{
    /// <summary>The networks with name and logo as the provider has them, unmapped ones included.</summary>
    ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget);
}
