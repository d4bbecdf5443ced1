using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.Gateway.Graph.Inputs;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of <c>Wallet</c>.</summary>
internal static class WalletBindings
{
    private static readonly FieldNeeds TokenBalancesNeeds = Needs.Nothing
        .WhenMissing("tokens", Needs.Tokens).When(given: ["where", "order"], Needs.TokenValues).Watched(Needs.ValuedTokens);

    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<WalletKind>("WalletKind");
        bindings.Holdings<WalletNode>("Wallet")
            .Field("id", Needs.Nothing, w => w.Id)
            .Field("kind", Needs.Nothing, w => w.Key.Kind)
            .Field("address", Needs.Nothing, w => w.Key.Kind == WalletKind.Address ? w.DisplayAddress ??= DisplayAddress(w.Key) : null)
            .Field("linkedAddress", Needs.Nothing, w => LinkedAddress(w.Key))
            .BatchList<AccountId>("accounts", Needs.Nothing, c =>
                new(Results.Of(c.Parents, w => (IReadOnlyList<AccountId>?)(w.Accounts ??= Accounts(w, RequestHoldings.Of(c.Execution).Providers)))))
            .LoadedList("networks", Needs.Total, w =>
            {
                w.ThrowIfAllFailed(Capability.TokenBalances, Capability.DefiPositions);
                return Rows.Networks(w.Books);
            })
            .Batch("tokenBalances", TokenBalancesNeeds, TokenBalancesArguments.Read, TokenBalancesAsync)
            .Batch("tokenBalance", Needs.Nothing.Watched(Needs.ValuedTokens), a => a.Get<TokenKey>("token"), TokenBalanceAsync)
            .Loaded("platforms", Needs.Platforms, ListArguments.Read, (w, list) =>
            {
                w.ThrowIfAllFailed(Capability.Platforms);
                return (Connection<PlatformHoldingNode>?)Connection<PlatformHoldingNode>.Of(PlatformHoldingNode.Of(w), list, PlatformHoldingNode.Fields);
            })
            .Loaded("positions", Needs.Positions, ListArguments.Read, (w, list) =>
            {
                w.ThrowIfAllFailed(Capability.DefiPositions, Capability.Equities, Capability.Nfts);
                return PositionNode.Page(w.Books, list);
            })
            .Batch("defiPosition", Needs.Nothing.Watched(Needs.DefiPositions), DefiPositionArguments.Read, DefiPositionAsync)
            .LoadedList("cash", Needs.Cash, w =>
            {
                w.ThrowIfAllFailed(Capability.Cash);
                return (IReadOnlyList<CashBalance>?)[.. w.Answers.SelectMany(a => a.Cash)];
            })
            .Loaded("total", Needs.Total, w => (Total?)w.Ledger.Total)
            .LoadedList("reported", Needs.ReportedTotals, w => (IReadOnlyList<ReportedTotals>?)[.. w.Answers.Select(a => a.Reported).OfType<ReportedTotals>()])
            .Loaded("performance", Needs.Performance, w => PerformanceSum.Of(w.Ledger))
            .BatchList<SourceReport>("sources", Needs.Nothing.WhenAlone(Needs.Total | Needs.Platforms), async c =>
            {
                await c.LoadAsync();
                await c.Execution.Loader(_ => new SourcesLoader()).LoadAsync(c.Parents);
                return Results.Of(c.Parents, w => (IReadOnlyList<SourceReport>?)w.Reports);
            });
    }

    private static async ValueTask<IReadOnlyList<Result<Connection<TokenBalanceNode>?>>> TokenBalancesAsync(
        BatchContext<WalletNode, TokenBalancesArguments> c)
    {
        await c.LoadAsync();
        if (c.Arguments.Tokens is not { } tokens)
        {
            return Results.Of(c.Parents, w =>
            {
                w.ThrowIfAllFailed(Capability.TokenBalances);
                return TokenBalanceNode.Page(w.Books, c.Arguments.List);
            });
        }

        RequestHoldings.Of(c.Execution).TakeLookups(c.Parents, tokens);
        var found = await Lookup(c.Execution).LoadAsync([.. c.Parents.SelectMany(w => tokens.Select(t => new WalletToken(w, t)))]);
        var index = 0;
        return Results.Of(c.Parents, w =>
        {
            var own = found.AsSpan(index, tokens.Count).ToArray();
            index += tokens.Count;
            foreach (var token in tokens) RequestHoldings.Of(c.Execution).CheckNetwork(w.Key, token.Chain);
            if (own.Length > 0 && Array.TrueForAll(own, r => r.Error is not null)) throw own[0].Error!;
            return (Connection<TokenBalanceNode>?)Connection<TokenBalanceNode>.Of(
                LookedUp(w, own.SelectMany(r => r.Value ?? [])), c.Arguments.List, TokenBalanceNode.Fields);
        });
    }

    private static async ValueTask<IReadOnlyList<Result<TokenBalanceNode?>>> TokenBalanceAsync(BatchContext<WalletNode, TokenKey> c)
    {
        RequestHoldings.Of(c.Execution).TakeLookups(c.Parents, [c.Arguments]);
        await c.LoadAsync();
        var found = await Lookup(c.Execution).LoadAsync([.. c.Parents.Select(w => new WalletToken(w, c.Arguments))]);
        var index = 0;
        return Results.Of(c.Parents, w =>
        {
            var own = found[index++];
            RequestHoldings.Of(c.Execution).CheckNetwork(w.Key, c.Arguments.Chain);
            if (own.Error is { } error) throw error;

            // Of several providers that know the token, the most specific one. Which one is counted depends on their prices, which may not be asked for.
            return LookedUp(w, own.Value!.OrderBy(b => b.Source.ProviderId, ProviderOrder.Instance).Take(1)).FirstOrDefault();
        });
    }

    private static async ValueTask<IReadOnlyList<Result<DefiPositionNode?>>> DefiPositionAsync(BatchContext<WalletNode, DefiPositionArguments> c)
    {
        RequestHoldings.Of(c.Execution).TakeLookups(c.Parents, [c.Arguments]);
        await c.LoadAsync();
        var a = c.Arguments;
        var found = await Investments(c.Execution).LoadAsync([.. c.Parents.Select(w => new WalletInvestment(w, a.Network, a.InvestmentId, a.PoolId, a.FarmInvestmentId))]);
        var index = 0;
        return Results.Of(c.Parents, w =>
        {
            var own = found[index++];
            if (a.Network is { } network) RequestHoldings.Of(c.Execution).CheckNetwork(w.Key, network);
            if (own.Error is { } error) throw error;
            return own.Value is { } position ? (DefiPositionNode?)w.LookedUp(position) : null;
        });
    }

    internal static InvestmentLoader Investments(ExecutionContext execution) =>
        execution.Loader(e => new InvestmentLoader(RequestHoldings.Of(e), e.Services.GetRequiredService<TimeProvider>()));

    private static TokenLookupLoader Lookup(ExecutionContext execution) =>
        execution.Loader(e => new TokenLookupLoader(RequestHoldings.Of(e), e.Services.GetRequiredService<TimeProvider>()));

    // A value that comes unasked is not shown: another provider has values only when they are asked for.
    private static List<TokenBalanceNode> LookedUp(WalletNode wallet, IEnumerable<TokenBalance> found)
    {
        var withValues = wallet.AllNeeds.HasFlag(HoldingsNeeds.TokenValues);
        return [.. found.Select(b => wallet.LookedUp(withValues ? b : b with { PriceUsd = null, ValueUsd = null }))];
    }

    private static string DisplayAddress(WalletKey key) => AddressValidator.Check(key.Value, key.Family).Display ?? key.Value;

    private static string? LinkedAddress(WalletKey key) => key.Family switch
    {
        _ when key.Kind != WalletKind.Address => null,
        ChainFamily.Evm => InjectiveLink.ToInjective(key.Value),
        ChainFamily.Cosmos => InjectiveLink.ToEvm(key.Value),
        _ => null,
    };

    private static AccountId[] Accounts(WalletNode wallet, ProviderSet providers)
    {
        if (wallet.Key.Kind != WalletKind.Address) return [];
        var check = AddressValidator.Check(wallet.Key.Value, wallet.Key.Family);
        var chains = wallet.Key.Networks
            ?? [.. providers.All.Where(p => p.Answers(wallet.Key)).SelectMany(p => p.Description.Networks).Distinct().Where(check.IsOn)];
        return [.. chains.Select(c => AccountId.TryCreate(c, wallet.Key.Value, out var account) ? account : (AccountId?)null).OfType<AccountId>()];
    }

    /// <summary>The arguments of <c>tokenBalances</c>.</summary>
    internal sealed record TokenBalancesArguments(IReadOnlyList<TokenKey>? Tokens, ListArguments List) : IRequestArguments
    {
        public object For(ExecutionContext execution) => this with { List = List.In(execution) };

        public static TokenBalancesArguments Read(InputObject arguments) =>
            new(arguments.List<TokenKey>("tokens")?.Distinct().ToArray(), ListArguments.Read(arguments));
    }

    /// <summary>The arguments of <c>defiPosition</c>.</summary>
    internal sealed record DefiPositionArguments(ChainId? Network, string? InvestmentId, string? PoolId, string? FarmInvestmentId)
    {
        public static DefiPositionArguments Read(InputObject arguments)
        {
            var read = new DefiPositionArguments(
                arguments.Get<ChainId?>("network"), Text("investmentId"), Text("poolId"), Text("farmInvestmentId"));
            return read is { InvestmentId: null, PoolId: null }
                ? throw new GraphQLException("defiPosition needs investmentId or poolId; both are empty.", GatewayErrorCodes.InvalidArgument)
                : read;

            string? Text(string name) => InputText.Read(name, arguments.Get<string>(name)) is { Length: > 0 } text ? text : null;
        }
    }
}
