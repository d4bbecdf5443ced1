using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Percent of a sum.</summary>
public static class Shares
{
    /// <summary>Digits after the point of every percentage that is computed.</summary>
    public const int Scale = 4;

    /// <summary>To 4 decimals, half to even; null where either is unknown or there is no whole to have a share of.</summary>
    public static BigDecimal? Percent(BigDecimal? part, BigDecimal? whole) =>
        part is { } numerator && whole is { Sign: > 0 } denominator
            ? BigDecimal.Divide(numerator * 100, denominator, Scale, Rounding.HalfEven)
            : null;
}
