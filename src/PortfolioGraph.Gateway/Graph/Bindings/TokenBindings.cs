using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of networks and tokens.</summary>
internal static class TokenBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<ChainFamily>("ChainFamily");
        bindings.Enum<TokenKind>("TokenKind");
        bindings.Enum<InscriptionProtocol>("InscriptionProtocol");

        bindings.Object<Network>("Network")
            .Field("id", NetworkIdText.Of)
            .Field("chainId", n => n.ChainId)
            .Field("name", n => n.Name)
            .Field("shortName", n => n.ShortName)
            .Field("family", n => n.Family)
            .Field("logoUrl", n => n.LogoUrl)
            .Load("nativeToken", Loaders.Tokens, NativeTokens.Of);

        bindings.Object<Token>("Token")
            .Field("id", t => new GlobalId("Token", t.Id).ToString())
            .Field("assetId", t => t.AssetId)
            .Field("symbol", t => t.Symbol)
            .Field("denomSymbol", t => t.DenomSymbol)
            .Field("name", t => t.Name)
            .Load("network", Loaders.Networks, t => t.Network)
            .Field("address", t => t.Address)
            .Field("decimals", t => t.Decimals)
            .Field("displayDecimals", t => t.DisplayDecimals)
            .Field("kind", t => t.Kind)
            .Field("inscription", t => t.Inscription)
            .Field("logoUrl", t => t.LogoUrl)
            .Field("classification", t => t.Classification);

        bindings.Object<TokenClassification.Regular>("RegularToken").Load("receiptToken", Loaders.Tokens, c => c.ReceiptToken);
        bindings.Object<TokenClassification.Receipt>("ReceiptToken").Load("originToken", Loaders.Tokens, c => c.OriginToken);
        bindings.Object<TokenClassification.LiquidStaking>("LiquidStakingToken").Load("originToken", Loaders.Tokens, c => c.OriginToken);
    }
}
