using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>How much hangs on few things.</summary>
public sealed record Risk : ILedgerReader
{
    /// <summary>10,000 is everything in one, 0 is nothing at all.</summary>
    private const int WholeIndex = 10_000;

    /// <summary>Herfindahl-Hirschman index over assets: the sum of the squared percents, 0 to 10,000, to 4 decimals.</summary>
    public required BigDecimal AssetConcentration { get; init; }

    /// <summary>The same over DeFi platforms; what is on none is left out.</summary>
    public required BigDecimal PlatformConcentration { get; init; }

    /// <summary>Of the first slice by asset; null where no value is known.</summary>
    public BigDecimal? LargestAssetPercent { get; init; }

    /// <summary>Value on platforms that their provider does not support, as it states it.</summary>
    public required BigDecimal UnsupportedPlatformsUsd { get; init; }

    /// <summary>What is left out of the totals as risky.</summary>
    public required BigDecimal RiskTokensUsd { get; init; }

    public static Risk Of(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var parts = AssetPart.Of(ledger);
        var assets = Allocation.Group(parts, AllocationDimension.Asset);
        var platforms = Allocation.Group(parts.Where(p => p.Platform is not null), AllocationDimension.Platform);
        return new Risk
        {
            AssetConcentration = Concentration(assets),
            PlatformConcentration = Concentration(platforms),
            LargestAssetPercent = Allocation.By(ledger, AllocationDimension.Asset) is [var largest, ..] ? largest.Percent : null,
            UnsupportedPlatformsUsd = ledger.UnsupportedPlatformsUsd,
            RiskTokensUsd = BigDecimal.Sum(
                ledger.Exclusions.Where(e => e.Reason == ExclusionReason.RiskToken).Select(e => e.ValueUsd ?? BigDecimal.Zero)),
        };
    }

    /// <summary>From exact squares: only the last division rounds.</summary>
    private static BigDecimal Concentration(List<(string Key, string Label, BigDecimal Value)> slices)
    {
        var sum = BigDecimal.Zero;
        var squares = BigDecimal.Zero;
        foreach (var (_, _, value) in slices)
        {
            sum += value;
            squares += value * value;
        }
        return slices.Count == 0 ? BigDecimal.Zero : BigDecimal.Divide(squares * WholeIndex, sum * sum, Shares.Scale, Rounding.HalfEven);
    }
}
