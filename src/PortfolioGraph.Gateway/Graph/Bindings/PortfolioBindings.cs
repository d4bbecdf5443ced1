using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of <c>Portfolio</c> and of the sums it shows.</summary>
internal static class PortfolioBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<AllocationDimension>("AllocationDimension");
        bindings.Object<PortfolioNode>("Portfolio")
            .List("wallets", p => p.Wallets)
            .Batch("total", c => OverAsync(c, p => p.Ledger.Total))
            .Batch("holdings", ListArguments.Read, c => OverAsync(c, p =>
            {
                ThrowIfAllFailed(p, Capability.TokenBalances, Capability.Equities);
                return (Connection<AssetHoldingNode>?)Connection<AssetHoldingNode>.Of(AssetHoldingNode.Of(p), c.Arguments, AssetHoldingNode.Fields);
            }))
            .Batch("tokenBalances", ListArguments.Read, c => OverAsync(c, p =>
            {
                ThrowIfAllFailed(p, Capability.TokenBalances);
                return TokenBalanceNode.Page(p.Books, c.Arguments);
            }))
            .Batch("platforms", ListArguments.Read, c => OverAsync(c, p =>
            {
                ThrowIfAllFailed(p, Capability.Platforms);
                return (Connection<PlatformHoldingNode>?)Connection<PlatformHoldingNode>.Of(
                    [.. p.Ledger.Platforms.Select(h => new PlatformHoldingNode(h, p.Books.Wallet(h.Wallet)))], c.Arguments, PlatformHoldingNode.Fields);
            }))
            .Batch("positions", ListArguments.Read, c => OverAsync(c, p =>
            {
                ThrowIfAllFailed(p, Capability.DefiPositions, Capability.Equities, Capability.Nfts);
                return PositionNode.Page(p.Books, c.Arguments);
            }))
            .BatchList<NetworkHoldingNode>("networks", c => OverAsync(c, p =>
            {
                ThrowIfAllFailed(p, Capability.TokenBalances, Capability.DefiPositions);
                return (IReadOnlyList<NetworkHoldingNode>?)Rows.Networks(p.Books);
            }))
            .BatchList<AllocationDimension, AllocationSlice>("allocation", a => a.Get<AllocationDimension>("by"), c =>
                OverAsync(c, p => (IReadOnlyList<AllocationSlice>?)Named(Allocation.By(p.Ledger, c.Arguments), c.Arguments, RequestHoldings.Of(c.Execution).Providers)))
            .Batch("risk", c => OverAsync(c, p => Risk.Of(p.Ledger)))
            .Batch("performance", c => OverAsync(c, p => PerformanceSum.Of(p.Ledger)))
            .BatchList<ExclusionNode>("exclusions", c => OverAsync(c, p => (IReadOnlyList<ExclusionNode>?)Rows.Exclusions(p.Books)))
            .BatchList<SourceReport>("sources", async c =>
            {
                await LoadAsync(c);
                await c.Execution.Loader(_ => new SourcesLoader()).LoadAsync([.. c.Parents.SelectMany(p => p.Distinct)]);
                return Results.Of(c.Parents, p => (IReadOnlyList<SourceReport>?)[.. p.Distinct.SelectMany(w => w.Reports).Distinct()]);
            });

        bindings.Object<Total>("Total")
            .Field("valueUsd", t => t.ValueUsd)
            .Field("assetsUsd", t => t.AssetsUsd)
            .Field("debtsUsd", t => t.DebtsUsd)
            .Field("isComplete", t => t.IsComplete)
            .Field("unpriced", t => t.Unpriced)
            .Field("excludedUsd", t => t.ExcludedUsd)
            .Field("asOf", t => t.AsOf)
            .Field("display", t => t.Display);

        bindings.Object<AllocationSlice>("AllocationSlice")
            .Field("key", s => s.Key)
            .Field("label", s => s.Label)
            .Field("valueUsd", s => s.ValueUsd)
            .Field("percent", s => s.Percent);

        bindings.Object<Risk>("Risk")
            .Field("assetConcentration", r => r.AssetConcentration)
            .Field("platformConcentration", r => r.PlatformConcentration)
            .Field("largestAssetPercent", r => r.LargestAssetPercent)
            .Field("unsupportedPlatformsUsd", r => r.UnsupportedPlatformsUsd)
            .Field("riskTokensUsd", r => r.RiskTokensUsd);

        bindings.Connection<AssetHoldingNode>("AssetHolding");
        bindings.Object<AssetHoldingNode>("AssetHolding")
            .Field("id", h => h.Holding.Id)
            .Field("name", h => h.Holding.Name)
            .Field("symbol", h => h.Holding.Symbol)
            .Field("amount", h => h.Holding.Amount)
            .Field("priceUsd", h => h.Holding.PriceUsd)
            .Field("valueUsd", h => h.Holding.ValueUsd)
            .Field("sharePercent", h => h.Holding.SharePercent)
            .Field("performance", h => h.Holding.Performance)
            .List("distribution", h => h.Holding.Distribution)
            .List("tokenBalances", h => h.TokenBalances);

        bindings.Enum<ExclusionReason>("ExclusionReason");
        bindings.Object<ExclusionNode>("Exclusion")
            .Field("reason", e => e.Exclusion.Reason)
            .Field("explanation", e => e.Exclusion.Explanation)
            .Field("valueUsd", e => e.Exclusion.ValueUsd)
            .Field("tokenBalance", e => e.TokenBalance)
            .Field("position", e => e.Position)
            .Field("countedAs", e => e.CountedAs);
    }

    private static async ValueTask<IReadOnlyList<Result<TValue>>> OverAsync<TArguments, TValue>(
        BatchContext<PortfolioNode, TArguments> c, Func<PortfolioNode, TValue> resolve)
    {
        await LoadAsync(c);
        return Results.Of(c.Parents, resolve);
    }

    private static ValueTask LoadAsync<TArguments>(BatchContext<PortfolioNode, TArguments> c) =>
        RequestHoldings.LoadAsync(c.Execution, [.. c.Parents.SelectMany(p => p.Distinct)]);

    // The books know providers by their ids only.
    private static IReadOnlyList<AllocationSlice> Named(IReadOnlyList<AllocationSlice> slices, AllocationDimension by, ProviderSet providers) =>
        by == AllocationDimension.Provider ? [.. slices.Select(s => s with { Label = providers.Find(s.Key).Description.Name })] : slices;

    private static void ThrowIfAllFailed(PortfolioNode portfolio, params ReadOnlySpan<Capability> capabilities) =>
        SourceFailure.ThrowIfAllFailed([.. portfolio.Distinct.SelectMany(w => w.Reports)], capabilities);
}
