using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>A position in a DeFi protocol.</summary>
public sealed record DefiPosition : Position
{
    /// <summary>The provider's own code for the kind, as it came.</summary>
    public string? ProviderKind { get; init; }

    public string? InvestmentId { get; init; }

    public string? SourceInvestmentId { get; init; }

    public Platform? Platform { get; init; }

    /// <summary>Supplied (positive) and owed (negative).</summary>
    public IReadOnlyList<PositionAsset> Assets { get; init; } = [];

    public IReadOnlyList<RewardGroup> Rewards { get; init; } = [];

    /// <summary>The sum of what is owed, zero or negative; null where the provider does not say what a part is worth.</summary>
    public BigDecimal? DebtUsd { get; init; }

    public BigDecimal? HealthRate { get; init; }

    /// <summary>The token (NFT) that stands for the position, by its number; null where there is none.</summary>
    public string? TokenId { get; init; }

    /// <summary>Null but for concentrated liquidity.</summary>
    public PriceRange? Range { get; init; }

    /// <summary>Tokens that are receipts of this position: the same money, if they are in the wallet as well.</summary>
    public IReadOnlyList<string> ReceiptTokenIds { get; init; } = [];
}
