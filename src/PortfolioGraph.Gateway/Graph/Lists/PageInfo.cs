namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>Where a page stands in its list (Relay's cursor connections).</summary>
internal sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
