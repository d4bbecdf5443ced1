using System.Buffers;
using System.Globalization;
using System.Numerics;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Who a token is. Every answer that names a token comes through here, so that one token has one id wherever it is named.</summary>
internal static class OkxTokens
{
    private const int MaxDecimals = 36;

    // Wallets hold the same tokens.
    private static readonly InternTable<Token> Known = new();

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
        var native = kind == TokenKind.Native && chain?.CaipId is { } id ? ChainRegistry.Find(id) : null;
        symbol = string.IsNullOrEmpty(symbol) ? native?.NativeSymbol : symbol;
        name = string.IsNullOrEmpty(name) ? null : name;
        decimals ??= native?.NativeDecimals;

        ref var known = ref Known.Slot(HashCode.Combine(chain?.Code, address, symbol));
        if (known is { } token && token.Address == address && token.Symbol == symbol && token.Name == name && token.Decimals == decimals
            && token.Kind == kind && token.LogoUrl == logoUrl && Equals(token.Network, chain?.Network))
            return token;
        return known = new Token
        {
            Id = IdOf(chain, address, symbol),
            AssetId = address is not null && chain?.CaipId is { } chainId ? TokenIds.AssetIdOf(chainId, address) : null,
            Symbol = symbol,
            Name = name,
            Network = chain?.Network,
            Address = address,
            Decimals = decimals,
            Kind = kind,
            Inscription = protocol,
            LogoUrl = logoUrl,
        };
    }

    /// <summary>The id alone, as <see cref="Of"/> gives it.</summary>
    public static string IdOf(OkxChain? chain, string address) => IdOf(chain, Canonical(address), null);

    /// <summary>An address as we write it: 20 bytes of hex in lower case, anything else as it came.</summary>
    public static string? Canonical(string? address) => address is not null && IsEvmAddress(address) ? address.ToLowerInvariant() : address;

    /// <summary>
    /// The decimals that a balance and its base units imply, exactly; null where they imply none: zero says nothing, and a rounded balance does not fit.
    /// </summary>
    public static int? DecimalsFrom(BigDecimal balance, BigInteger raw)
    {
        if (raw.IsZero || balance.Sign != raw.Sign)
            return null;
        var amount = BigDecimal.Abs(balance.WithoutTrailingZeros());
        var units = BigInteger.Abs(raw);
        // raw = balance × 10^decimals; try the few that are possible rather than a logarithm.
        for (var decimals = amount.Scale; decimals <= MaxDecimals; decimals++)
        {
            var order = BigDecimal.FromRaw(units, decimals).CompareTo(amount);
            if (order == 0)
                return decimals;
            if (order < 0)
                return null;
        }
        return null;
    }

    /// <summary>A count of decimals as it came, number or text; null where it is none.</summary>
    public static int? Decimals(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var decimals) && decimals <= BigDecimal.MaxDigits ? decimals : null;

    // A token without an address has nothing but its symbol, on that chain, from OKX.
    private static string IdOf(OkxChain? chain, string? address, string? symbol)
    {
        if (address is not null && chain?.CaipId is { } id)
            return TokenIds.For(id, address);
        var name = address switch { null => $"symbol:{symbol}", "" => "native", _ => address };
        return $"{OkxMapping.ProviderId}:{chain?.Code ?? "unknown"}:{name}";
    }

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
