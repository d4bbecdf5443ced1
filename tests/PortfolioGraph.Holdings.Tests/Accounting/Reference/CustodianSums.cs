using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Step 4: a custodian's sum and the accounts that it lies in.</summary>
internal static class CustodianSums
{
    public static void LeaveOut(IReadOnlyList<WalletAnswer> answers, IReadOnlyList<Row> rows)
    {
        LeaveOut(rows);
        LeaveOutRepeated(answers, rows);
    }

    /// <summary>Sums that lie in the same accounts of the portfolio, where no row says what is there.</summary>
    private static void LeaveOutRepeated(IReadOnlyList<WalletAnswer> answers, IReadOnlyList<Row> rows)
    {
        var accounts = answers.Where(a => a.Wallet.Kind == WalletKind.Address).Select(a => a.Wallet.Value).ToHashSet();
        var counted = new List<(Row Row, HashSet<(string, string?)> Places)>();
        var open = rows.Where(r => r.IsCounted && r.Balance is { Distribution.Count: > 0, Token.Symbol: not null, Network: null, IsRisk: false });
        foreach (var row in open.OrderBy(r => r.Value is null).ThenBy(r => r.Key, StringComparer.Ordinal).ToList())
        {
            var parts = row.Balance!.Distribution.Where(d => !d.Amount.IsZero).ToList();
            if (parts.Count == 0 || !parts.TrueForAll(p => p.Account is { } account && accounts.Contains(account.Address)))
                continue;
            var places = parts.Select(p => (p.Account!.Value.Address, KnownSymbols.TokenIdOf(row.Balance.Token.Symbol!, p.Account!.Value.Chain))).ToHashSet();
            if (places.Any(p => p.Item2 is null || rows.Any(r => r.Balance is { } b && r.Holder == p.Address && b.Token.Id == p.Item2)))
                continue;
            if (counted.Find(c => places.IsSubsetOf(c.Places)).Row is { } other)
                row.Exclude(ExclusionReason.SameHoldingFromAnotherProvider, [other]);
            else
                counted.Add((row, places));
        }
    }

    private static void LeaveOut(IReadOnlyList<Row> rows)
    {
        var counted = rows.Where(r => r.IsCounted && r.Balance is not null).ToList();
        var sums = counted.Where(r => r.Balance!.Distribution.Count > 0).Select(r => new Sum(r, counted)).Where(s => s.Rows.Count > 0)
            .OrderBy(s => s.Row.Key, StringComparer.Ordinal).ToList();

        foreach (var sum in sums.Where(s => !s.IsWhole && s.Row.Value is not null))
            sum.CountInPlaceOfRows();
        foreach (var sum in sums.Where(s => s.IsWhole))
        {
            var isTaken = sum.Rows.Exists(r => !r.IsCounted);
            if (!isTaken && sum.Row.Value is not null && sum.Rows.Exists(r => r.Value is null))
                sum.CountInPlaceOfRows();
            else
                sum.Row.Exclude(ExclusionReason.SameHoldingFromAnotherProvider, sum.Rows);
        }
    }

    private sealed class Sum
    {
        public Sum(Row row, IReadOnlyList<Row> counted)
        {
            Row = row;
            var parts = row.Balance!.Distribution.Select(d => RowsOf(row.Balance, d, counted).ToList()).ToList();
            Rows = [.. parts.SelectMany(p => p).Distinct()];
            IsWhole = parts.TrueForAll(p => p.Count > 0)
                && row.Balance.Amount <= ReferenceLedger.Sum(row.Balance.Distribution.Select(d => (BigDecimal?)d.Amount));
        }

        public Row Row { get; }

        /// <summary>The rows of the accounts that it lies in.</summary>
        public List<Row> Rows { get; }

        /// <summary>It lies wholly in accounts of the portfolio: it has no part elsewhere, and its parts are all of it.</summary>
        public bool IsWhole { get; }

        public void CountInPlaceOfRows()
        {
            foreach (var row in Rows)
                row.Exclude(ExclusionReason.SameHoldingFromAnotherProvider, [Row]);
        }

        private static IEnumerable<Row> RowsOf(TokenBalance sum, Distribution part, IReadOnlyList<Row> counted)
        {
            if (part.Account is not { } account || sum.Token.Symbol is not { } symbol)
                return [];
            var id = KnownSymbols.TokenIdOf(symbol, part.Network?.ChainId ?? account.Chain);
            return counted.Where(r => r.Balance!.Token.Id == id && r.Holder == account.Address);
        }
    }
}
