using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
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
        bindings.Connection<TokenBalanceNode>("TokenBalance");
        bindings.Object<TokenBalanceNode>("TokenBalance")
            .Field("id", b => b.Id)
            .Field("wallet", b => b.Wallet)
            .Field("token", b => b.Balance.Token)
            .Field("network", b => b.Balance.Network)
            .Field("account", b => b.Balance.Account)
            .Field("amount", b => b.Balance.Amount)
            .Field("rawAmount", b => b.Balance.RawAmount)
            .Field("priceUsd", b => b.Balance.PriceUsd)
            .Field("valueUsd", b => b.Balance.ValueUsd)
            .Field("sharePercent", b => b.Row.SharePercent)
            .Field("isRisk", b => b.Balance.IsRisk)
            .Field("performance", b => b.Balance.Performance)
            .List("distribution", b => b.Balance.Distribution)
            .Field("display", b => DisplayFormat.Of(b.Balance))
            .Field("exclusion", b => b.Row.Exclusion is { } e ? new ExclusionNode(e, b.Books) : null)
            .Field("source", b => b.Balance.Source);

        bindings.Object<DisplayText>("Display")
            .Field("amount", d => d.Amount)
            .Field("priceUsd", d => d.PriceUsd)
            .Field("valueUsd", d => d.ValueUsd);

        bindings.Object<Distribution>("Distribution")
            .Field("network", d => d.Network)
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

        bindings.Object<NetworkHoldingNode>("NetworkHolding")
            .Field("network", n => n.Network)
            .Field("valueUsd", n => n.ValueUsd)
            .Field("tokenBalances", ListArguments.Read, (n, list) =>
                (Connection<TokenBalanceNode>?)Connection<TokenBalanceNode>.Of(n.TokenBalances, list, TokenBalanceNode.Fields))
            .Batch("positions", ListArguments.Read, NetworkPositionsAsync);

        bindings.Object<Platform>("Platform")
            .Field("id", p => PlatformIdText.Of(p))
            .Field("name", p => p.Name)
            .Field("url", p => p.Url)
            .Field("logoUrl", p => p.LogoUrl);

        bindings.Connection<PlatformHoldingNode>("PlatformHolding");
        bindings.Object<PlatformHoldingNode>("PlatformHolding")
            .Field("id", h => h.Id)
            .Field("wallet", h => h.Wallet)
            .Field("platform", h => h.Holding.Platform)
            .Field("valueUsd", h => h.Holding.ValueUsd)
            .Field("sharePercent", h => Shares.Percent(h.Holding.ValueUsd, h.Wallet.Ledger.Total.AssetsUsd))
            .Field("isInvestSupported", h => h.Holding.IsInvestSupported)
            .Field("investmentCount", h => h.Holding.InvestmentCount)
            .List("networks", NetworkHoldingNode.Of)
            .Batch("positions", ListArguments.Read, async c =>
            {
                var positions = await LoadAsync(c.Execution, c.Parents);
                var index = 0;
                return Results.Of(c.Parents, h => (Connection<PositionNode>?)Connection<PositionNode>.Of(
                    Nodes(positions[index++], h), c.Arguments, PositionNode.Fields));
            })
            .Field("source", h => h.Holding.Source);
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
        var booked = platform.Wallet.Ledger.Positions.ToLookup(r => r.Position.Key, StringComparer.Ordinal);
        return [.. positions.Value!.Select(p => platform.Wallet.Books.Node(
            booked[p.Key].FirstOrDefault(r => r.Position.Source.ProviderId == p.Source.ProviderId) ?? new LedgerPosition(p, 1, platform.Wallet.Ledger.Total.AssetsUsd, null)))];
    }
}
