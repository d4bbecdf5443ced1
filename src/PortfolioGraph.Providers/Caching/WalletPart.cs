using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Caching;

/// <summary>One part of a wallet's answer, and the answer that it is in.</summary>
/// <param name="Part">The need that it answers.</param>
/// <param name="Needs">What the provider was asked for.</param>
/// <param name="Answer">All that the provider answered then.</param>
/// <param name="Report">The report on this part; null where the provider has nothing of the kind.</param>
/// <param name="At">When the answer was had, as a timestamp.</param>
internal sealed record WalletPart(HoldingsNeeds Part, HoldingsNeeds Needs, WalletAnswer Answer, SourceReport? Report, long At)
{
    public bool IsStale { get; init; }

    /// <summary>Nothing that may come later is missing: it can be served again.</summary>
    public bool IsComplete => Report is null or { Status: SourceStatus.Ok or SourceStatus.Unsupported } or { Status: SourceStatus.Partial, Error.Code: SourceErrorCodes.Unsupported };

    public bool IsFailed => Report is { Status: SourceStatus.Failed };

    /// <summary>Whether it holds everything that a request reads of it.</summary>
    public bool Covers(HoldingsNeeds needs)
    {
        var wanted = needs & HoldingsMap.NeedsOf(Part);
        return (Needs & wanted) == wanted;
    }

    /// <summary>This part in place of one that failed, and says so.</summary>
    public WalletPart InPlaceOf(SourceReport failed) => this with
    {
        IsStale = true,
        Report = failed with { Status = SourceStatus.Stale, FetchedAt = Report?.FetchedAt, AsOf = Report?.AsOf },
    };

    public Source Mark(Source source) => IsStale ? source with { IsStale = true } : source;

    /// <summary>A list of the answer, each item marked where the part is stale.</summary>
    public IReadOnlyList<T> List<T>(Func<WalletAnswer, IReadOnlyList<T>> list, Func<T, T> mark) =>
        IsStale ? [.. list(Answer).Select(mark)] : list(Answer);
}
