using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>What the id of a token alone says about it. The rest is null: no provider is asked.</summary>
internal static class TokenIdText
{
    public static Token? Parse(string id)
    {
        if (AssetId.TryParse(id, out var asset, out _))
        {
            var network = Network.Of(asset.Chain);
            return asset.Namespace == "slip44"
                ? NativeTokens.Of(network) is { } native && native.Id == id ? native : null
                : new Token { Id = id, AssetId = asset, Network = network, Address = asset.Reference, Kind = TokenKind.Fungible };
        }

        if (TokenIds.TryParse(id, out var chain, out var address))
        {
            return address.Length == 0
                ? NativeTokens.Of(Network.Of(chain))
                : new Token { Id = id, Network = Network.Of(chain), Address = address, Kind = TokenKind.Fungible };
        }

        return id.Length == 0 ? null : new Token { Id = id, Kind = TokenKind.Unknown };
    }
}
