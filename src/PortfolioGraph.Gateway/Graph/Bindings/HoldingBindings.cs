using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of token balances, networks held, platforms held and cash.</summary>
internal static class HoldingBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Connection<TokenBalanceNode>("TokenBalance")
            .Field("exclusion", Needs.Counting, e => e.Node.ExclusionFromList);
        bindings.Holdings<TokenBalanceNode>("TokenBalance")
            .Field("id", Needs.Nothing, b => b.Id)
            .Field("wallet", Needs.Nothing, b => b.Wallet)
            .Load("token", Needs.Nothing, Loaders.Tokens, b => b.Balance.Token)
            .Load("network", Needs.Nothing, Loaders.Networks, b => b.Balance.Network)
            .Field("account", Needs.Nothing, b => b.Balance.Account)
            .Field("amount", Needs.Nothing, b => b.Balance.Amount)
            .Field("rawAmount", Needs.Nothing, b => b.Balance.RawAmount)
            .Field("priceUsd", Needs.TokenValues, b => b.Balance.PriceUsd)
            .Field("valueUsd", Needs.TokenValues, b => b.Balance.ValueUsd)
            .Field("sharePercent", Needs.Total, b => b.Own.SharePercent)
            .Field("isRisk", Needs.Nothing, b => b.Balance.IsRisk)
            .Field("performance", Needs.Nothing, b => b.Balance.Performance)
            .List("distribution", Needs.Nothing, b => b.Balance.Distribution)
            .Batch("display", Needs.TokenValues | Needs.TokenTexts, DisplayAsync)
            .Field("exclusion", Needs.Counting, b => b.Exclusion)
            .Field("source", Needs.Nothing, b => b.Balance.Source);

        bindings.Object<DisplayText>("Display")
            .Field("amount", d => d.Amount)
            .Field("priceUsd", d => d.PriceUsd)
            .Field("valueUsd", d => d.ValueUsd);

        bindings.Object<Distribution>("Distribution")
            .Load("network", Loaders.Networks, d => d.Network)
            .Field("account", d => d.Account)
            .Field("amount", d => d.Amount);

        bindings.Object<Performance>("Performance")
            .Field("costBasisUsd", p => p.CostBasisUsd)
            .Field("unitCostUsd", p => p.UnitCostUsd)
            .Field("totalReturnUsd", p => p.TotalReturnUsd)
            .Field("totalReturnPercent", p => p.TotalReturnPercent)
            .Field("dailyReturnUsd", p => p.DailyReturnUsd)
            .Field("dailyReturnPercent", p => p.DailyReturnPercent);

        bindings.Object<CashBalance>("CashBalance")
            .Field("currency", c => c.Currency)
            .Field("amount", c => c.Amount)
            .Field("buyingPower", c => c.BuyingPower)
            .Field("source", c => c.Source);

        bindings.Object<ReportedTotals>("ReportedTotals")
            .Field("source", r => r.Source)
            .Field("totalUsd", r => r.TotalUsd)
            .Field("equitiesUsd", r => r.EquitiesUsd)
            .Field("cryptocurrenciesUsd", r => r.CryptocurrenciesUsd)
            .Field("nftsUsd", r => r.NftsUsd)
            .Field("costBasisUsd", r => r.CostBasisUsd)
            .Field("performance", r => r.Performance);

        bindings.Holdings<NetworkHoldingNode>("NetworkHolding")
            .Load("network", Needs.Nothing, Loaders.Networks, n => n.Network)
            .Field("valueUsd", Needs.Nothing, n => n.ValueUsd)
            .Field("tokenBalances", Needs.Nothing, ListArguments.Read, (n, list) =>
                (Connection<TokenBalanceNode>?)Connection<TokenBalanceNode>.Of(n.TokenBalances, list, TokenBalanceNode.Fields))
            .Batch("positions", Needs.Nothing.Watched(Needs.DefiPositions), ListArguments.Read, NetworkPositionsAsync);

        bindings.Object<Platform>("Platform")
            .Field("id", p => PlatformIdText.Of(p))
            .Field("name", p => p.Name)
            .Field("url", p => p.Url)
            .Field("logoUrl", p => p.LogoUrl);

        bindings.Connection<PlatformHoldingNode>("PlatformHolding");
        bindings.Holdings<PlatformHoldingNode>("PlatformHolding")
            .Field("id", Needs.Nothing, h => h.Id)
            .Field("wallet", Needs.Nothing, h => h.Wallet)
            .Load("platform", Needs.Nothing, Loaders.Platforms, h => h.Holding.Platform)
            .Field("valueUsd", Needs.Nothing, h => h.Holding.ValueUsd)
            .Field("sharePercent", Needs.Total, h => Shares.Percent(h.Holding.ValueUsd, h.Wallet.Ledger.Total.AssetsUsd))
            .Field("isInvestSupported", Needs.Nothing, h => h.Holding.IsInvestSupported)
            .Field("investmentCount", Needs.Nothing, h => h.Holding.InvestmentCount)
            .List("networks", Needs.Nothing, NetworkHoldingNode.Of)
            .Batch("positions", Needs.Nothing.Watched(Needs.DefiPositions), ListArguments.Read, async c =>
            {
                var positions = await LoadAsync(c.Execution, c.Parents);
                var index = 0;
                return Results.Of(c.Parents, h => (Connection<PositionNode>?)Connection<PositionNode>.Of(
                    Nodes(positions[index++], h), c.Arguments, PositionNode.Fields));
            })
            .Field("source", Needs.Nothing, h => h.Holding.Source);
    }

    // A text of ours names the token as it is shown.
    private static async ValueTask<IReadOnlyList<Result<DisplayText>>> DisplayAsync(BatchContext<TokenBalanceNode, InputObject> c)
    {
        var tokens = await Loaders.Tokens(c.Execution).LoadAsync([.. c.Parents.Select(b => b.Balance.Token)]);
        var index = 0;
        return Results.Of(c.Parents, b =>
        {
            var (balance, token) = (b.Balance, tokens[index++].Value!);
            var isSame = token.Symbol == balance.Token.Symbol && token.DisplayDecimals == balance.Token.DisplayDecimals;
            return DisplayFormat.Of(isSame ? balance : balance with { Token = token });
        });
    }

    private static async ValueTask<IReadOnlyList<Result<Connection<PositionNode>?>>> NetworkPositionsAsync(BatchContext<NetworkHoldingNode, ListArguments> c)
    {
        var platforms = c.Parents.Select(n => n.Platform).OfType<PlatformHoldingNode>().Distinct().ToArray();
        var loaded = platforms.Zip(await LoadAsync(c.Execution, platforms)).ToDictionary(p => p.First, p => p.Second);
        return Results.Of(c.Parents, n => (Connection<PositionNode>?)Connection<PositionNode>.Of(
            n.Platform is null ? n.Positions : [.. Nodes(loaded[n.Platform], n.Platform).Where(p => p.Network?.Id == n.Network.Id)],
            c.Arguments,
            PositionNode.Fields));
    }

    private static async ValueTask<Result<IReadOnlyList<DefiPosition>>[]> LoadAsync(GraphQL.Execution.ExecutionContext execution, IReadOnlyList<PlatformHoldingNode> platforms) =>
        platforms.Count == 0
            ? []
            : await execution.Loader(e => new PlatformPositionsLoader(RequestHoldings.Of(e), e.Services.GetRequiredService<TimeProvider>()))
                .LoadAsync([.. platforms.Select(h => h.ToKey())]);

    // Where the wallet's books hold these positions, they say whether each is counted.
    private static IReadOnlyList<PositionNode> Nodes(Result<IReadOnlyList<DefiPosition>> positions, PlatformHoldingNode platform)
    {
        if (positions.Error is { } error) throw error;
        var books = platform.Wallet.Books;
        return [.. positions.Value!.Zip(Occurrences.Of(positions.Value!), (position, occurrence) => books.Node(
            books.Rows.FindPosition(HoldingKeys.For(position, occurrence))
            ?? new LedgerPosition(position, occurrence, books.Ledger.Total.AssetsUsd, null)))];
    }
}
