using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>One holding that the totals leave out. Exactly one of <see cref="TokenBalance"/> and <see cref="Position"/> is set.</summary>
public sealed record Exclusion
{
    public required ExclusionReason Reason { get; init; }

    /// <summary>For people.</summary>
    public required string Explanation { get; init; }

    /// <summary>What is left out, in USD; null is unknown.</summary>
    public BigDecimal? ValueUsd { get; init; }

    public TokenBalance? TokenBalance { get; init; }

    public Position? Position { get; init; }

    /// <summary>The row key (<see cref="HoldingKeys"/>) of the counted holding that stands for it: of several always the same one. Null where there is none, or
    /// where it is not known which.</summary>
    public string? CountedAs { get; init; }
}
