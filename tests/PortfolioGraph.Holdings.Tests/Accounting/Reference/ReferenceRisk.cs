using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>How much hangs on few things.</summary>
internal static class ReferenceRisk
{
    public static Risk Of(ReferenceLedger ledger)
    {
        var assets = ReferenceAllocation.Slices(ledger, AllocationDimension.Asset);
        return new Risk
        {
            AssetConcentration = Concentration(assets.Select(s => s.Value)),
            PlatformConcentration = Concentration(
                ReferenceAllocation.Sums(ledger, AllocationDimension.Platform).Where(s => s.Key != "none").Select(s => s.Value)),
            LargestAssetPercent = assets.Count == 0 ? null : assets[0].Percent,
            UnsupportedPlatformsUsd = UnsupportedPlatforms(ledger.Answers),
            RiskTokensUsd = ReferenceLedger.Sum(ledger.Excluded.Where(r => r.Reason == ExclusionReason.RiskToken).Select(r => r.Value)),
        };
    }

    /// <summary>The sum of the squared percents.</summary>
    private static BigDecimal Concentration(IEnumerable<BigDecimal> values)
    {
        var exact = values.Select(Fraction.Of).ToList();
        if (exact.Count == 0)
            return 0;
        var whole = exact.Aggregate((a, b) => a + b);
        return exact.Select(v => v / whole * Fraction.Of(100)).Aggregate(Fraction.Zero, (sum, p) => sum + p * p).Round(4);
    }

    /// <summary>Each platform of an owner counts once on each network. Between reports that differ it is chosen as between rows.</summary>
    private static BigDecimal UnsupportedPlatforms(IReadOnlyList<WalletAnswer> answers)
    {
        var reports = answers.SelectMany(a => a.Platforms).Where(p => p.IsInvestSupported == false)
            .SelectMany(p => p.Networks.Count == 0
                ? [(Platform: p, Network: "", p.ValueUsd)]
                : p.Networks.Select(n => (Platform: p, Network: n.Network.Id, n.ValueUsd)))
            .GroupBy(r => (Accounts.OwnerOf(r.Platform.Wallet), r.Platform.Source.ProviderId, r.Platform.Platform.Id, r.Network));
        return ReferenceLedger.Sum(reports.Select(same => same
            .OrderBy(r => r.ValueUsd is null)
            .ThenBy(r => r.Platform.Source.IsStale)
            .ThenByDescending(r => r.Platform.Source.AsOf ?? DateTimeOffset.MaxValue)
            .ThenBy(r => r.Platform.Wallet.Text, StringComparer.Ordinal)
            .First().ValueUsd));
    }
}
