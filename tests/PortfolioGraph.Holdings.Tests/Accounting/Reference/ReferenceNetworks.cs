using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Rows by network.</summary>
internal static class ReferenceNetworks
{
    public static List<(string Id, BigDecimal? Value, List<Row> Rows)> Of(ReferenceLedger ledger) =>
        [.. ledger.Rows.Where(r => NetworkOf(r) is not null).GroupBy(r => NetworkOf(r)!.Id)
            .Select(g => (g.Key, Value: ValueOf(g.Where(r => r.IsCounted).ToList()), g.ToList()))
            .OrderBy(n => n.Value is null).ThenByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal)];

    /// <summary>Shares, cash, sums of a custodian, and NFTs of a chain without an id are on none.</summary>
    public static Network? NetworkOf(Row row) => row switch
    {
        { Balance: { } balance } => balance.Network,
        { Position: EquityPosition } => null,
        _ => row.Position?.Network,
    };

    private static BigDecimal? ValueOf(List<Row> counted) =>
        counted.Count > 0 && counted.TrueForAll(r => r.Value is null) ? null : ReferenceLedger.Sum(counted.Select(r => r.Value));
}
