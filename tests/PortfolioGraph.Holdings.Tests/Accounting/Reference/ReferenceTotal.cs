using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>The section "Totals".</summary>
internal static class ReferenceTotal
{
    private static readonly Capability[] InTheSum =
        [Capability.TokenBalances, Capability.Platforms, Capability.DefiPositions, Capability.Equities, Capability.Nfts, Capability.Cash];

    public static Total Of(ReferenceLedger ledger)
    {
        var assets = ledger.AssetsUsd;
        var debts = ReferenceLedger.Sum(ledger.Counted.Select(r => r.DebtsUsd));
        return new Total
        {
            ValueUsd = assets + debts,
            AssetsUsd = assets,
            DebtsUsd = debts,
            IsComplete = IsComplete(ledger.Answers),
            Unpriced = ledger.Counted.Count(r => r.Value is null),
            ExcludedUsd = ReferenceLedger.Sum(ledger.Excluded.Select(r => r.Value)),
            AsOf = ledger.Counted.Where(r => r.Value is not null).Min(r => (DateTimeOffset?)(r.Source.AsOf ?? r.Source.FetchedAt))
                ?? ledger.Answers.SelectMany(a => a.Sources).Min(s => s.AsOf ?? s.FetchedAt),
        };
    }

    private static bool IsComplete(IReadOnlyList<WalletAnswer> answers)
    {
        var reports = answers.SelectMany(a => a.Sources.Select(s => (a.Wallet, Report: s)))
            .Where(r => InTheSum.Contains(r.Report.Capability)).ToList();
        if (reports.Exists(r => r.Report.Status is SourceStatus.Failed or SourceStatus.Partial))
            return false;
        var tokens = reports.Where(r => r.Report.Capability == Capability.TokenBalances).ToList();
        return tokens.Where(r => r.Report.Status == SourceStatus.Unsupported).All(unsupported =>
            tokens.Exists(r => r.Wallet.Equals(unsupported.Wallet) && r.Report.Status is SourceStatus.Ok or SourceStatus.Stale));
    }
}
