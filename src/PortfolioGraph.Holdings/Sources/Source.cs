namespace PortfolioGraph.Holdings.Sources;

/// <summary>Where a value comes from.</summary>
/// <param name="ProviderId">The provider's id: <c>okx</c>, <c>mesh</c>, <c>neptune</c>.</param>
/// <param name="FetchedAt">When the gateway had it from the provider.</param>
/// <param name="AsOf">The provider's own time, where it gives one.</param>
/// <param name="IsStale">Served in place of a newer answer that could not be had.</param>
public sealed record Source(string ProviderId, DateTimeOffset FetchedAt, DateTimeOffset? AsOf = null, bool IsStale = false);
