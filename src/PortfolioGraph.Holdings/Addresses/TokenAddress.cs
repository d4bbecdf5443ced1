using System.Text;
using System.Text.RegularExpressions;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>The one spelling of a token's address (contract, mint, denom, type) on its chain, whoever names it.</summary>
public static partial class TokenAddress
{
    // What many contracts and indexers write where a token is to be named and the coin is meant (ERC-7528).
    private const string CoinOfEvm = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

    // AIP-40: these, and no others, are written without zeros in front.
    private const int MaxSpecialDigits = 1;

    private static readonly (string Chain, string Denom)[] NativeDenoms =
        [("cosmos:injective-1", "inj"), ("cosmos:cosmoshub-4", "uatom"), ("cosmos:celestia", "utia")];

    /// <summary>
    /// The canonical address: empty for the chain's own coin. What does not have the form of a token's address on that chain stays as it is
    /// written.
    /// </summary>
    public static string Canonical(ChainId chain, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Length == 0 ? address : ChainRegistry.FamilyOf(chain) switch
        {
            ChainFamily.Evm => CanonicalHex(address),
            ChainFamily.Cosmos => OfCosmos(chain, address),
            ChainFamily.Sui or ChainFamily.Aptos => OfMove(address),
            ChainFamily.Ton => TonAddress.Check(address) is { IsValid: true } ton ? ton.Display : address,
            ChainFamily.Tron => TronAddress.Check(address) is { IsValid: true } tron ? tron.Canonical : address,
            ChainFamily.Other => OtherAddress.Canonical(chain.Namespace, address),
            _ => address,
        };
    }

    /// <summary>The canonical address on a chain that is not known: 20 bytes of hex are taken for what they are on EVM chains.</summary>
    public static string CanonicalHex(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!EvmAddress.IsHex(address))
            return address;
        return address.Equals(CoinOfEvm, StringComparison.OrdinalIgnoreCase) ? "" : address.ToLowerInvariant();
    }

    private static string OfCosmos(ChainId chain, string denom)
    {
        foreach (var (own, coin) in NativeDenoms)
        {
            if (coin == denom && own == chain.Value)
                return "";
        }
        var isIbc = denom.Length > 4 && denom.StartsWith("ibc/", StringComparison.OrdinalIgnoreCase);
        if (isIbc && !denom.AsSpan(4).ContainsAnyExcept(HexAddress.HexDigits))
            return "ibc/" + denom[4..].ToUpperInvariant();
        if (denom.StartsWith("peggy0x", StringComparison.Ordinal))
            return "peggy" + Hex(denom[5..]);
        // What a factory names is case-sensitive: its owner may have made two that differ in case.
        if (denom.StartsWith("factory/", StringComparison.Ordinal) && denom.IndexOf('/', 8) is > 0 and var end)
            return $"factory/{Account(denom[8..end])}{denom[end..]}";
        return Account(denom);

        static string Hex(string text) =>
            text.StartsWith("0x", StringComparison.Ordinal) && EvmAddress.IsHex(text) ? text.ToLowerInvariant() : text;

        static string Account(string text) => CosmosAddress.Check(text) is { IsValid: true } account ? account.Canonical : text;
    }

    /// <summary>
    /// An object, or a type such as <c>0x2::coin::Coin&lt;0x2::sui::SUI&gt;</c>: the addresses in it in one form, and no blanks between its
    /// parts.
    /// </summary>
    private static string OfMove(string text)
    {
        if (!text.Contains("0x", StringComparison.OrdinalIgnoreCase))
            return text;
        var canonical = new StringBuilder(text.Length + HexAddress.Digits);
        var end = 0;
        foreach (var match in MoveAddresses().EnumerateMatches(text))
        {
            canonical.Append(text, end, match.Index - end).Append(OfMoveAddress(text.AsSpan(match.Index, match.Length)));
            end = match.Index + match.Length;
        }
        return canonical.Append(text, end, text.Length - end).Replace(" ", "").ToString();
    }

    private static string OfMoveAddress(ReadOnlySpan<char> address)
    {
        if (HexAddress.Full(address) is not { } full)
            return address.ToString();
        var digits = full.AsSpan(2).TrimStart('0');
        return digits.Length > MaxSpecialDigits ? full : digits.Length == 0 ? "0x0" : $"0x{digits}";
    }

    [GeneratedRegex("(?<![0-9A-Za-z_])0[xX][0-9a-fA-F]+(?=::|$)", RegexOptions.CultureInvariant)]
    private static partial Regex MoveAddresses();
}
