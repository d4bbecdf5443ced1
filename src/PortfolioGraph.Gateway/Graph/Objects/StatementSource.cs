using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Which provider says something, where, and when by its own clock, where it says so.</summary>
internal readonly record struct StatementSource(string Provider, StatementKind Kind, DateTimeOffset? AsOf)
{
    public static StatementSource Of(Source source, StatementKind kind) => new(source.ProviderId, kind, source.AsOf);

    /// <summary>The most credible first: by provider, then by kind.</summary>
    public int CompareTo(StatementSource other) =>
        ProviderOrder.Instance.Compare(Provider, other.Provider) is not 0 and var byProvider ? byProvider : Kind - other.Kind;
}
