using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Holdings.Tokens;

/// <summary>The native coins of the networks that we know.</summary>
public static class NativeTokens
{
    /// <summary>The coin that fees are paid in; null where we know none.</summary>
    public static Token? Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.ChainId is { } id && ChainRegistry.Find(id) is { NativeSymbol: { } symbol } chain
            ? new Token
            {
                Id = TokenIds.For(id, string.Empty),
                AssetId = chain.NativeAsset,
                Symbol = symbol,
                Network = network,
                Address = string.Empty,
                Decimals = chain.NativeDecimals,
                Kind = TokenKind.Native,
            }
            : null;
    }
}
