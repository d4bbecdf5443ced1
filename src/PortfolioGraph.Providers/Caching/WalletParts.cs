using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Caching;

/// <summary>Takes answers apart into the parts of <see cref="HoldingsMap"/>, and puts them together again.</summary>
internal static class WalletParts
{
    /// <summary>The report on a part; null where the provider has nothing of the kind.</summary>
    public static SourceReport? ReportOn(HoldingsNeeds part, WalletAnswer answer)
    {
        foreach (var capability in HoldingsMap.ReportedBy(part))
        {
            for (var i = 0; i < answer.Sources.Count; i++)
            {
                if (answer.Sources[i].Capability == capability)
                    return answer.Sources[i];
            }
        }
        return null;
    }

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

        // Which tokens are receipts follows from the positions where all are there; else from the list of platforms too, whichever there are.
        IReadOnlyList<string> Receipts()
        {
            if (Part(HoldingsNeeds.DefiPositions) is { Report.Status: SourceStatus.Ok } known)
                return known.Answer.ReceiptTokenIds;
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

    private static int Gravity(SourceStatus status) => status switch
    {
        SourceStatus.Ok => 0,
        SourceStatus.Unsupported => 1,
        SourceStatus.Stale => 2,
        SourceStatus.Partial => 3,
        _ => 4,
    };
}
