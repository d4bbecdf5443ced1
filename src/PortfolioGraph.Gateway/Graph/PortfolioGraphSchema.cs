using PortfolioGraph.Gateway.Graph.Bindings;
using PortfolioGraph.Gateway.Graph.Inputs;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.Gateway.Graph;

/// <summary>The schema file and its resolvers, bound. Each field of the one must have its other half, or the gateway does not start.</summary>
internal static class PortfolioGraphSchema
{
    /// <summary>The text of <c>schema/portfolio.graphql</c>, the very file that clients generate code from.</summary>
    public static string Sdl { get; } = ReadSdl();

    public static BoundSchema Bind() =>
        SchemaBindings.Bind(SchemaBuilder.Parse(Sdl, PortfolioScalars.Coercions), new object(), bindings =>
        {
            PortfolioScalars.Add(bindings);
            bindings.RequireNeeds();
            bindings.Enum<SortDirection>("SortDirection");
            bindings.Input("WalletInput", WalletInput.Read);
            bindings.Input("AddressInput", WalletInput.ReadAddress);
            bindings.Input("MeshUserInput", WalletInput.ReadMeshUser);
            bindings.Input("TokenInput", TokenInput.Read);
            bindings.Object<PageInfo>("PageInfo")
                .Field("hasNextPage", p => p.HasNextPage)
                .Field("hasPreviousPage", p => p.HasPreviousPage)
                .Field("startCursor", p => p.StartCursor)
                .Field("endCursor", p => p.EndCursor);
            QueryBindings.Add(bindings);
            WalletBindings.Add(bindings);
            PortfolioBindings.Add(bindings);
            HoldingBindings.Add(bindings);
            PositionBindings.Add(bindings);
            TokenBindings.Add(bindings);
            SourceBindings.Add(bindings);
        });

    private static string ReadSdl()
    {
        using var stream = typeof(PortfolioGraphSchema).Assembly.GetManifestResourceStream("portfolio.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
