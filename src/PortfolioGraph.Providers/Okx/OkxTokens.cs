using System.Buffers;
using System.Globalization;
using System.Numerics;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Who a token is. Every answer that names a token comes through here, so that one token has one id wherever it is named.</summary>
internal static class OkxTokens
{
    private const int MaxDecimals = 36;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly (string Prefix, InscriptionProtocol Protocol)[] Inscriptions =
    [
        ("fbtc_fbrc20_", InscriptionProtocol.Fbrc20),
        ("btc-brc20-", InscriptionProtocol.Brc20),
        ("btc-runesMain-", InscriptionProtocol.Runes),
        ("btc-src20-", InscriptionProtocol.Src20),
    ];

    /// <param name="chain">Null where the answer does not say.</param>
    /// <param name="address">Empty for the native token; null where the answer names none.</param>
    /// <param name="isInscription">Whether OKX calls it one; one with a known form of address is one anyway.</param>
    public static Token Of(
        OkxChain? chain, string? address, string? symbol, int? decimals = null, string? name = null, string? logoUrl = null, bool isInscription = false)
    {
        address = Canonical(address);
        var protocol = ProtocolOf(address);
        var kind = address switch
        {
            null => TokenKind.Unknown,
            "" => TokenKind.Native,
            _ when isInscription || protocol is not null => TokenKind.Inscription,
            _ => TokenKind.Fungible,
        };
        var known = kind == TokenKind.Native && chain?.CaipId is { } id ? ChainRegistry.Find(id) : null;
        var assetId = AssetIdOf(chain, address, kind);
        return new Token
        {
            Id = assetId?.Value ?? IdOf(chain, address, symbol),
            AssetId = assetId,
            Symbol = string.IsNullOrEmpty(symbol) ? known?.NativeSymbol : symbol,
            Name = string.IsNullOrEmpty(name) ? null : name,
            Network = chain?.Network,
            Address = address,
            Decimals = decimals ?? known?.NativeDecimals,
            Kind = kind,
            Inscription = protocol,
            LogoUrl = logoUrl,
        };
    }

    /// <summary>The id alone, as <see cref="Of"/> gives it.</summary>
    public static string IdOf(OkxChain? chain, string address) => Of(chain, address, null).Id;

    /// <summary>An address as we write it: 20 bytes of hex in lower case, anything else as it came.</summary>
    public static string? Canonical(string? address) => address is not null && IsEvmAddress(address) ? address.ToLowerInvariant() : address;

    /// <summary>
    /// The decimals that a balance and its base units imply, exactly; null where they imply none: zero says nothing, and a rounded balance does not fit.
    /// </summary>
    public static int? DecimalsFrom(BigDecimal balance, BigInteger raw)
    {
        if (raw.IsZero || balance.IsZero)
            return null;
        var plain = balance.WithoutTrailingZeros();
        var fraction = plain.Scale;
        // raw = balance × 10^decimals; try the few that are possible rather than a logarithm.
        for (var decimals = fraction; decimals <= MaxDecimals; decimals++)
        {
            var units = plain.ToBaseUnits(decimals);
            if (units == raw)
                return decimals;
            if (units is { } u && BigInteger.Abs(u) > BigInteger.Abs(raw))
                return null;
        }
        return null;
    }

    /// <summary>A count of decimals as it came, number or text; null where it is none.</summary>
    public static int? Decimals(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var decimals) && decimals <= BigDecimal.MaxDigits ? decimals : null;

    private static AssetId? AssetIdOf(OkxChain? chain, string? address, TokenKind kind)
    {
        if (chain?.CaipId is not { } id)
            return null;
        if (kind == TokenKind.Native)
            return ChainRegistry.Find(id)?.NativeAsset;
        if (kind != TokenKind.Fungible)
            return null;
        return ChainRegistry.FamilyOf(id) switch
        {
            ChainFamily.Evm when IsEvmAddress(address!) && AssetId.TryCreate(id, "erc20", address!, out var erc20) => erc20,
            ChainFamily.Solana when AssetId.TryCreate(id, "token", address!, out var mint) => mint,
            // CAIP-19 has no namespace for the tokens of the others.
            _ => null,
        };
    }

    // A native coin without a registered coin type has no CAIP-19 id, and a token without an address has nothing but its symbol on that chain.
    private static string IdOf(OkxChain? chain, string? address, string? symbol) =>
        $"okx:{chain?.Code ?? "unknown"}:{(address is null ? $"symbol:{symbol}" : address.Length == 0 ? "native" : address)}";

    private static InscriptionProtocol? ProtocolOf(string? address)
    {
        foreach (var (prefix, protocol) in Inscriptions)
        {
            if (address is not null && address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return protocol;
        }
        return null;
    }

    private static bool IsEvmAddress(string address) =>
        address.Length == 42 && address.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && address.AsSpan(2).IndexOfAnyExcept(Hex) < 0;
}
