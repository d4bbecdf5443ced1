using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of positions of every kind.</summary>
internal static class PositionBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<PositionKind>("PositionKind");
        bindings.Enum<RewardKind>("RewardKind");
        bindings.Enum<NftOrderSide>("NftOrderSide");
        bindings.Connection<PositionNode>("Position")
            .Field("exclusion", Needs.DefiPositions, e => e.Node.ExclusionFromList);

        Common(bindings.Holdings<DefiPositionNode>("DefiPosition"), Needs.DefiPositions)
            .Field("providerKind", Needs.Nothing, p => p.Defi.ProviderKind)
            .Field("investmentId", Needs.Nothing, p => p.Defi.InvestmentId)
            .Field("sourceInvestmentId", Needs.Nothing, p => p.Defi.SourceInvestmentId)
            .Load("platform", Needs.Nothing, Loaders.Platforms, p => p.Defi.Platform)
            .Load("network", Needs.Nothing, Loaders.Networks, p => p.Defi.Network)
            .List("assets", Needs.Nothing, p => p.Defi.Assets)
            .List("rewards", Needs.Nothing, p => p.Defi.Rewards)
            .Field("debtUsd", Needs.Nothing, p => p.Defi.DebtUsd)
            .Field("healthRate", Needs.Nothing, p => p.Defi.HealthRate)
            .Field("tokenId", Needs.Nothing, p => p.Defi.TokenId)
            .Field("range", Needs.Nothing, p => p.Defi.Range);

        bindings.Object<PriceRange>("PriceRange")
            .Field("isActive", r => r.IsActive)
            .Field("lowerPrice", r => r.LowerPrice)
            .Field("upperPrice", r => r.UpperPrice)
            .Field("lowerTick", r => r.LowerTick)
            .Field("upperTick", r => r.UpperTick)
            .Field("text", r => r.Text)
            .Field("poolAddress", r => r.PoolAddress);

        bindings.Object<PositionAsset>("PositionAsset")
            .Load("token", Loaders.Tokens, a => a.Token)
            .Load("network", Loaders.Networks, a => a.Network)
            .Field("amount", a => a.Amount)
            .Field("valueUsd", a => a.ValueUsd)
            .Field("buttonType", a => a.ButtonType);

        bindings.Object<RewardGroup>("RewardGroup")
            .Field("kind", g => g.Kind)
            .Field("providerKind", g => g.ProviderKind)
            .Field("buttonType", g => g.ButtonType)
            .List("assets", g => g.Assets)
            .Field("valueUsd", g => g.ValueUsd);

        Common(bindings.Holdings<EquityPositionNode>("EquityPosition"), Needs.Nothing)
            .Field("symbol", Needs.Nothing, p => p.Equity.Symbol)
            .Field("amount", Needs.Nothing, p => p.Equity.Amount)
            .Field("priceUsd", Needs.Nothing, p => p.Equity.PriceUsd)
            .Field("performance", Needs.Nothing, p => p.Equity.Performance);

        Common(bindings.Holdings<NftPositionNode>("NftPosition"), Needs.Nothing)
            .Field("description", Needs.Nothing, p => p.Nft.Description)
            .Field("amount", Needs.Nothing, p => p.Nft.Amount)
            .Load("network", Needs.Nothing, Loaders.Networks, p => p.Nft.Network)
            .Field("tokenId", Needs.Nothing, p => p.Nft.TokenId)
            .Field("collection", Needs.Nothing, p => p.Nft.Collection)
            .Field("imageUrl", Needs.Nothing, p => p.Nft.ImageUrl)
            .Field("imageOriginalUrl", Needs.Nothing, p => p.Nft.ImageOriginalUrl)
            .Field("animationUrl", Needs.Nothing, p => p.Nft.AnimationUrl)
            .Field("backgroundColor", Needs.Nothing, p => p.Nft.BackgroundColor)
            .Field("marketplaceId", Needs.Nothing, p => p.Nft.MarketplaceId)
            .Field("marketplaceUrl", Needs.Nothing, p => p.Nft.MarketplaceUrl)
            .Field("explorerUrl", Needs.Nothing, p => p.Nft.ExplorerUrl)
            .Field("creatorAddress", Needs.Nothing, p => p.Nft.CreatorAddress)
            .Field("twitterUsername", Needs.Nothing, p => p.Nft.TwitterUsername)
            .Field("paymentTokenSymbol", Needs.Nothing, p => p.Nft.PaymentTokenSymbol)
            .Field("numberOfSales", Needs.Nothing, p => p.Nft.NumberOfSales is { } sales and >= int.MinValue and <= int.MaxValue ? (int)sales : (int?)null)
            .Field("lastSale", Needs.Nothing, p => p.Nft.LastSale)
            .Field("currentOffer", Needs.Nothing, p => p.Nft.CurrentOffer)
            .Field("performance", Needs.Nothing, p => p.Nft.Performance);

        bindings.Object<NftCollection>("NftCollection")
            .Field("name", c => c.Name)
            .Field("symbol", c => c.Symbol)
            .Field("address", c => c.Address)
            .Field("schema", c => c.Schema)
            .Field("kind", c => c.Kind)
            .Field("description", c => c.Description)
            .Field("externalUrl", c => c.ExternalUrl);

        bindings.Object<NftOrder>("NftOrder")
            .Field("side", o => o.Side)
            .Field("symbol", o => o.Symbol)
            .Field("symbolLogoUrl", o => o.SymbolLogoUrl)
            .Field("price", o => o.Price)
            .Field("priceUsd", o => o.PriceUsd)
            .Field("amount", o => o.Amount)
            .Field("createdAt", o => o.CreatedAt)
            .Field("updatedAt", o => o.UpdatedAt);
    }

    /// <param name="binding">Of one kind of position.</param>
    /// <param name="counting">What it takes to say whether such a position is counted.</param>
    private static HoldingsBinding<T> Common<T>(HoldingsBinding<T> binding, FieldNeeds counting)
        where T : PositionNode => binding
        .Field("id", Needs.Nothing, p => p.Id)
        .Field("wallet", Needs.Nothing, p => p.Wallet)
        .Field("name", Needs.Nothing, p => p.Position.Name)
        .Field("kind", Needs.Nothing, p => p.Position.Kind)
        .Field("valueUsd", Needs.Nothing, p => p.Position.ValueUsd)
        .Field("sharePercent", Needs.Total, p => p.Own.SharePercent)
        .Field("exclusion", counting, p => p.Exclusion)
        .Field("source", Needs.Nothing, p => p.Position.Source);
}
