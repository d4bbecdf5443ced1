using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Platforms;

/// <summary>A platform's value on one network, as the provider states it.</summary>
public sealed record PlatformNetwork(Network Network, BigDecimal? ValueUsd);
