using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>Rewards of one kind that can be collected.</summary>
public sealed record RewardGroup
{
    public required RewardKind Kind { get; init; }

    /// <summary>The provider's own code for the kind, as it came.</summary>
    public string? ProviderKind { get; init; }

    public string? ButtonType { get; init; }

    public required IReadOnlyList<PositionAsset> Assets { get; init; }

    /// <summary>The sum over the assets; null where the value of one is unknown.</summary>
    public BigDecimal? ValueUsd { get; init; }
}
