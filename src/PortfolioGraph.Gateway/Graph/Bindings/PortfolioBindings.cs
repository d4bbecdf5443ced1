using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of <c>Portfolio</c> and of the sums it shows.</summary>
internal static class PortfolioBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<AllocationDimension>("AllocationDimension");
        bindings.Holdings<PortfolioNode>("Portfolio")
            .List("wallets", Needs.Nothing, p => p.Wallets)
            .Loaded("total", Needs.Total, p => p.Ledger.Total)
            .Loaded("holdings", Needs.Counting | Needs.Equities, ListArguments.Read, (p, list) =>
            {
                p.ThrowIfAllFailed(Capability.TokenBalances, Capability.Equities);
                return (Connection<AssetHoldingNode>?)Connection<AssetHoldingNode>.Of(AssetHoldingNode.Of(p), list, AssetHoldingNode.Fields);
            })
            .Loaded("tokenBalances", Needs.Tokens.When(given: ["where", "order"], Needs.TokenValues), ListArguments.Read, (p, list) =>
            {
                p.ThrowIfAllFailed(Capability.TokenBalances);
                return TokenBalanceNode.Page(p.Books, list);
            })
            .Loaded("platforms", Needs.Platforms, ListArguments.Read, (p, list) =>
            {
                p.ThrowIfAllFailed(Capability.Platforms);
                return (Connection<PlatformHoldingNode>?)Connection<PlatformHoldingNode>.Of(PlatformHoldingNode.Of(p), list, PlatformHoldingNode.Fields);
            })
            .Loaded("positions", Needs.Positions, ListArguments.Read, (p, list) =>
            {
                p.ThrowIfAllFailed(Capability.DefiPositions, Capability.Equities, Capability.Nfts);
                return PositionNode.Page(p.Books, list);
            })
            .LoadedList("networks", Needs.Total, p =>
            {
                p.ThrowIfAllFailed(Capability.TokenBalances, Capability.DefiPositions);
                return Rows.Networks(p.Books);
            })
            .LoadedList("allocation", Needs.Total, a => a.Get<AllocationDimension>("by"), (p, by) =>
                (IReadOnlyList<AllocationSliceNode>?)[.. Allocation.By(p.Ledger, by).Select(slice => new AllocationSliceNode(slice, by))])
            .Loaded("risk", Needs.Total, p => Risk.Of(p.Ledger))
            .Loaded("performance", Needs.Performance | Needs.Counting, p => PerformanceSum.Of(p.Ledger))
            .LoadedList("exclusions", Needs.Total, p => Rows.Exclusions(p.Books))
            .BatchList<SourceReport>("sources", Needs.Nothing.WhenAlone(Needs.Total | Needs.Platforms), async c =>
            {
                await c.LoadAsync();
                await c.Execution.Loader(_ => new SourcesLoader()).LoadAsync([.. c.Parents.SelectMany(p => p.Distinct)]);
                return Results.Of(c.Parents, p => (IReadOnlyList<SourceReport>?)[.. p.Distinct.SelectMany(w => w.Reports).Distinct()]);
            });

        bindings.Holdings<Total>("Total")
            .Field("valueUsd", Needs.Nothing, t => t.ValueUsd)
            .Field("assetsUsd", Needs.Nothing, t => t.AssetsUsd)
            .Field("debtsUsd", Needs.Nothing, t => t.DebtsUsd)
            .Field("isComplete", Needs.Nothing, t => t.IsComplete)
            .Field("unpriced", Needs.Nothing, t => t.Unpriced)
            .Field("excludedUsd", Needs.Nothing, t => t.ExcludedUsd)
            .Field("asOf", Needs.Nothing, t => t.AsOf)
            .Field("display", Needs.Nothing, t => t.Display);

        bindings.Holdings<AllocationSliceNode>("AllocationSlice")
            .Field("key", Needs.Nothing, s => s.Slice.Key)
            .Load("label", Needs.Nothing, Loaders.SliceLabels, s => s)
            .Field("valueUsd", Needs.Nothing, s => s.Slice.ValueUsd)
            .Field("percent", Needs.Nothing, s => s.Slice.Percent);

        bindings.Holdings<Risk>("Risk")
            .Field("assetConcentration", Needs.Nothing, r => r.AssetConcentration)
            .Field("platformConcentration", Needs.Nothing, r => r.PlatformConcentration)
            .Field("largestAssetPercent", Needs.Nothing, r => r.LargestAssetPercent)
            .Field("unsupportedPlatformsUsd", Needs.Platforms, r => r.UnsupportedPlatformsUsd)
            .Field("riskTokensUsd", Needs.Nothing, r => r.RiskTokensUsd);

        bindings.Connection<AssetHoldingNode>("AssetHolding");
        bindings.Holdings<AssetHoldingNode>("AssetHolding")
            .Field("id", Needs.Nothing, h => h.Holding.Id)
            .Batch("name", Needs.Nothing, c => NamesAsync(c, t => t.Name, h => h.Name))
            .Batch("symbol", Needs.Nothing, c => NamesAsync(c, t => t.Symbol, h => h.Symbol))
            .Field("amount", Needs.Nothing, h => h.Holding.Amount)
            .Field("priceUsd", Needs.Nothing, h => h.Holding.PriceUsd)
            .Field("valueUsd", Needs.Nothing, h => h.Holding.ValueUsd)
            .Field("sharePercent", Needs.Total, h => h.Holding.SharePercent)
            .Field("performance", Needs.Nothing, h => h.Holding.Performance)
            .List("distribution", Needs.Nothing, h => h.Holding.Distribution)
            .List("tokenBalances", Needs.Nothing, h => h.TokenBalances);

        bindings.Enum<ExclusionReason>("ExclusionReason");
        bindings.Holdings<ExclusionNode>("Exclusion")
            .Field("reason", Needs.Nothing, e => e.Exclusion.Reason)
            .Field("explanation", Needs.DefiPositions, e => e.Exclusion.Explanation)
            .Field("valueUsd", Needs.Nothing, e => e.Exclusion.ValueUsd)
            .Field("tokenBalance", Needs.Nothing, e => e.TokenBalance)
            .Field("position", Needs.Nothing, e => e.Position)
            .Field("countedAs", Needs.DefiPositions, e => e.CountedAs);
    }

    // A token is called what it is called everywhere; shares are called what their rows say.
    private static async ValueTask<IReadOnlyList<Result<string?>>> NamesAsync(
        BatchContext<AssetHoldingNode, InputObject> c, Func<Token, string?> ofToken, Func<AssetHolding, string?> ofRows)
    {
        var tokens = c.Parents.Select(h => h.Token).OfType<Token>().ToArray();
        var loaded = await Loaders.Tokens(c.Execution).LoadAsync(tokens);
        var index = 0;
        return Results.Of(c.Parents, h => (h.Token is null ? null : ofToken(loaded[index++].Value!)) ?? ofRows(h.Holding));
    }
}
