using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>One row a token id or ticker.</summary>
internal static class ReferenceAssets
{
    public static List<ReferenceAsset> Of(ReferenceLedger ledger) =>
        [.. ledger.Counted.Where(r => IdOf(r) is not null).GroupBy(r => IdOf(r)!)
            .Where(g => g.Any(r => AmountOf(r) is not null))
            .Select(g => AssetOf(g.Key, [.. g], ledger))
            .OrderBy(a => a.Value is null).ThenByDescending(a => a.Value).ThenBy(a => a.Id, StringComparer.Ordinal)];

    public static BigDecimal? AmountOf(Row row) => row.Balance is { } balance ? balance.Amount : (row.Position as EquityPosition)?.Amount;

    private static ReferenceAsset AssetOf(string id, List<Row> rows, ReferenceLedger ledger)
    {
        var prices = rows.ConvertAll(PriceOf);
        BigDecimal? value = rows.Exists(r => r.Value is not null) ? ReferenceLedger.Sum(rows.Select(r => r.Value)) : null;
        return new ReferenceAsset(
            id,
            ReferenceLedger.Sum(rows.Select(AmountOf)),
            prices.TrueForAll(p => p is not null && p == prices[0]) ? prices[0] : null,
            value,
            Fraction.Percent(value, ledger.AssetsUsd),
            rows);
    }

    private static string? IdOf(Row row) => row switch
    {
        { Balance: { } balance } => balance.Token.Id,
        { Position: EquityPosition equity } => equity.Symbol ?? equity.Name,
        _ => null,
    };

    private static BigDecimal? PriceOf(Row row) => row.Balance is { } balance ? balance.PriceUsd : ((EquityPosition)row.Position!).PriceUsd;
}
