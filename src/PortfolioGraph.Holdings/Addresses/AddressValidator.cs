using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// Says whether a text is an address, of which family, in which canonical form; or what is wrong with it.
/// </summary>
/// <remarks>
/// An address belongs to the first family whose whole rule it passes, in this order: Sui, EVM, TON, Bitcoin, Cosmos, Tron, Solana.
/// Checksums and lengths keep them apart, with one exception: Aptos has the very form of Sui, and is only meant where a chain says so.
/// Where no rule passes, the first family that it looks like says why.
/// </remarks>
public static class AddressValidator
{
    private const int MaxLength = 128;

    private static readonly ChainFamily[] Order =
        [ChainFamily.Sui, ChainFamily.Evm, ChainFamily.Ton, ChainFamily.Bitcoin, ChainFamily.Cosmos, ChainFamily.Tron, ChainFamily.Solana];

    /// <summary>Finds the family of an address by its form.</summary>
    public static AddressCheck Check(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (Unreadable(address) is { } unreadable)
            return AddressCheck.Invalid(null, unreadable);

        AddressCheck? closest = null;
        foreach (var family in Order)
        {
            var check = CheckForm(address, family, isMeant: false);
            if (check is { IsValid: true })
                return check;
            closest ??= check;
        }
        return closest ?? AddressCheck.Invalid(null, Mistaken(address) ?? "it does not have the form of an address of any known family");
    }

    /// <summary>Checks an address by the rules of one family. <see cref="ChainFamily.Other"/> has none but that it is readable.</summary>
    public static AddressCheck Check(string address, ChainFamily family)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (Unreadable(address) is { } unreadable)
            return AddressCheck.Invalid(family, unreadable);
        if (family == ChainFamily.Other)
            return AddressCheck.Valid(family, address);
        var check = CheckForm(address, family, isMeant: true);
        if (check is { IsValid: true })
            return check;
        var other = Check(address);
        return other.IsValid
            ? AddressCheck.Invalid(family, $"it is an address of the {Name(other.Family.Value)} family, not of {Name(family)}")
            : check ?? AddressCheck.Invalid(family, Mistaken(address) ?? $"it does not have the form of {Form(family)}");
    }

    /// <summary>Checks an address by the rules of a chain's family; where it has no family, by what is known of the chain.</summary>
    public static AddressCheck Check(string address, ChainId chain)
    {
        var check = Check(address, ChainRegistry.FamilyOf(chain));
        return check is { IsValid: true, Family: ChainFamily.Other }
            ? AddressCheck.Valid(ChainFamily.Other, OtherAddress.Canonical(chain.Namespace, address))
            : check;
    }

    /// <summary>Checks the address of an account by the rules of its chain, and that it can be on that chain.</summary>
    public static AddressCheck Check(AccountId account)
    {
        var check = Check(account.Address, account.Chain);
        return !check.IsValid || check.IsOn(account.Chain)
            ? check
            : AddressCheck.Invalid(check.Family, $"it is an address of {check.Chain?.ToString() ?? "another chain"}, not of {account.Chain}");
    }

    /// <summary>
    /// The one spelling of an address that a provider names. What it names that is no address on the chain stays as it is written: it is
    /// shown, and is the same as no other.
    /// </summary>
    public static string Canonical(ChainId chain, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ChainRegistry.FamilyOf(chain) switch
        {
            // Whatever its checksum says, which guards against mistakes of typing.
            ChainFamily.Evm => EvmAddress.IsHex(address) ? address.ToLowerInvariant() : address,
            ChainFamily.Sui or ChainFamily.Aptos => HexAddress.Full(address) ?? address,
            _ => Check(address, chain) is { IsValid: true } check ? check.Canonical : address,
        };
    }

    /// <summary>The account that a provider names by its address, in canonical form; null where CAIP-10 has no room for it.</summary>
    public static AccountId? AccountOf(ChainId chain, string address) =>
        AccountId.TryCreate(chain, Canonical(chain, address), out var account) ? account : null;

    private static AddressCheck? CheckForm(string address, ChainFamily family, bool isMeant) => family switch
    {
        ChainFamily.Evm => EvmAddress.Check(address),
        ChainFamily.Bitcoin => BitcoinAddress.Check(address),
        ChainFamily.Solana => SolanaAddress.Check(address),
        ChainFamily.Cosmos => CosmosAddress.Check(address),
        ChainFamily.Tron => TronAddress.Check(address),
        ChainFamily.Ton => TonAddress.Check(address),
        ChainFamily.Sui or ChainFamily.Aptos => MoveAddress.Check(address, family, isMeant),
        _ => null,
    };

    /// <summary>What no address has. The text is never repeated: it may be a seed phrase.</summary>
    private static string? Unreadable(string address)
    {
        if (address.Length == 0)
            return "it is empty";
        if (address.Length > MaxLength)
            return $"wrong length: no address has more than {MaxLength} characters";
        if (!address.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return null;
        return address.Any(char.IsWhiteSpace) ? "it has white space in it" : "it has characters that no address has";
    }

    /// <summary>What is often given in place of an address; null where it is none of that.</summary>
    private static string? Mistaken(string address)
    {
        if (AccountId.TryParse(address, out _, out _))
            return "this is an account id (CAIP-10): give it as an account, not as an address";
        return address.Contains('.') ? "names are not resolved; give the address" : null;
    }

    private static string Name(ChainFamily family) => family switch
    {
        ChainFamily.Evm => "EVM",
        ChainFamily.Ton => "TON",
        _ => family.ToString(),
    };

    private static string Form(ChainFamily family) => family switch
    {
        ChainFamily.Evm => "an EVM address: 0x and 40 hex digits",
        ChainFamily.Bitcoin => "a Bitcoin address: base58check or segwit",
        ChainFamily.Solana => "a Solana address: base58 of 32 bytes",
        ChainFamily.Cosmos => "a Cosmos address: bech32, such as inj1… or cosmos1…",
        ChainFamily.Tron => "a Tron address: 34 characters of base58 that start with T",
        ChainFamily.Ton => "a TON address: workchain:hex, or 48 characters of base64",
        _ => $"{(family == ChainFamily.Sui ? "a Sui" : "an Aptos")} address: 0x and 64 hex digits",
    };
}
