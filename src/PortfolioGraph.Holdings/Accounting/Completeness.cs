using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Whether everything that belongs in a total could be had.</summary>
internal static class Completeness
{
    /// <summary>
    /// No part of a total failed or is partial, and each wallet's tokens were listed by somebody. A stale part is complete: it is old, and the total's age says so.
    /// What a provider does not cover is missing only where nobody lists tokens there: other kinds of holdings nobody offers for such a wallet.
    /// Networks that a provider does not cover are missing only where they were named.
    /// </summary>
    public static bool Of(IReadOnlyList<WalletAnswer> answers)
    {
        var covered = new Dictionary<string, bool>();
        foreach (var answer in answers)
        {
            foreach (var report in answer.Sources)
            {
                if (report.Capability == Capability.Performance)
                    continue;
                if (report is { Status: SourceStatus.Failed } or { Status: SourceStatus.Partial, LacksUncoveredOnly: false })
                    return false;
                // Tokens may be listed by another provider.
                if (report is { LacksNamed: true, Capability: not Capability.TokenBalances })
                    return false;
                if (report.Capability == Capability.TokenBalances)
                    covered[answer.Wallet.Text] = covered.GetValueOrDefault(answer.Wallet.Text) || report.Status != SourceStatus.Unsupported;
            }
        }
        return !covered.ContainsValue(false);
    }

    /// <summary>When the oldest answer was good.</summary>
    public static DateTimeOffset? OldestAnswer(IReadOnlyList<WalletAnswer> answers)
    {
        DateTimeOffset? oldest = null;
        foreach (var answer in answers)
        {
            foreach (var report in answer.Sources)
                oldest = Older(oldest, report.AsOf ?? report.FetchedAt);
        }
        return oldest;
    }

    public static DateTimeOffset? Older(DateTimeOffset? time, DateTimeOffset? other) => time is null || other < time ? other ?? time : time;
}
