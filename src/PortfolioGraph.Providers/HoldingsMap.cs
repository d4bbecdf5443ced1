using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers;

/// <summary>
/// The parts of a wallet's answer that can be had, kept and fail on their own, and what reports on each. A part is named by the need that asks
/// for it; token balances have two more needs, for details of theirs.
/// </summary>
internal static class HoldingsMap
{
    private const HoldingsNeeds TokenDetails = HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts;

    private static readonly HoldingsNeeds[] Every =
    [
        HoldingsNeeds.Tokens, HoldingsNeeds.Platforms, HoldingsNeeds.DefiPositions, HoldingsNeeds.Equities, HoldingsNeeds.Nfts,
        HoldingsNeeds.Cash, HoldingsNeeds.ReportedTotals, HoldingsNeeds.Receipts, HoldingsNeeds.Performance,
    ];

    /// <summary>Every part that there is.</summary>
    public static ReadOnlySpan<HoldingsNeeds> Parts => Every;

    /// <summary>The parts that needs ask for.</summary>
    public static IEnumerable<HoldingsNeeds> Of(HoldingsNeeds needs) => Every.Where(part => (needs & NeedsOf(part)) != 0);

    /// <summary>All needs that have to do with a part.</summary>
    public static HoldingsNeeds NeedsOf(HoldingsNeeds part) => part == HoldingsNeeds.Tokens ? TokenDetails : part;

    /// <summary>The capabilities that may report on a part: the first one does that an answer has a report on.</summary>
    public static ReadOnlySpan<Capability> ReportedBy(HoldingsNeeds part) => part switch
    {
        HoldingsNeeds.Tokens => [Capability.TokenBalances],
        HoldingsNeeds.Platforms => [Capability.Platforms],
        HoldingsNeeds.DefiPositions => [Capability.DefiPositions],
        HoldingsNeeds.Equities => [Capability.Equities],
        HoldingsNeeds.Nfts => [Capability.Nfts],
        HoldingsNeeds.Cash => [Capability.Cash],
        HoldingsNeeds.Performance => [Capability.Performance],
        // These have no capability of their own: they come with what a provider happens to give them with.
        HoldingsNeeds.ReportedTotals => [Capability.Performance, Capability.Platforms, Capability.DefiPositions, Capability.TokenBalances],
        _ => [Capability.Platforms, Capability.DefiPositions],
    };

    /// <summary>The capability that a provider reports a part's failure on; null where it has nothing of the kind.</summary>
    public static Capability? FailsAs(HoldingsNeeds part, ProviderDescription provider)
    {
        foreach (var capability in ReportedBy(part))
        {
            if (provider.Capabilities.Contains(capability))
                return capability;
        }
        return null;
    }
}
