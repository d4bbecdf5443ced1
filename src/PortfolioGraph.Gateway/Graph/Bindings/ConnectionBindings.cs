using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.GraphQL.Execution.Binding;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Binds the types of a connection, once for all lists.</summary>
internal static class ConnectionBindings
{
    /// <returns>The binding of its edges, for what a list says of a row.</returns>
    public static HoldingsBinding<Edge<TRow>> Connection<TRow>(this SchemaBindings bindings, string row)
    {
        bindings.Object<Connection<TRow>>($"{row}Connection")
            .List("edges", c => c.Edges)
            .List("nodes", c => c.Nodes)
            .Field("pageInfo", c => new PageInfo(c.HasNextPage, c.HasPreviousPage, c.StartCursor, c.EndCursor))
            .Field("totalCount", c => c.TotalCount);
        return bindings.Holdings<Edge<TRow>>($"{row}Edge")
            .Field("cursor", Needs.Nothing, e => e.Cursor)
            .Field("node", Needs.Nothing, e => e.Node);
    }
}
