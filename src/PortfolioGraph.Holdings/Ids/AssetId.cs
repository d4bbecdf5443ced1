using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortfolioGraph.Holdings.Ids;

/// <summary>
/// An asset on one chain, as CAIP-19 names it: <c>eip155:1/erc20:0x6b17…</c>, or <c>eip155:1/slip44:60</c> for a native coin (CAIP-20).
/// A contract on an EVM chain is written in lower case, whatever the case it comes in: one asset has one id.
/// </summary>
public readonly record struct AssetId
{
    private const int MaxReference = 128;
    private const int MaxTokenId = 78;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    // One reference, because every token has an id.
    private readonly Parts? _parts;

    private AssetId(ChainId chain, string assetNamespace, string reference, string? tokenId)
    {
        if (chain.Namespace == "eip155" && IsContract(reference))
            reference = reference.ToLowerInvariant();
        _parts = new Parts(
            $"{chain}/{assetNamespace}:{PercentEncoding.Encode(reference)}{(tokenId is null ? "" : "/" + PercentEncoding.Encode(tokenId))}",
            chain, assetNamespace, reference, tokenId);
    }

    /// <summary>The whole id, percent-encoded where CAIP-19 needs it.</summary>
    public string Value => _parts?.Value!;

    /// <summary>The chain that the asset is on.</summary>
    public ChainId Chain => _parts?.Chain ?? default;

    /// <summary>The kind of asset: <c>slip44</c>, <c>erc20</c>, <c>token</c>…</summary>
    public string Namespace => _parts?.Namespace!;

    /// <summary>Which asset of that kind, as the chain writes it, without percent-encoding: <c>ibc/27394…</c>.</summary>
    public string Reference => _parts?.Reference!;

    /// <summary>One token of a non-fungible asset; null for all others.</summary>
    public string? TokenId => _parts?.TokenId;

    /// <summary>Reads <c>chain_id/namespace:reference</c> with an optional <c>/token_id</c>; on failure <paramref name="reason"/> says what is wrong.</summary>
    public static bool TryParse(string text, out AssetId id, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        id = default;
        var parts = text.Split('/');
        var colon = parts.Length is 2 or 3 ? parts[1].IndexOf(':', StringComparison.Ordinal) : -1;
        if (colon < 0)
        {
            reason = "an asset id has the form chain_id/namespace:reference (CAIP-19), such as eip155:1/slip44:60";
            return false;
        }

        string? tokenId = null;
        if (!ChainId.TryParse(parts[0], out var chain, out reason))
            return false;
        var assetNamespace = parts[1][..colon];
        reason = CaipGrammar.WrongNamespace(assetNamespace);
        if (reason is not null
            || !CaipGrammar.TryDecode("reference", parts[1][(colon + 1)..], MaxReference, out var reference, out reason)
            || (parts.Length == 3 && !CaipGrammar.TryDecode("token id", parts[2], MaxTokenId, out tokenId, out reason)))
            return false;
        id = new AssetId(chain, assetNamespace, reference, tokenId);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no CAIP-19 id.</exception>
    public static AssetId Parse(string text) => TryParse(text, out var id, out var reason) ? id : throw new FormatException(reason);

    /// <summary>The id of an asset by its reference as the chain writes it; false where CAIP-19 has no room for it.</summary>
    public static bool TryCreate(ChainId chain, string assetNamespace, string reference, out AssetId id)
    {
        ArgumentNullException.ThrowIfNull(assetNamespace);
        ArgumentNullException.ThrowIfNull(reference);
        var fits = CaipGrammar.WrongNamespace(assetNamespace) is null
            && PercentEncoding.CanEncode(reference)
            && PercentEncoding.Encode(reference).Length is > 0 and <= MaxReference;
        id = fits ? new AssetId(chain, assetNamespace, reference, null) : default;
        return fits;
    }

    /// <summary>The native coin of a chain by its SLIP-44 coin type (CAIP-20).</summary>
    public static AssetId Native(ChainId chain, int coinType) =>
        new(chain, "slip44", coinType.ToString(CultureInfo.InvariantCulture), null);

    private static bool IsContract(string reference) =>
        reference.Length == 42
        && reference.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && !reference.AsSpan(2).ContainsAnyExcept(HexDigits);

    /// <inheritdoc/>
    public bool Equals(AssetId other) => Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The whole id.</summary>
    public override string ToString() => Value ?? "";

    private sealed record Parts(string Value, ChainId Chain, string Namespace, string Reference, string? TokenId);
}
