using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Wallets;

/// <summary>
/// Says which wallet is meant, in canonical form: two keys that mean the same are equal, which is when kind, value, networks and offset
/// are. Validated before it is made.
/// </summary>
public sealed class WalletKey : IEquatable<WalletKey>
{
    private const string AddressPrefix = "address:";
    private const string OkxPrefix = "okx:";
    private const string MeshPrefix = "mesh:";

    private string? _text;

    private WalletKey(WalletKind kind, string value, ChainFamily family, ChainId[]? networks, int? timezoneOffset)
    {
        Kind = kind;
        Value = value;
        Family = family;
        Networks = networks;
        TimezoneOffset = timezoneOffset;
    }

    public WalletKind Kind { get; }

    /// <summary>The canonical address (EVM in lower case), the OKX account id or the Mesh user id.</summary>
    public string Value { get; }

    /// <summary>The address's family; <see cref="ChainFamily.Other"/> for wallets that are no address.</summary>
    public ChainFamily Family { get; }

    /// <summary>The networks asked for, distinct and in ordinal order; null means every network of the family that a provider covers.</summary>
    public IReadOnlyList<ChainId>? Networks { get; }

    /// <summary>Seconds from UTC, for Mesh's daily returns.</summary>
    public int? TimezoneOffset { get; }

    /// <summary>
    /// The key as one text, a different one for each key, that <see cref="TryParse"/> reads: <c>address:0x…@eip155:1,eip155:10</c>,
    /// <c>okx:account</c>, <c>mesh:user@3600</c>. An <c>@</c> in an account or user is escaped (<see cref="IdText"/>).
    /// </summary>
    public string Text => _text ??= Kind switch
    {
        WalletKind.Address => AddressPrefix + (Networks is null
            ? IdText.Join('@', Value)
            : IdText.Join('@', Value, IdText.Join(',', [.. Networks.Select(n => n.Value)]))),
        WalletKind.OkxAccount => OkxPrefix + IdText.Join('@', Value),
        _ => MeshPrefix + (TimezoneOffset is { } offset
            ? IdText.Join('@', Value, offset.ToString(CultureInfo.InvariantCulture))
            : IdText.Join('@', Value)),
    };

    /// <param name="canonicalAddress">As the address check returns it.</param>
    /// <param name="family">The family that the address was checked against: that of the networks, where there are some.</param>
    /// <param name="networks">Networks of that family, one at least; null for all.</param>
    public static WalletKey ForAddress(string canonicalAddress, ChainFamily family, IEnumerable<ChainId>? networks = null)
    {
        var named = networks?.Distinct().OrderBy(n => n.Value, StringComparer.Ordinal).ToArray();
        return named is { Length: 0 }
            ? throw new ArgumentException("no network is named", nameof(networks))
            : new(WalletKind.Address, canonicalAddress, family, named, null);
    }

    public static WalletKey ForOkxAccount(string accountId) => new(WalletKind.OkxAccount, accountId, ChainFamily.Other, null, null);

    public static WalletKey ForMeshUser(string userId, int? timezoneOffset = null) => new(WalletKind.MeshUser, userId, ChainFamily.Other, null, timezoneOffset);

    /// <summary>
    /// The key with this <see cref="Text"/>; false where no key has it. Whether its address is one is for the address check to say.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WalletKey? key)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        var end = text.IndexOf(':', StringComparison.Ordinal) + 1;
        if (!IdText.TrySplit('@', text[end..], out var parts))
            return false;
        key = (text[..end], parts) switch
        {
            (AddressPrefix, [var value]) => ForAddress(value, AddressValidator.Check(value).Family ?? ChainFamily.Other),
            (AddressPrefix, [var value, var networks]) when ReadNetworks(networks) is { } named =>
                ForAddress(value, ChainRegistry.FamilyOf(named[0]), named),
            (OkxPrefix, [var account]) => ForOkxAccount(account),
            (MeshPrefix, [var user]) => ForMeshUser(user),
            (MeshPrefix, [var user, var offset]) when ReadOffset(offset) is { } seconds => ForMeshUser(user, seconds),
            _ => null,
        };
        if (key?.Text != text)
            key = null;
        return key is not null;
    }

    public bool Equals(WalletKey? other) => ReferenceEquals(this, other)
        || (other is not null
            && Kind == other.Kind
            && TimezoneOffset == other.TimezoneOffset
            && Value == other.Value
            && (Networks is { } own ? other.Networks is { } others && own.SequenceEqual(others) : other.Networks is null));

    public override bool Equals(object? obj) => Equals(obj as WalletKey);

    public override int GetHashCode() => HashCode.Combine(Kind, Value, TimezoneOffset, Networks?.Count, Networks?[0]);

    public override string ToString() => Text;

    private static int? ReadOffset(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static ChainId[]? ReadNetworks(string text)
    {
        if (!IdText.TrySplit(',', text, out var ids))
            return null;
        var networks = new ChainId[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            if (!ChainId.TryParse(ids[i], out networks[i], out _))
                return null;
        }
        return networks;
    }
}
