using PortfolioGraph.Gateway.Graph.Lists;
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
        bindings.Connection<PositionNode>("Position");

        Common(bindings.Object<DefiPositionNode>("DefiPosition"))
            .Field("providerKind", p => p.Defi.ProviderKind)
            .Field("investmentId", p => p.Defi.InvestmentId)
            .Field("sourceInvestmentId", p => p.Defi.SourceInvestmentId)
            .Field("platform", p => p.Defi.Platform)
            .Field("network", p => p.Defi.Network)
            .List("assets", p => p.Defi.Assets)
            .List("rewards", p => p.Defi.Rewards)
            .Field("debtUsd", p => p.Defi.DebtUsd)
            .Field("healthRate", p => p.Defi.HealthRate);

        bindings.Object<PositionAsset>("PositionAsset")
            .Field("token", a => a.Token)
            .Field("network", a => a.Network)
            .Field("amount", a => a.Amount)
            .Field("valueUsd", a => a.ValueUsd)
            .Field("buttonType", a => a.ButtonType);

        bindings.Object<RewardGroup>("RewardGroup")
            .Field("kind", g => g.Kind)
            .Field("providerKind", g => g.ProviderKind)
            .Field("buttonType", g => g.ButtonType)
            .List("assets", g => g.Assets)
            .Field("valueUsd", g => g.ValueUsd);

        Common(bindings.Object<EquityPositionNode>("EquityPosition"))
            .Field("symbol", p => p.Equity.Symbol)
            .Field("amount", p => p.Equity.Amount)
            .Field("priceUsd", p => p.Equity.PriceUsd)
            .Field("performance", p => p.Equity.Performance);

        Common(bindings.Object<NftPositionNode>("NftPosition"))
            .Field("description", p => p.Nft.Description)
            .Field("amount", p => p.Nft.Amount)
            .Field("network", p => p.Nft.Network)
            .Field("tokenId", p => p.Nft.TokenId)
            .Field("collection", p => p.Nft.Collection)
            .Field("imageUrl", p => p.Nft.ImageUrl)
            .Field("imageOriginalUrl", p => p.Nft.ImageOriginalUrl)
            .Field("animationUrl", p => p.Nft.AnimationUrl)
            .Field("backgroundColor", p => p.Nft.BackgroundColor)
            .Field("marketplaceId", p => p.Nft.MarketplaceId)
            .Field("marketplaceUrl", p => p.Nft.MarketplaceUrl)
            .Field("explorerUrl", p => p.Nft.ExplorerUrl)
            .Field("creatorAddress", p => p.Nft.CreatorAddress)
            .Field("twitterUsername", p => p.Nft.TwitterUsername)
            .Field("paymentTokenSymbol", p => p.Nft.PaymentTokenSymbol)
            .Field("numberOfSales", p => p.Nft.NumberOfSales is { } sales and >= int.MinValue and <= int.MaxValue ? (int)sales : (int?)null)
            .Field("lastSale", p => p.Nft.LastSale)
            .Field("currentOffer", p => p.Nft.CurrentOffer)
            .Field("performance", p => p.Nft.Performance);

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

    private static ObjectBinding<T> Common<T>(ObjectBinding<T> binding)
        where T : PositionNode => binding
        .Field("id", p => p.Id)
        .Field("wallet", p => p.Wallet)
        .Field("name", p => p.Position.Name)
        .Field("kind", p => p.Position.Kind)
        .Field("valueUsd", p => p.Position.ValueUsd)
        .Field("sharePercent", p => p.Row.SharePercent)
        .Field("exclusion", p => p.Row.Exclusion is { } e ? new ExclusionNode(e, p.Books) : null)
        .Field("source", p => p.Position.Source);
}
