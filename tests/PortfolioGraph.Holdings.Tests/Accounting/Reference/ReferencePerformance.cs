using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>A number is summed only where every part has it.</summary>
internal static class ReferencePerformance
{
    /// <summary>All rows of the asset are parts; the performance of a single one is as its provider states it.</summary>
    public static Performance? OfAsset(ReferenceAsset asset) =>
        asset.Rows is [var single] ? StatedBy(single) : Sum(asset.Rows, ReferenceAssets.AmountOf);

    /// <summary>The parts are the counted rows whose provider states a performance. Different things have no unit cost.</summary>
    public static Performance? Of(ReferenceLedger ledger) => Sum([.. ledger.Counted.Where(r => StatedBy(r) is not null)], _ => null);

    private static Performance? StatedBy(Row row) => row switch
    {
        { Balance: { } balance } => balance.Performance,
        { Position: EquityPosition equity } => equity.Performance,
        { Position: NftPosition nft } => nft.Performance,
        _ => null,
    };

    private static Performance? Sum(IReadOnlyList<Row> parts, Func<Row, BigDecimal?> amountOf)
    {
        var cost = WhereAllHave(parts, r => StatedBy(r)?.CostBasisUsd);
        var total = WhereAllHave(parts, r => StatedBy(r)?.TotalReturnUsd);
        var daily = WhereAllHave(parts, r => StatedBy(r)?.DailyReturnUsd);
        var value = WhereAllHave(parts, r => r.Value);
        var amount = WhereAllHave(parts, amountOf);
        return new Performance
        {
            CostBasisUsd = cost,
            UnitCostUsd = cost is { } money && amount is { IsZero: false } units
                ? (Fraction.Of(money) / Fraction.Of(units)).Round(18)
                : null,
            TotalReturnUsd = total,
            TotalReturnPercent = Fraction.Percent(total, cost),
            DailyReturnUsd = daily,
            DailyReturnPercent = value - daily > 0 ? Fraction.Percent(daily, value - daily) : null,
        };
    }

    private static BigDecimal? WhereAllHave(IReadOnlyList<Row> parts, Func<Row, BigDecimal?> number) =>
        parts.Count == 0 || parts.Any(p => number(p) is null) ? null : ReferenceLedger.Sum(parts.Select(number));
}
