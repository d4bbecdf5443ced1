using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>Returns against cost, in USD and percent. Null where the provider gives none; nothing is derived from a missing number.</summary>
public sealed record Performance
{
    /// <summary>Money spent on all of it.</summary>
    public BigDecimal? CostBasisUsd { get; init; }

    /// <summary>Money spent on one unit.</summary>
    public BigDecimal? UnitCostUsd { get; init; }

    public BigDecimal? TotalReturnUsd { get; init; }

    public BigDecimal? TotalReturnPercent { get; init; }

    public BigDecimal? DailyReturnUsd { get; init; }

    public BigDecimal? DailyReturnPercent { get; init; }
}
