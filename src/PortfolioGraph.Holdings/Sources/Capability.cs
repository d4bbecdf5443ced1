namespace PortfolioGraph.Holdings.Sources;

/// <summary>What a provider can be asked for.</summary>
public enum Capability
{
    TokenBalances,
    Platforms,
    DefiPositions,
    Equities,
    Nfts,
    Cash,
    Performance,
}
