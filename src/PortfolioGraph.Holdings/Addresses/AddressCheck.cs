using System.Diagnostics.CodeAnalysis;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>What became of an address: its family and canonical form, or the reason why it is none.</summary>
public sealed record AddressCheck
{
    private AddressCheck()
    {
    }

    /// <summary>True where the address passed every rule of its family.</summary>
    [MemberNotNullWhen(true, nameof(Family), nameof(Canonical), nameof(Display))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsValid => Reason is null;

    /// <summary>The family; for an address that is none, the family that it looks like, or null where it looks like none.</summary>
    public ChainFamily? Family { get; private init; }

    /// <summary>The one spelling of the account: EVM, bech32, Sui, Aptos and raw TON in lower case; base58 as it is.</summary>
    public string? Canonical { get; private init; }

    /// <summary>The spelling for people: EIP-55 for EVM, user-friendly for TON; else the canonical one.</summary>
    public string? Display
    {
        // Worked out for those who read it: the checksum is a hash.
        get => field ?? (Family == ChainFamily.Evm && Canonical is { } canonical ? Eip55.Checksum(canonical) : Canonical);
        private init;
    }

    /// <summary>The one chain that the address itself names (by its prefix or version); null where it names none that is known.</summary>
    public ChainId? Chain { get; private init; }

    /// <summary>What is wrong, for the person who typed it; null where nothing is.</summary>
    public string? Reason { get; private init; }

    /// <summary>
    /// Whether the account can be on this chain: the family is the same, and where addresses of the family name their chain (Bitcoin, Cosmos), it is this one.
    /// An address that names a chain which is not known can only be on one that is not known.
    /// </summary>
    public bool IsOn(ChainId chain) =>
        IsValid
        && ChainRegistry.FamilyOf(chain) == Family
        && (Chain is { } named
            ? named == chain
            : Family is not (ChainFamily.Bitcoin or ChainFamily.Cosmos) || ChainRegistry.Find(chain) is null);

    /// <summary>
    /// The first of the networks of a wallet that its account can't be on; null where it can be on all. One of the family that is not known
    /// here is no mistake: providers say what they do not cover.
    /// </summary>
    public ChainId? FirstForeign(IReadOnlyList<ChainId> networks)
    {
        foreach (var network in networks)
        {
            var isUnknown = ChainRegistry.FamilyOf(network) == Family && ChainRegistry.Find(network) is null;
            if (network.Namespace != networks[0].Namespace || !(isUnknown || IsOn(network)))
                return network;
        }
        return null;
    }

    internal static AddressCheck Valid(ChainFamily family, string canonical, string? display = null, ChainId? chain = null) =>
        new() { Family = family, Canonical = canonical, Display = display, Chain = chain };

    internal static AddressCheck Invalid(ChainFamily? family, string reason) => new() { Family = family, Reason = reason };
}
