using PortfolioGraph.Gateway.Graph.Inputs;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of <c>Wallet</c>.</summary>
internal static class WalletBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<WalletKind>("WalletKind");
        bindings.Object<WalletNode>("Wallet")
            .Field("id", w => w.Id)
            .Field("kind", w => w.Key.Kind)
            .Field("address", w => w.Key.Kind == WalletKind.Address ? DisplayAddress(w.Key) : null)
            .Field("linkedAddress", w => LinkedAddress(w.Key))
            .BatchList<AccountId>("accounts", c => new(Results.Of(c.Parents, w => (IReadOnlyList<AccountId>?)Accounts(w, RequestHoldings.Of(c.Execution).Providers))))
            .BatchList<NetworkHoldingNode>("networks", async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w =>
                {
                    SourceFailure.ThrowIfAllFailed(w.Reports, Capability.TokenBalances, Capability.DefiPositions);
                    return (IReadOnlyList<NetworkHoldingNode>?)Rows.Networks(w.Books);
                });
            })
            .Batch("tokenBalances", TokenBalancesArguments.Read, TokenBalancesAsync)
            .Batch("tokenBalance", a => a.Get<TokenKey>("token"), TokenBalanceAsync)
            .Batch("platforms", ListArguments.Read, async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w =>
                {
                    SourceFailure.ThrowIfAllFailed(w.Reports, Capability.Platforms);
                    return (Connection<PlatformHoldingNode>?)Connection<PlatformHoldingNode>.Of(PlatformHoldingNode.Of(w), c.Arguments, PlatformHoldingNode.Fields);
                });
            })
            .Batch("positions", ListArguments.Read, async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w =>
                {
                    SourceFailure.ThrowIfAllFailed(w.Reports, Capability.DefiPositions, Capability.Equities, Capability.Nfts);
                    return PositionNode.Page(w.Books, c.Arguments);
                });
            })
            .Batch("defiPosition", DefiPositionArguments.Read, DefiPositionAsync)
            .BatchList<CashBalance>("cash", async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w =>
                {
                    SourceFailure.ThrowIfAllFailed(w.Reports, Capability.Cash);
                    return (IReadOnlyList<CashBalance>?)[.. w.Answers.SelectMany(a => a.Cash)];
                });
            })
            .Batch("total", async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w => (Total?)w.Ledger.Total);
            })
            .BatchList<ReportedTotals>("reported", async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w => (IReadOnlyList<ReportedTotals>?)[.. w.Answers.Select(a => a.Reported).OfType<ReportedTotals>()]);
            })
            .Batch("performance", async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                return Results.Of(c.Parents, w => PerformanceSum.Of(w.Ledger));
            })
            .BatchList<SourceReport>("sources", async c =>
            {
                await RequestHoldings.LoadAsync(c.Execution, c.Parents);
                await c.Execution.Loader(_ => new SourcesLoader()).LoadAsync(c.Parents);
                return Results.Of(c.Parents, w => (IReadOnlyList<SourceReport>?)w.Reports);
            });
    }

    private static async ValueTask<IReadOnlyList<Result<Connection<TokenBalanceNode>?>>> TokenBalancesAsync(
        BatchContext<WalletNode, TokenBalancesArguments> c)
    {
        if (c.Arguments.Tokens is null)
        {
            // A variable that turns out to be null asks for every token; the text of the document does not tell.
            foreach (var wallet in c.Parents) wallet.Needs |= HoldingsNeeds.Tokens;
        }

        await RequestHoldings.LoadAsync(c.Execution, c.Parents);
        if (c.Arguments.Tokens is not { } tokens)
        {
            return Results.Of(c.Parents, w =>
            {
                SourceFailure.ThrowIfAllFailed(w.Reports, Capability.TokenBalances);
                return TokenBalanceNode.Page(w.Books, c.Arguments.List);
            });
        }

        var found = await Lookup(c.Execution).LoadAsync([.. c.Parents.SelectMany(w => tokens.Select(t => new WalletToken(w, t)))]);
        var index = 0;
        return Results.Of(c.Parents, w =>
        {
            var own = found.AsSpan(index, tokens.Count).ToArray();
            index += tokens.Count;
            if (own.Length > 0 && Array.TrueForAll(own, r => r.Error is not null)) throw own[0].Error!;
            return (Connection<TokenBalanceNode>?)Connection<TokenBalanceNode>.Of(
                LookedUp(w, own.SelectMany(r => r.Value ?? [])), c.Arguments.List, TokenBalanceNode.Fields);
        });
    }

    private static async ValueTask<IReadOnlyList<Result<TokenBalanceNode?>>> TokenBalanceAsync(BatchContext<WalletNode, TokenKey> c)
    {
        await RequestHoldings.LoadAsync(c.Execution, c.Parents);
        var found = await Lookup(c.Execution).LoadAsync([.. c.Parents.Select(w => new WalletToken(w, c.Arguments))]);
        var index = 0;
        return Results.Of(c.Parents, w =>
        {
            var own = found[index++];
            if (own.Error is { } error) throw error;

            // Of several providers that know the token, the one that is counted.
            var rows = LookedUp(w, own.Value!);
            return rows.FirstOrDefault(r => r.Row.IsCounted) ?? (rows.Count > 0 ? rows[0] : null);
        });
    }

    private static async ValueTask<IReadOnlyList<Result<DefiPositionNode?>>> DefiPositionAsync(BatchContext<WalletNode, DefiPositionArguments> c)
    {
        await RequestHoldings.LoadAsync(c.Execution, c.Parents);
        var a = c.Arguments;
        var loader = c.Execution.Loader(e => new InvestmentLoader(RequestHoldings.Of(e), e.Services.GetRequiredService<TimeProvider>()));
        var found = await loader.LoadAsync([.. c.Parents.Select(w => new WalletInvestment(w, a.Network, a.InvestmentId, a.PoolId, a.FarmInvestmentId))]);
        var index = 0;
        return Results.Of(c.Parents, w =>
        {
            var own = found[index++];
            if (own.Error is { } error) throw error;
            return own.Value is { } position ? (DefiPositionNode?)w.Books.Node(new LedgerPosition(position, 1, w.Ledger.Total.AssetsUsd, null)) : null;
        });
    }

    private static TokenLookupLoader Lookup(ExecutionContext execution) =>
        execution.Loader(e => new TokenLookupLoader(RequestHoldings.Of(e), e.Services.GetRequiredService<TimeProvider>()));

    // Books over the tokens that were looked up, with what else is known of the wallet, so that each says whether it counts.
    private static IReadOnlyList<TokenBalanceNode> LookedUp(WalletNode wallet, IEnumerable<TokenBalance> found)
    {
        // A value that comes unasked must not decide which provider counts: another one has values only when they are asked for.
        IReadOnlyList<TokenBalance> balances = wallet.Needs.HasFlag(HoldingsNeeds.TokenValues)
            ? [.. found]
            : [.. found.Select(b => b with { PriceUsd = null, ValueUsd = null })];
        var answers = wallet.Answers.ToDictionary(a => a.ProviderId);
        foreach (var group in balances.GroupBy(b => b.Source.ProviderId))
        {
            answers[group.Key] = answers.TryGetValue(group.Key, out var known)
                ? known with { TokenBalances = [.. group] }
                : new WalletAnswer { Wallet = wallet.Key, ProviderId = group.Key, TokenBalances = [.. group], Sources = [] };
        }

        var asked = balances.ToHashSet(ReferenceEqualityComparer.Instance);
        var books = new Books(Ledger.Close([.. answers.Values]), _ => wallet);
        return [.. books.Ledger.Balances.Where(row => asked.Contains(row.Balance))
            .Select(row => books.Node(row with { WalletAssetsUsd = wallet.Ledger.Total.AssetsUsd }))];
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
    internal sealed record TokenBalancesArguments(IReadOnlyList<TokenKey>? Tokens, ListArguments List)
    {
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
            return string.IsNullOrEmpty(read.InvestmentId) && string.IsNullOrEmpty(read.PoolId)
                ? throw new GraphQLException("defiPosition needs investmentId or poolId; both are empty.", GatewayErrorCodes.InvalidArgument)
                : read;

            string? Text(string name) => InputText.Read(name, arguments.Get<string>(name));
        }
    }
}
