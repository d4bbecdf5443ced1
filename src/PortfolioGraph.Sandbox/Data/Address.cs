using System.Text.RegularExpressions;

namespace PortfolioGraph.Sandbox.Data;

/// <summary>
/// What the simulated providers take for an address: the right letters in the right number, and for Cosmos chains the
/// bech32 checksum. Other checksums are the caller's business.
/// </summary>
internal static partial class Address
{
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary>True where the address could live on the chain.</summary>
    public static bool Fits(this Chain chain, string address) => chain.Family switch
    {
        ChainFamily.Evm => EvmForm().IsMatch(address),
        ChainFamily.Bitcoin => BitcoinForm().IsMatch(address),
        ChainFamily.Cosmos => IsBech32(address, chain.Prefix!),
        ChainFamily.Tron => TronForm().IsMatch(address),
        ChainFamily.Solana => SolanaForm().IsMatch(address),
        ChainFamily.Ton => TonForm().IsMatch(address),
        ChainFamily.Aptos or ChainFamily.Sui or ChainFamily.Starknet => HexForm().IsMatch(address),
        ChainFamily.Stacks => StacksForm().IsMatch(address),
        _ => OtherForm().IsMatch(address),
    };

    /// <summary>True where some chain would take it.</summary>
    public static bool IsKnown(string address) =>
        Chain.All.Any(c => c.Family != ChainFamily.Other && c.Fits(address));

    /// <summary>The spelling that data hangs on: EVM, Sui, Aptos and Starknet addresses are the same in any case.</summary>
    public static string Canonical(string address) =>
        address.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? address.ToLowerInvariant() : address;

    /// <summary>A bech32 address with this prefix and a true checksum (BIP-173), in one case.</summary>
    public static bool IsBech32(string address, string prefix)
    {
        if (address.Length is < 8 or > 90 || !address.StartsWith(prefix + "1", StringComparison.Ordinal))
            return false;

        var checksum = 1u;
        foreach (var c in prefix)
            checksum = Step(checksum, c >> 5);
        checksum = Step(checksum, 0);
        foreach (var c in prefix)
            checksum = Step(checksum, c & 31);
        foreach (var c in address.AsSpan(prefix.Length + 1))
        {
            var value = Bech32.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                return false;
            checksum = Step(checksum, value);
        }
        return checksum == 1;
    }

    private static uint Step(uint checksum, int value)
    {
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var top = checksum >> 25;
        checksum = (checksum & 0x1ffffff) << 5 ^ (uint)value;
        for (var i = 0; i < generator.Length; i++)
            checksum ^= (top >> i & 1) == 1 ? generator[i] : 0;
        return checksum;
    }

    [GeneratedRegex("^0x[0-9a-fA-F]{40}$")]
    private static partial Regex EvmForm();

    [GeneratedRegex("^(?:[1-9A-HJ-NP-Za-km-z]{25,35}|(?:bc1|ltc1)[0-9a-z]{11,71}|(?:BC1|LTC1)[0-9A-Z]{11,71}|(?:bitcoincash:)?[qp][0-9a-z]{41})$")]
    private static partial Regex BitcoinForm();

    [GeneratedRegex("^T[1-9A-HJ-NP-Za-km-z]{33}$")]
    private static partial Regex TronForm();

    [GeneratedRegex("^[1-9A-HJ-NP-Za-km-z]{32,44}$")]
    private static partial Regex SolanaForm();

    [GeneratedRegex("^(?:[-_+/A-Za-z0-9]{48}|-?[01]:[0-9a-fA-F]{64})$")]
    private static partial Regex TonForm();

    // Starknet drops leading zeros, so a few digits may be missing.
    [GeneratedRegex("^0x[0-9a-fA-F]{60,64}$")]
    private static partial Regex HexForm();

    [GeneratedRegex("^S[0-9A-Z]{38,41}$")]
    private static partial Regex StacksForm();

    [GeneratedRegex("^[-.%a-zA-Z0-9]{1,128}$")]
    private static partial Regex OtherForm();
}
