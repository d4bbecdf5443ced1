using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Step 1: the same row twice is one row.</summary>
internal static class SameRows
{
    /// <summary>The rows of the best report of each thing.</summary>
    public static List<Row> Kept(IReadOnlyList<WalletAnswer> answers)
    {
        // The rows of one thing in one answer are a report of it.
        var reports = answers.SelectMany(answer => RowsOf(answer).GroupBy(ThingOf).Select(g => (Thing: g.Key, Rows: g.ToList()))).ToList();
        var kept = new List<Row>();
        foreach (var ofOneThing in reports.GroupBy(r => r.Thing))
        {
            var best = ofOneThing.Select(r => r.Rows).Order(Comparer<List<Row>>.Create(Compare)).First();
            for (var i = 0; i < best.Count; i++)
                best[i].Occurrence = i + 1;
            kept.AddRange(best);
        }
        return kept;
    }

    private static IEnumerable<Row> RowsOf(WalletAnswer answer) =>
    [
        .. answer.TokenBalances.Select(b => new Row { Wallet = answer.Wallet, Balance = b }),
        .. answer.Positions.Select(p => new Row { Wallet = answer.Wallet, Position = p }),
        .. answer.Cash.Select(c => new Row { Wallet = answer.Wallet, Cash = c }),
    ];

    private static (string Kind, string Provider, string Account, string What) ThingOf(Row row) => row switch
    {
        { Balance: { } balance } => ("token", row.Source.ProviderId, row.Holder, balance.Token.Id),
        { Position: EquityPosition equity } => ("share", row.Source.ProviderId, row.Owner, equity.Symbol ?? equity.Name),
        { Position: { } position } => ("position", row.Source.ProviderId, row.Owner, position.Key),
        _ => ("cash", row.Source.ProviderId, row.Owner, row.Cash!.Currency),
    };

    /// <summary>The better report comes first.</summary>
    private static int Compare(List<Row> one, List<Row> other)
    {
        int[] tests =
        [
            other.Any(HasValue).CompareTo(one.Any(HasValue)),
            one.Any(r => r.Source.IsStale).CompareTo(other.Any(r => r.Source.IsStale)),
            AsOf(other).CompareTo(AsOf(one)),
            other.Count.CompareTo(one.Count),
            other.Count(HasValue).CompareTo(one.Count(HasValue)),
            string.CompareOrdinal(one[0].Wallet.Text, other[0].Wallet.Text),
        ];
        return tests.FirstOrDefault(t => t != 0);
    }

    private static bool HasValue(Row row) => row.Value is not null;

    /// <summary>Data without a time of its own is newer than any that has one.</summary>
    private static DateTimeOffset AsOf(List<Row> report) => report.Min(r => r.Source.AsOf ?? DateTimeOffset.MaxValue);
}
