using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>The pies of the section "Shares and allocation".</summary>
internal static class ReferenceAllocation
{
    private const string None = "none";

    /// <summary>What a pie is cut from: the assets of each counted row, by key.</summary>
    public static List<(string Key, BigDecimal Value)> Sums(ReferenceLedger ledger, AllocationDimension dimension) =>
        [.. ledger.Counted.SelectMany(row => PartsOf(row, dimension)).GroupBy(p => p.Key)
            .Select(g => (g.Key, Value: ReferenceLedger.Sum(g.Select(p => p.Value))))
            .Where(s => s.Value > 0)
            .OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal)];

    public static List<(string Key, BigDecimal Value, BigDecimal Percent)> Slices(ReferenceLedger ledger, AllocationDimension dimension)
    {
        var sums = Sums(ledger, dimension);
        var whole = Fraction.Of(sums.Aggregate(BigDecimal.Zero, (sum, s) => sum + s.Value));
        var exact = sums.ConvertAll(s => Fraction.Of(s.Value) * Fraction.Of(100) / whole);
        var percents = exact.ConvertAll(p => p.Cut(4));
        var step = BigDecimal.Parse("0.0001");
        var missing = sums.Count == 0 ? Fraction.Zero
            : (Fraction.Of(100) - Fraction.Of(percents.Aggregate((a, b) => a + b))) / Fraction.Of(step);
        var byLoss = Enumerable.Range(0, sums.Count)
            .OrderByDescending(i => exact[i] - Fraction.Of(percents[i]), Comparer<Fraction>.Create(Compare));
        foreach (var i in byLoss.Take((int)missing.Numerator))
            percents[i] += step;
        return [.. sums.Select((s, i) => (s.Key, s.Value, percents[i]))];
    }

    private static int Compare(Fraction one, Fraction other) => (one - other).Numerator.Sign;

    private static IEnumerable<(string Key, BigDecimal? Value)> PartsOf(Row row, AllocationDimension dimension)
    {
        if (dimension == AllocationDimension.Asset && row.Defi is not null && IsWorthItsTokens(row))
            return TokensOf(row).Where(a => a.ValueUsd > 0).Select(a => (a.Token.Id, a.ValueUsd));
        return [(KeyOf(row, dimension), row.AssetsUsd)];
    }

    /// <summary>All values are known, and those of what is supplied, with rewards, add up to its assets.</summary>
    private static bool IsWorthItsTokens(Row row) => TokensOf(row) is { Count: > 0 } tokens
        && tokens.TrueForAll(t => t.ValueUsd is not null)
        && ReferenceLedger.Sum(tokens.Where(t => t.ValueUsd > 0).Select(t => t.ValueUsd)) == row.AssetsUsd;

    private static List<PositionAsset> TokensOf(Row row) => [.. row.Defi!.Assets, .. row.Defi.Rewards.SelectMany(r => r.Assets)];

    private static string KeyOf(Row row, AllocationDimension dimension) => dimension switch
    {
        AllocationDimension.Asset => row switch
        {
            { Balance: { } balance } => balance.Token.Id,
            { Position: EquityPosition equity } => equity.Symbol ?? equity.Name,
            { Cash: { } cash } => $"cash:{cash.Currency}",
            _ => row.Key,
        },
        AllocationDimension.Network => ReferenceNetworks.NetworkOf(row)?.Id ?? None,
        AllocationDimension.Platform => row.Defi?.Platform?.Id ?? None,
        AllocationDimension.Provider => row.Source.ProviderId,
        AllocationDimension.Wallet => row.Wallet.Text,
        _ => row.Balance is not null ? "TOKEN" : row.Position is { } position ? position.Kind.ToString().ToUpperInvariant() : "CASH",
    };
}
