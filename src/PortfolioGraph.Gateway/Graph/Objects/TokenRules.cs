using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Tokens. Of the coins of chains we know symbol and decimals, and what many are called.</summary>
internal sealed class TokenRules : ObjectRules<Token>
{
    public override string IdOf(Token said) => said.Id;

    // Ids that providers make up have no slash; with one it is a token of a chain.
    public override bool IsShared(Token said) => said.Id.Contains('/', StringComparison.Ordinal);

    public override string TextOf(Token said) => string.Join(
        '\n', said.Symbol, said.Name, said.Decimals, said.DisplayDecimals, said.DenomSymbol, said.LogoUrl, said.Address, said.Kind, said.Inscription,
        said.Network?.Id, said.Classification.GetType().Name, OtherOf(said.Classification)?.Id);

    public override Token Fill(Token first, Token second)
    {
        if (ReferenceEquals(first, second)) return first;
        var filled = first with
        {
            AssetId = first.AssetId ?? second.AssetId,
            Symbol = first.Symbol ?? second.Symbol,
            DenomSymbol = first.DenomSymbol ?? second.DenomSymbol,
            Name = first.Name ?? second.Name,
            Network = first.Network ?? second.Network,
            Address = first.Address ?? second.Address,
            Decimals = first.Decimals ?? second.Decimals,
            DisplayDecimals = first.DisplayDecimals ?? second.DisplayDecimals,
            Kind = first.Kind == TokenKind.Unknown ? second.Kind : first.Kind,
            Inscription = first.Inscription ?? second.Inscription,
            LogoUrl = first.LogoUrl ?? second.LogoUrl,
            Classification = Says(first.Classification) ? first.Classification : second.Classification,
        };
        return filled == first ? first : filled;
    }

    public override Token Complete(Token merged) =>
        merged is { Kind: TokenKind.Native, Network.ChainId: { } chain } && ChainRegistry.Find(chain) is { NativeSymbol: { } symbol } coin
        && (merged.Symbol != symbol || merged.Decimals != coin.NativeDecimals || merged.Name is null)
            ? merged with { Symbol = symbol, Decimals = coin.NativeDecimals, Name = merged.Name ?? coin.NativeName }
            : merged;

    /// <summary>The token that a token stands for, or that stands for it.</summary>
    public static Token? OtherOf(TokenClassification classification) => classification switch
    {
        TokenClassification.Regular regular => regular.ReceiptToken,
        TokenClassification.Receipt receipt => receipt.OriginToken,
        TokenClassification.LiquidStaking staking => staking.OriginToken,
        _ => null,
    };

    // A token that stands for itself is what every token is of which nothing is said.
    private static bool Says(TokenClassification classification) => classification is not TokenClassification.Regular { ReceiptToken: null };
}
