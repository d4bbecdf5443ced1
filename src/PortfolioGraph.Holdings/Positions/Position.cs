using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>Anything held that is neither a token balance nor cash.</summary>
public abstract record Position
{
    /// <summary>Unique within the wallet and stable from one answer to the next.</summary>
    public required string Key { get; init; }

    public required WalletKey Wallet { get; init; }

    public required string Name { get; init; }

    public required PositionKind Kind { get; init; }

    /// <summary>Null for what is on none, and where the provider does not say.</summary>
    public Network? Network { get; init; }

    /// <summary>Net of debts; null is unknown.</summary>
    public BigDecimal? ValueUsd { get; init; }

    /// <summary>Percent, as the provider states it.</summary>
    public BigDecimal? SharePercent { get; init; }

    public required Source Source { get; init; }
}
