using System.Diagnostics.CodeAnalysis;

namespace PortfolioGraph.Holdings.Ids;

/// <summary>
/// An account on one chain, as CAIP-10 names it: <c>eip155:1:0xab16…</c>. The address is kept as it is written:
/// whether it is one at all, and its canonical form, is for <see cref="Addresses.AddressValidator"/> to say.
/// </summary>
public readonly record struct AccountId
{
    private const int MaxAddress = 128;

    // One reference, because every balance has an account, and many of them the same.
    private readonly Parts? _parts;

    private AccountId(ChainId chain, string address) =>
        _parts = new Parts($"{chain}:{PercentEncoding.Encode(address)}", chain, address);

    /// <summary>The whole id, percent-encoded where CAIP-10 needs it.</summary>
    public string Value => _parts?.Value!;

    /// <summary>The chain that the account is on.</summary>
    public ChainId Chain => _parts?.Chain ?? default;

    /// <summary>The address as the chain writes it, without percent-encoding.</summary>
    public string Address => _parts?.Address!;

    /// <summary>Reads <c>namespace:reference:address</c>; on failure <paramref name="reason"/> says what is wrong.</summary>
    public static bool TryParse(string text, out AccountId id, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        id = default;
        var first = text.IndexOf(':', StringComparison.Ordinal);
        var second = text.IndexOf(':', first + 1);
        if (first < 0 || second < 0)
        {
            reason = "an account id has the form namespace:reference:address (CAIP-10), such as eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
            return false;
        }
        if (!ChainId.TryParse(text[..second], out var chain, out reason)
            || !CaipGrammar.TryDecode("address", text[(second + 1)..], MaxAddress, out var address, out reason))
            return false;
        id = new AccountId(chain, address);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no CAIP-10 id.</exception>
    public static AccountId Parse(string text) => TryParse(text, out var id, out var reason) ? id : throw new FormatException(reason);

    /// <summary>The id of an address as its chain writes it; false where CAIP-10 has no room for it.</summary>
    public static bool TryCreate(ChainId chain, string address, out AccountId id)
    {
        ArgumentNullException.ThrowIfNull(address);
        var fits = PercentEncoding.CanEncode(address) && PercentEncoding.Encode(address).Length is > 0 and <= MaxAddress;
        id = fits ? new AccountId(chain, address) : default;
        return fits;
    }

    /// <inheritdoc/>
    public bool Equals(AccountId other) => Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The whole id.</summary>
    public override string ToString() => Value ?? "";

    private sealed record Parts(string Value, ChainId Chain, string Address);
}
