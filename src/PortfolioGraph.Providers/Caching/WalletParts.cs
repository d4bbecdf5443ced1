using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Caching;

/// <summary>
/// The parts of a wallet's answer that can be had, kept and fail on their own. Each is named by the need that asks for it; token balances
/// have two more needs, for details of theirs.
/// </summary>
internal static class WalletParts
{
    private const HoldingsNeeds TokenDetails = HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts;

    private static readonly HoldingsNeeds[] Every =
    [
        HoldingsNeeds.Tokens, HoldingsNeeds.Platforms, HoldingsNeeds.DefiPositions, HoldingsNeeds.Equities, HoldingsNeeds.Nfts,
        HoldingsNeeds.Cash, HoldingsNeeds.ReportedTotals, HoldingsNeeds.Receipts, HoldingsNeeds.Performance,
    ];

    /// <summary>The parts that needs ask for.</summary>
    public static IEnumerable<HoldingsNeeds> Of(HoldingsNeeds needs) => Every.Where(part => (needs & NeedsOf(part)) != 0);

    /// <summary>Every part that there is.</summary>
    public static ReadOnlySpan<HoldingsNeeds> All => Every;

    /// <summary>All needs that have to do with a part.</summary>
    public static HoldingsNeeds NeedsOf(HoldingsNeeds part) => part == HoldingsNeeds.Tokens ? TokenDetails : part;

    /// <summary>The report on a part; null where the provider has nothing of the kind.</summary>
    public static SourceReport? ReportOn(HoldingsNeeds part, WalletAnswer answer) => part switch
    {
        HoldingsNeeds.Tokens => Find(answer, Capability.TokenBalances),
        HoldingsNeeds.Platforms => Find(answer, Capability.Platforms),
        HoldingsNeeds.DefiPositions => Find(answer, Capability.DefiPositions),
        HoldingsNeeds.Equities => Find(answer, Capability.Equities),
        HoldingsNeeds.Nfts => Find(answer, Capability.Nfts),
        HoldingsNeeds.Cash => Find(answer, Capability.Cash),
        HoldingsNeeds.Performance => Find(answer, Capability.Performance),
        // These have no capability of their own: they come with what a provider happens to give them with.
        HoldingsNeeds.ReportedTotals => Find(answer, Capability.Performance, Capability.Platforms, Capability.DefiPositions, Capability.TokenBalances),
        _ => Find(answer, Capability.Platforms, Capability.DefiPositions),
    };

    /// <summary>Puts an answer together from the answers that each part is taken from.</summary>
    public static WalletAnswer Compose(WalletRequest request, string providerId, List<WalletPart> parts)
    {
        // Returns are part of what they are returns on: where only they are asked for, balances and positions come with them.
        WalletPart? Part(HoldingsNeeds part)
        {
            foreach (var p in parts)
            {
                if (p.Part == part)
                    return p;
            }
            return null;
        }

        WalletPart? Valued(HoldingsNeeds part) => Part(part) ?? Part(HoldingsNeeds.Performance);

        var positions = new List<Position>();
        AddPositions<DefiPosition>(positions, Part(HoldingsNeeds.DefiPositions));
        AddPositions<EquityPosition>(positions, Valued(HoldingsNeeds.Equities));
        AddPositions<NftPosition>(positions, Valued(HoldingsNeeds.Nfts));
        return new WalletAnswer
        {
            Wallet = request.Wallet,
            ProviderId = providerId,
            TokenBalances = Valued(HoldingsNeeds.Tokens) is { } tokens
                ? tokens.List(a => a.TokenBalances, b => b with { Source = tokens.Mark(b.Source) }) : [],
            Platforms = Part(HoldingsNeeds.Platforms) is { } platforms
                ? platforms.List(a => a.Platforms, p => p with { Source = platforms.Mark(p.Source) }) : [],
            Positions = positions,
            Cash = Part(HoldingsNeeds.Cash) is { } cash ? cash.List(a => a.Cash, c => c with { Source = cash.Mark(c.Source) }) : [],
            Reported = Part(HoldingsNeeds.ReportedTotals) is { Answer.Reported: { } reported } totals
                ? reported with { Source = totals.Mark(reported.Source) } : null,
            ReceiptTokenIds = Receipts(),
            Sources = Sources(parts),
        };

        // Which tokens are receipts follows from the list of platforms and from the positions, whichever there are.
        IReadOnlyList<string> Receipts()
        {
            IReadOnlyList<string> receipts = [];
            foreach (var part in parts)
            {
                if (part.Part is not (HoldingsNeeds.Receipts or HoldingsNeeds.DefiPositions or HoldingsNeeds.Platforms or HoldingsNeeds.ReportedTotals))
                    continue;
                var more = part.Answer.ReceiptTokenIds;
                if (!ReferenceEquals(more, receipts) && more.Count > 0)
                    receipts = receipts.Count == 0 ? more : [.. receipts.Union(more, StringComparer.Ordinal)];
            }
            return receipts;
        }
    }

    private static void AddPositions<T>(List<Position> positions, WalletPart? part)
        where T : Position
    {
        foreach (var position in part?.Answer.Positions ?? [])
        {
            if (position is T)
                positions.Add(part!.IsStale ? position with { Source = part.Mark(position.Source) } : position);
        }
    }

    /// <summary>The gravest report on each capability, in the order of these.</summary>
    private static SourceReport[] Sources(List<WalletPart> parts)
    {
        var reports = new SortedList<Capability, SourceReport>();
        foreach (var part in parts)
        {
            if (part.Report is { } report
                && (!reports.TryGetValue(report.Capability, out var known) || Gravity(report.Status) > Gravity(known.Status)))
            {
                reports[report.Capability] = report;
            }
        }
        return [.. reports.Values];
    }

    private static SourceReport? Find(WalletAnswer answer, params ReadOnlySpan<Capability> capabilities)
    {
        foreach (var capability in capabilities)
        {
            for (var i = 0; i < answer.Sources.Count; i++)
            {
                if (answer.Sources[i].Capability == capability)
                    return answer.Sources[i];
            }
        }
        return null;
    }

    private static int Gravity(SourceStatus status) => status switch
    {
        SourceStatus.Ok => 0,
        SourceStatus.Unsupported => 1,
        SourceStatus.Stale => 2,
        SourceStatus.Partial => 3,
        _ => 4,
    };
}
