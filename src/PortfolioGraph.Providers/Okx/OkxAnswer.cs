using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>What came of a question about several chains.</summary>
/// <param name="Result">The last call that was made; a failure where none of the chains is covered.</param>
/// <param name="Chains">Those that the result is about.</param>
internal readonly record struct OkxAnswer<TItem>(CallResult<IReadOnlyList<TItem>> Result, IReadOnlyList<string> Chains)
    where TItem : class
{
    /// <summary>What the call does not cover.</summary>
    public IReadOnlyList<OkxRefusal> Refused { get; init; } = [];

    /// <summary>Left out: one of these made the call fail, and there was no time to find out which.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The failure for the sake of which chains were left out.</summary>
    public SourceError? LeftOutFor { get; init; }

    /// <summary>OKX has just ended this version of the call, and there is another.</summary>
    public bool HasEnded { get; init; }

    /// <summary>What of this is about some of the chains: those of one wallet.</summary>
    public OkxAnswer<TItem> On(IReadOnlyList<string> chains) => Refused.Count == 0 && LeftOut.Count == 0 ? this : this with
    {
        Chains = [.. Chains.Where(chains.Contains)],
        Refused = [.. Refused.Where(refused => chains.Contains(refused.Chain))],
        LeftOut = [.. LeftOut.Where(chains.Contains)],
    };
}

/// <summary>A chain that a call does not cover, and OKX's code for that.</summary>
internal readonly record struct OkxRefusal(string Chain, string? Code);
