using System.Globalization;
using System.Numerics;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Who a token is. Every answer that names a token comes through here, so that one token has one id wherever it is named.</summary>
internal static class OkxTokens
{
    private const int MaxDecimals = 36;
    private const string NativeName = "native";

    // Wallets hold the same tokens.
    private static readonly InternTable<Token> Known = new();

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
        address = Canonical(chain, address);
        var protocol = ProtocolOf(address);
        var kind = address switch
        {
            null => TokenKind.Unknown,
            "" => TokenKind.Native,
            _ when isInscription || protocol is not null => TokenKind.Inscription,
            _ => TokenKind.Fungible,
        };
        var native = kind == TokenKind.Native && chain?.CaipId is { } id ? ChainRegistry.Find(id) : null;
        symbol = string.IsNullOrWhiteSpace(symbol) ? native?.NativeSymbol : symbol;
        name = string.IsNullOrEmpty(name) ? null : BoundedText.Cut(name);
        decimals ??= native?.NativeDecimals;
        if (symbol is { Length: > BoundedText.Longest })
            return Made(chain, address, symbol, name, decimals, kind, protocol, logoUrl) with { Symbol = BoundedText.Cut(symbol) };

        ref var known = ref Known.Slot(HashCode.Combine(chain?.Code, address, symbol));
        if (known is { } token && token.Address == address && token.Symbol == symbol && token.Name == name && token.Decimals == decimals
            && token.Kind == kind && token.LogoUrl == logoUrl && Equals(token.Network, chain?.Network))
            return token;
        return known = Made(chain, address, symbol, name, decimals, kind, protocol, logoUrl);
    }

    /// <summary>The id alone, as <see cref="Of"/> gives it.</summary>
    public static string IdOf(OkxChain? chain, string address) => IdOf(chain, Canonical(chain, address), null);

    /// <summary>Whether an address has the form of an inscription's.</summary>
    public static bool IsInscription(string address) => ProtocolOf(address) is not null;

    /// <summary>
    /// An address in its one spelling on the chain; on one that is not known, 20 bytes of hex in lower case, and anything else as it came.
    /// </summary>
    public static string? Canonical(OkxChain? chain, string? address) =>
        string.IsNullOrEmpty(address) ? address
        : chain?.CaipId is { } id ? TokenAddress.Canonical(id, address)
        : TokenAddress.CanonicalHex(address);

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
        if (address is not null && chain?.CaipId is { } id && !IdText.IsDamaged(address))
            return TokenIds.For(id, address);
        var code = chain?.Code ?? "unknown";
        if ((address ?? symbol) is not { } identity || IdText.IsDamaged(identity) || IdText.IsDamaged(code))
            return OkxUnidentified.Id;
        return address switch
        {
            null => IdText.JoinBounded(':', OkxMapping.ProviderId, code, "symbol", identity),
            "" => IdText.JoinBounded(':', OkxMapping.ProviderId, code, NativeName),
            // A token whose address is that word.
            NativeName => IdText.JoinBounded(':', OkxMapping.ProviderId, code, "", address),
            _ => IdText.JoinBounded(':', OkxMapping.ProviderId, code, address),
        };
    }

    private static Token Made(
        OkxChain? chain, string? address, string? symbol, string? name, int? decimals, TokenKind kind, InscriptionProtocol? protocol,
        string? logoUrl) => new()
    {
        Id = IdOf(chain, address, symbol),
        AssetId = address is not null && chain?.CaipId is { } chainId && !IdText.IsDamaged(address) ? TokenIds.AssetIdOf(chainId, address) : null,
        Symbol = symbol,
        Name = name,
        Network = chain?.Network,
        Address = address,
        Decimals = decimals,
        Kind = kind,
        Inscription = protocol,
        LogoUrl = logoUrl,
    };

    private static InscriptionProtocol? ProtocolOf(string? address)
    {
        foreach (var (prefix, protocol) in Inscriptions)
        {
            if (address is not null && address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return protocol;
        }
        return null;
    }
}
