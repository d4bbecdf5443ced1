using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>Shares at a broker.</summary>
public sealed record EquityPosition : Position
{
    /// <summary>The ticker.</summary>
    public string? Symbol { get; init; }

    public required BigDecimal Amount { get; init; }

    public BigDecimal? PriceUsd { get; init; }

    public Performance? Performance { get; init; }
}
