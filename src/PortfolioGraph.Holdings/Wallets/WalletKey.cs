using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Wallets;

/// <summary>Says which wallet is meant, in canonical form: two keys that mean the same are equal. Validated before it is made.</summary>
public sealed class WalletKey : IEquatable<WalletKey>
{
    private WalletKey(WalletKind kind, string value, ChainFamily family, IReadOnlyList<ChainId>? networks, int? timezoneOffset)
    {
        Kind = kind;
        Value = value;
        Family = family;
        Networks = networks;
        TimezoneOffset = timezoneOffset;
        Text = kind switch
        {
            WalletKind.Address => networks is null ? $"address:{value}" : $"address:{value}@{string.Join(',', networks)}",
            WalletKind.OkxAccount => $"okx:{value}",
            _ => timezoneOffset is { } offset ? $"mesh:{value}@{offset}" : $"mesh:{value}",
        };
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

    /// <summary>The key as one string, unique over all kinds.</summary>
    public string Text { get; }

    /// <param name="canonicalAddress">As the address check returns it.</param>
    /// <param name="family">The family that the address was checked against.</param>
    /// <param name="networks">Networks of that family; null for all.</param>
    public static WalletKey ForAddress(string canonicalAddress, ChainFamily family, IEnumerable<ChainId>? networks = null) =>
        new(WalletKind.Address, canonicalAddress, family,
            networks?.Distinct().OrderBy(n => n.ToString(), StringComparer.Ordinal).ToArray(), null);

    public static WalletKey ForOkxAccount(string accountId) => new(WalletKind.OkxAccount, accountId, ChainFamily.Other, null, null);

    public static WalletKey ForMeshUser(string userId, int? timezoneOffset = null) => new(WalletKind.MeshUser, userId, ChainFamily.Other, null, timezoneOffset);

    public bool Equals(WalletKey? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as WalletKey);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
