using System.Diagnostics.CodeAnalysis;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tokens;

/// <summary>
/// The id of a token on a chain that has a CAIP-2 id: the same from every provider and for every spelling of its address, so that one token
/// seen twice is known to be one.
/// </summary>
/// <remarks>
/// CAIP-19 has namespaces for the tokens of EVM chains and of Solana only, and CAIP-20 for native coins of chains with a coin type.
/// For every other token the id is the chain's id, a slash and the percent-encoded address: <c>cosmos:injective-1/ibc%2F27394…</c>.
/// Without a namespace and its colon, such an id can't be taken for a CAIP-19 one. Ids that providers make up (<see cref="IdText"/>) have
/// no slash.
/// </remarks>
public static class TokenIds
{
    private const string NativeName = "native";

    // A token whose address is that word.
    private const string NativeAddress = "%6Eative";

    /// <summary>The CAIP-19 id, else chain and address; of an address that is too long its beginning and its hash.</summary>
    /// <param name="chain">The chain that the token is on.</param>
    /// <param name="address">The contract, mint or denom as the chain writes it; empty for the native coin.</param>
    public static string For(ChainId chain, string address) =>
        AssetIdOf(chain, address)?.Value ?? $"{chain}/{Named(TokenAddress.Canonical(chain, address))}";

    /// <summary>The CAIP-19 id; null where no namespace is registered for the chain's tokens, or no coin type for its coin.</summary>
    /// <inheritdoc cref="For"/>
    public static AssetId? AssetIdOf(ChainId chain, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        address = TokenAddress.Canonical(chain, address);
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

    /// <summary>Reads an id that is chain and address; false for any other, and for one whose address was too long to be in it.</summary>
    public static bool TryParse(string id, out ChainId chain, [NotNullWhen(true)] out string? address)
    {
        ArgumentNullException.ThrowIfNull(id);
        (chain, address) = (default, null);
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !ChainId.TryParse(id[..slash], out chain, out _))
            return false;
        var name = id[(slash + 1)..];
        if (name == NativeName)
            address = "";
        else if (name.Contains('~', StringComparison.Ordinal) || !PercentEncoding.TryDecode(name, out address) || Named(address) != name)
            address = null;
        return address is not null;
    }

    private static string Named(string address) => address switch
    {
        "" => NativeName,
        NativeName => NativeAddress,
        _ when !PercentEncoding.CanEncode(address) => IdText.Hash(address),
        _ => IdText.Bound(PercentEncoding.Encode(address)),
    };
}
