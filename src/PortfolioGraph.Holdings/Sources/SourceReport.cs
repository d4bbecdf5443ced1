namespace PortfolioGraph.Holdings.Sources;

/// <summary>What one provider answered for one capability of one wallet.</summary>
public sealed record SourceReport(
    string ProviderId,
    Capability Capability,
    SourceStatus Status,
    DateTimeOffset? FetchedAt = null,
    DateTimeOffset? AsOf = null,
    SourceError? Error = null)
{
    /// <summary>All that is missing of a partial answer is on networks that the provider does not cover, and that were not named.</summary>
    public bool LacksUncoveredOnly { get; init; }

    /// <summary>The provider covers none of the networks that were named.</summary>
    public bool LacksNamed { get; init; }
}
