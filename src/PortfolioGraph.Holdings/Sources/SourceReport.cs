namespace PortfolioGraph.Holdings.Sources;

/// <summary>What one provider answered for one capability of one wallet.</summary>
public sealed record SourceReport(
    string ProviderId,
    Capability Capability,
    SourceStatus Status,
    DateTimeOffset? FetchedAt = null,
    DateTimeOffset? AsOf = null,
    SourceError? Error = null);
