using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Tokens;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>The loaders of the objects that an answer has in common, for fields that lead to one.</summary>
internal static class Loaders
{
    public static ObjectLoader<Token> Tokens(ExecutionContext execution) =>
        execution.Loader(static e => new ObjectLoader<Token>(RequestHoldings.Of(e).Objects.Of, static t => t.Id));

    public static ObjectLoader<Network> Networks(ExecutionContext execution) =>
        execution.Loader(static e => new ObjectLoader<Network>(RequestHoldings.Of(e).Objects.Of, static n => n.Id));

    public static ObjectLoader<Platform> Platforms(ExecutionContext execution) =>
        execution.Loader(static e => new ObjectLoader<Platform>(RequestHoldings.Of(e).Objects.Of, static p => p.Id));

    public static ProviderLoader Providers(ExecutionContext execution) =>
        execution.Loader(static e => new ProviderLoader(RequestHoldings.Of(e).Providers));

    public static SliceLabelLoader SliceLabels(ExecutionContext execution) =>
        execution.Loader(static e => new SliceLabelLoader(RequestHoldings.Of(e)));
}
