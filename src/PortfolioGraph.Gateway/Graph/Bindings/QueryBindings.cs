using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Watching;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Wallets;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of the roots.</summary>
internal static class QueryBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Object<object>("Query")
            .Batch("wallet", a => a.Get<WalletKey>("by")!, c => One(RequestHoldings.Of(c.Execution).Wallet(c.Arguments, Needs.Of(c.Selection))))
            .BatchList("wallets", a => a.List<WalletKey>("by")!, c =>
                One<IReadOnlyList<WalletNode>?>(RequestHoldings.Of(c.Execution).Wallets(c.Arguments, Needs.Of(c.Selection), "wallets")))
            .Batch("portfolio", a => a.List<WalletKey>("by")!, c => One(PortfolioOf(c)))
            .Batch<ChainId, Network?>("network", a => a.Get<ChainId>("id"), async c => [await NetworkAsync(c.Execution, c.Arguments)])
            .BatchList<IReadOnlyList<ChainId>?, Network>("networks", a => a.List<ChainId>("ids"), async c =>
                [Result<IReadOnlyList<Network>?>.Of(await NetworksAsync(c.Execution, c.Arguments))])
            .BatchList<ProviderNode>("providers", async c => [Result<IReadOnlyList<ProviderNode>?>.Of(await ProvidersAsync(c.Execution))])
            .Batch<string, object?>("node", a => a.Get<string>("id")!, async c => [(await NodeLookup.FindAsync(c.Execution, c.Selection, [c.Arguments]))[0]])
            .BatchList<IReadOnlyList<string>, object?>("nodes", a => a.List<string>("ids")!, async c => [Result<IReadOnlyList<object?>?>.Of(await NodesAsync(c))]);

        bindings.Object<PortfolioState>("Subscription")
            .Subscribe("portfolioChanged", a => a.List<WalletKey>("by")!, c => new(Watch(c)), changesOnly: true)
            .Batch<PortfolioNode>("portfolioChanged", c => One(RequestHoldings.Of(c.Execution).Watched(c.Parents[0])));
    }

    private static PortfolioWatch Watch(SubscribeContext<IReadOnlyList<WalletKey>> c)
    {
        var limits = c.Services.GetRequiredService<GatewayLimits>();
        if (c.Arguments.Count > limits.MaxWallets)
        {
            throw new GraphQLException(
                $"portfolioChanged asks for {c.Arguments.Count} wallets; at most {limits.MaxWallets} can be asked for at once.", GatewayErrorCodes.TooManyWallets);
        }

        return c.Services.GetRequiredService<PortfolioWatcher>().Watch(
            c.Arguments, Needs.OfPortfolio(Needs.ToWatch(c.Selection), c.Arguments), c.Services.GetRequiredService<Caller>(), c.CancellationToken);
    }

    private static PortfolioNode PortfolioOf(BatchContext<object, IReadOnlyList<WalletKey>> c)
    {
        var holdings = RequestHoldings.Of(c.Execution);
        return new PortfolioNode(holdings.Wallets(c.Arguments, Needs.OfPortfolio(Needs.Of(c.Selection), c.Arguments), "portfolio"), holdings.Ledgers, holdings.Objects);
    }

    private static ValueTask<IReadOnlyList<Result<T>>> One<T>(T value) => new([Result<T>.Of(value)]);

    private static async ValueTask<Network?> NetworkAsync(ExecutionContext execution, ChainId id)
    {
        var isListed = (await DirectoryAsync(execution)).Any(n => n.ChainId == id);
        return isListed || Holdings.Chains.ChainRegistry.Find(id) is not null ? await Loaders.Networks(execution).LoadAsync(Network.Of(id)) : null;
    }

    private static async ValueTask<IReadOnlyList<Network>> NetworksAsync(ExecutionContext execution, IReadOnlyList<ChainId>? ids)
    {
        var directory = await DirectoryAsync(execution);
        IReadOnlyList<Network> networks = ids is null ? directory : [.. ids.Select(Network.Of)];
        return [.. (await Loaders.Networks(execution).LoadAsync(networks)).Select(n => n.Value!)];
    }

    // Several providers may list a network.
    private static async ValueTask<IReadOnlyList<Network>> DirectoryAsync(ExecutionContext execution)
    {
        var providers = RequestHoldings.Of(execution).Providers.All.Select(p => p.Description.Id).ToArray();
        var lists = await SourceBindings.Directories(execution).LoadAsync(providers);
        return [.. lists.SelectMany(l => l.Value ?? []).DistinctBy(n => n.Id)];
    }

    private static async ValueTask<IReadOnlyList<ProviderNode>> ProvidersAsync(ExecutionContext execution) =>
        [.. (await Loaders.Providers(execution).LoadAsync([.. RequestHoldings.Of(execution).Providers.All.Select(p => p.Description.Id)])).Select(p => p.Value!)];

    private static async ValueTask<IReadOnlyList<object?>> NodesAsync(BatchContext<object, IReadOnlyList<string>> c)
    {
        if (c.Arguments.Count > RequestHoldings.MaxNodes)
        {
            throw new GraphQLException(
                $"nodes asks for {c.Arguments.Count} ids; at most {RequestHoldings.MaxNodes} can be asked for at once.", GatewayErrorCodes.InvalidArgument);
        }

        var found = await NodeLookup.FindAsync(c.Execution, c.Selection, c.Arguments);
        return [.. found.Select(r => r.Error ?? r.Value)];
    }
}
