using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tokens;

/// <summary>
/// The id of a token on a chain that has a CAIP-2 id: the same from every provider, so that one token seen twice is known to be one.
/// </summary>
/// <remarks>
/// CAIP-19 has namespaces for the tokens of EVM chains and of Solana only, and CAIP-20 for native coins of chains with a coin type.
/// For every other token the id is the chain's id, a slash and the percent-encoded address: <c>cosmos:injective-1/ibc%2F27394…</c>.
/// Without a namespace and its colon, such an id can't be taken for a CAIP-19 one.
/// </remarks>
public static class TokenIds
{
    private const string NativeName = "native";

    /// <summary>The CAIP-19 id, else chain and address.</summary>
    /// <param name="chain">The chain that the token is on.</param>
    /// <param name="address">The contract, mint or denom as the chain writes it; empty for the native coin.</param>
    public static string For(ChainId chain, string address) =>
        AssetIdOf(chain, address)?.Value ?? $"{chain}/{(address.Length == 0 ? NativeName : PercentEncoding.Encode(address))}";

    /// <summary>The CAIP-19 id; null where no namespace is registered for the chain's tokens, or no coin type for its coin.</summary>
    /// <inheritdoc cref="For"/>
    public static AssetId? AssetIdOf(ChainId chain, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Length == 0)
            return ChainRegistry.Find(chain)?.NativeAsset;
        var assetNamespace = ChainRegistry.FamilyOf(chain) switch
        {
            ChainFamily.Evm => "erc20",
            ChainFamily.Solana => "token",
            _ => null,
        };
        return assetNamespace is not null && AssetId.TryCreate(chain, assetNamespace, address, out var id) ? id : null;
    }
}
