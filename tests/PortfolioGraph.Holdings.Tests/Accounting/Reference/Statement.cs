using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>All values of closed books as lines of text, so that two of them can be compared and their difference read.</summary>
internal sealed class Statement
{
    private readonly List<(string Name, string Value)> _lines = [];

    private Statement()
    {
    }

    /// <summary>A line that is there twice says so.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. _lines.Select(l => $"{l.Name}: {l.Value}").GroupBy(l => l).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} ({g.Count()} times)")
            .Order(StringComparer.Ordinal),
    ];

    public static Statement Of(Ledger ledger)
    {
        var statement = new Statement();
        var names = new RowNames(ledger);
        statement.Add(ledger.Total);
        foreach (var row in ledger.Balances)
            statement.AddRow(WorldText.Label(row.Balance), row.Exclusion, names.InPlaceOf(row), row.SharePercent);
        foreach (var row in ledger.Positions)
            statement.AddRow(row.Position.Name, row.Exclusion, names.InPlaceOf(row), row.SharePercent);
        foreach (var cash in ledger.Cash)
            statement.AddRow(WorldText.Label(cash), null, "null", null);
        foreach (var dimension in Enum.GetValues<AllocationDimension>())
            statement.Add(dimension, Allocation.By(ledger, dimension).Select(s => (names.Of(s.Key), s.ValueUsd, s.Percent)));
        statement.AddAssets(AssetHoldings.Of(ledger)
            .Select(a => (a.Id, a.Amount, a.PriceUsd, a.ValueUsd, a.SharePercent, a.Performance)));
        statement.AddNetworks(NetworkHoldings.Of(ledger)
            .Select(n => (n.Network.Id, n.ValueUsd,
                n.Balances.Select(b => WorldText.Label(b.Balance)).Concat(n.Positions.Select(p => p.Position.Name)))));
        statement.Add(Risk.Of(ledger));
        statement.Add("performance", PerformanceSum.Of(ledger));
        return statement;
    }

    public static Statement Of(ReferenceLedger ledger)
    {
        var statement = new Statement();
        var labels = ledger.Rows.Where(r => r.Cash is null).ToLookup(r => r.Key, LabelOf);
        string As(string key) => string.Join('+', labels[key].DefaultIfEmpty(key));

        statement.Add(ReferenceTotal.Of(ledger));
        foreach (var row in ledger.Rows)
        {
            var inItsPlace = row.CountedAs().Select(LabelOf).Order(StringComparer.Ordinal).DefaultIfEmpty("null");
            var share = row.Cash is null ? ledger.ShareOf(row) : null;
            statement.AddRow(LabelOf(row), row.Reason, row.Value, string.Join('+', inItsPlace), share);
        }
        foreach (var dimension in Enum.GetValues<AllocationDimension>())
            statement.Add(dimension, ReferenceAllocation.Slices(ledger, dimension).Select(s => (As(s.Key), s.Value, s.Percent)));
        statement.AddAssets(ReferenceAssets.Of(ledger)
            .Select(a => (a.Id, a.Amount, a.Price, a.Value, a.Share, ReferencePerformance.OfAsset(a))));
        statement.AddNetworks(ReferenceNetworks.Of(ledger).Select(n => (n.Id, n.Value, n.Rows.Select(LabelOf))));
        statement.Add(ReferenceRisk.Of(ledger));
        statement.Add("performance", ReferencePerformance.Of(ledger));
        return statement;
    }

    /// <summary>The lines that only one side has.</summary>
    public static IReadOnlyList<string> Differences(Statement actual, Statement expected) =>
    [
        .. actual.Lines.Except(expected.Lines).Select(l => $"got      {l}"),
        .. expected.Lines.Except(actual.Lines).Select(l => $"expected {l}"),
    ];

    /// <summary>Without the times, which say when data arrived.</summary>
    public Statement WithoutTimes()
    {
        var statement = new Statement();
        statement._lines.AddRange(_lines.Where(l => l.Name != "total.asOf"));
        return statement;
    }

    private static string LabelOf(Row row) =>
        row.Balance is { } balance ? WorldText.Label(balance) : row.Position is { } position ? position.Name : WorldText.Label(row.Cash!);

    private static string Text(BigDecimal? number) => WorldText.Number(number);

    private void Add(string name, string value) => _lines.Add((name, value));

    private void Add(Total total)
    {
        Add("total.value", Text(total.ValueUsd));
        Add("total.assets", Text(total.AssetsUsd));
        Add("total.debts", Text(total.DebtsUsd));
        Add("total.isComplete", total.IsComplete.ToString());
        Add("total.unpriced", $"{total.Unpriced}");
        Add("total.excluded", Text(total.ExcludedUsd));
        Add("total.asOf", $"{total.AsOf:O}");
    }

    private void AddRow(string label, Exclusion? exclusion, string countedAs, BigDecimal? share) =>
        AddRow(label, exclusion?.Reason, exclusion?.ValueUsd, countedAs, share);

    private void AddRow(string label, ExclusionReason? reason, BigDecimal? excluded, string countedAs, BigDecimal? share) =>
        Add($"row.{label}", (reason is null ? "counted" : $"{reason} {Text(excluded)}, counted as {countedAs}") + $", share {Text(share)}");

    private void Add(AllocationDimension dimension, IEnumerable<(string Key, BigDecimal Value, BigDecimal Percent)> slices)
    {
        foreach (var (i, slice) in slices.Index())
            Add($"allocation.{dimension}.{i:00}", $"{slice.Key} {Text(slice.Value)} {Text(slice.Percent)} %");
    }

    private void AddAssets(
        IEnumerable<(string Id, BigDecimal Amount, BigDecimal? Price, BigDecimal? Value, BigDecimal? Share, Performance? Sum)> assets)
    {
        foreach (var (i, asset) in assets.Index())
        {
            var worth = $"{Text(asset.Amount)} at {Text(asset.Price)} = {Text(asset.Value)}";
            Add($"asset.{i:00}", $"{asset.Id} {worth}, share {Text(asset.Share)}");
            Add($"asset.{i:00}.performance", asset.Sum);
        }
    }

    private void AddNetworks(IEnumerable<(string Id, BigDecimal? Value, IEnumerable<string> Rows)> networks)
    {
        foreach (var (i, network) in networks.Index())
            Add($"network.{i:00}", $"{network.Id} {Text(network.Value)}: {string.Join(' ', network.Rows.Order(StringComparer.Ordinal))}");
    }

    private void Add(Risk risk)
    {
        Add("risk.assets", Text(risk.AssetConcentration));
        Add("risk.platforms", Text(risk.PlatformConcentration));
        Add("risk.largest", Text(risk.LargestAssetPercent));
        Add("risk.unsupported", Text(risk.UnsupportedPlatformsUsd));
        Add("risk.risky", Text(risk.RiskTokensUsd));
    }

    /// <summary>A performance of which no number is known is none.</summary>
    private void Add(string name, Performance? performance)
    {
        if (performance is null || performance == new Performance())
            return;
        Add(name, $"cost {Text(performance.CostBasisUsd)}, unit {Text(performance.UnitCostUsd)}, "
            + $"total {Text(performance.TotalReturnUsd)} {Text(performance.TotalReturnPercent)} %, "
            + $"daily {Text(performance.DailyReturnUsd)} {Text(performance.DailyReturnPercent)} %");
    }
}
