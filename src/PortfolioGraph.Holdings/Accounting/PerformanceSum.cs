using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// Several performances as one. A number is summed only where every part has it: a sum with a part missing would pass for the whole.
/// </summary>
public static class PerformanceSum
{
    private const int UnitCostScale = 18;

    /// <summary>One asset: all its rows are parts, also those without a performance. A single row's performance is passed on as it is.</summary>
    /// <remarks>Unit cost is cost by amount, to 18 decimals. Percents are to 4 decimals: of the cost, and of the value before the day's return. Half to even.</remarks>
    public static Performance? OfAsset(IReadOnlyList<(Performance? Performance, BigDecimal? Amount, BigDecimal? ValueUsd)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 1)
            return parts[0].Performance;
        var sum = Sum(parts);
        return sum is { CostBasisUsd: { } cost } && SumOf(parts, p => p.Amount) is { IsZero: false } amount
            ? sum with { UnitCostUsd = BigDecimal.Divide(cost, amount, UnitCostScale, Rounding.HalfEven) }
            : sum;
    }

    /// <summary>
    /// A whole ledger: the counted balances, equities and NFTs whose provider states a performance. Holdings without one have no cost that is known,
    /// so they are no part of the returns. Null where there is none.
    /// </summary>
    public static Performance? Of(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var parts = new List<(Performance?, BigDecimal?, BigDecimal?)>();
        foreach (var row in ledger.Balances)
        {
            if (row.IsCounted && row.Balance.Performance is { } performance)
                parts.Add((performance, null, row.Balance.ValueUsd));
        }
        foreach (var row in ledger.Positions)
        {
            var performance = (row.Position as Positions.EquityPosition)?.Performance ?? (row.Position as Positions.NftPosition)?.Performance;
            if (row.IsCounted && performance is not null)
                parts.Add((performance, null, row.Position.ValueUsd));
        }
        return Sum(parts);
    }

    private static Performance? Sum(IReadOnlyList<(Performance? Performance, BigDecimal? Amount, BigDecimal? ValueUsd)> parts)
    {
        if (parts.Count == 0)
            return null;
        var cost = SumOf(parts, p => p.Performance?.CostBasisUsd);
        var total = SumOf(parts, p => p.Performance?.TotalReturnUsd);
        var daily = SumOf(parts, p => p.Performance?.DailyReturnUsd);
        var before = SumOf(parts, p => p.ValueUsd) - daily;
        var sum = new Performance
        {
            CostBasisUsd = cost,
            TotalReturnUsd = total,
            TotalReturnPercent = Shares.Percent(total, cost),
            DailyReturnUsd = daily,
            DailyReturnPercent = Shares.Percent(daily, before),
        };
        return sum == new Performance() ? null : sum;
    }

    private static BigDecimal? SumOf<T>(IReadOnlyList<T> parts, Func<T, BigDecimal?> number)
    {
        BigDecimal? sum = BigDecimal.Zero;
        foreach (var part in parts)
            sum += number(part);
        return sum;
    }
}
