using PortfolioGraph.GraphQL.Execution.Binding;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>Binds the types of a connection, once for all lists.</summary>
internal static class ConnectionBindings
{
    public static void Connection<TRow>(this SchemaBindings bindings, string row)
    {
        bindings.Object<Connection<TRow>>($"{row}Connection")
            .List("edges", c => c.Edges)
            .List("nodes", c => c.Nodes)
            .Field("pageInfo", c => new PageInfo(c.HasNextPage, c.HasPreviousPage, c.StartCursor, c.EndCursor))
            .Field("totalCount", c => c.TotalCount);
        bindings.Object<Edge<TRow>>($"{row}Edge")
            .Field("cursor", e => e.Cursor)
            .Field("node", e => e.Node);
    }
}
