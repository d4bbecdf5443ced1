using System.Buffers;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary><c>0x</c> and 40 hex digits. All of one case is accepted; mixed case is a checksum and must be right (EIP-55).</summary>
internal static class EvmAddress
{
    private const int Digits = 40;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address)
    {
        if (!address.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return address.Length == Digits && address.All(char.IsAsciiHexDigit)
                ? Invalid($"0x is missing: write 0x{address}")
                : null;
        }
        if (address[1] == 'X')
            return Invalid("it must start with 0x, in lower case");
        var digits = address.AsSpan(2);
        if (digits.Length != Digits)
            return Invalid($"wrong length: {Digits} hex digits follow 0x (64 for Sui and Aptos), not {digits.Length}");
        if (digits.IndexOfAnyExcept(HexDigits) is >= 0 and var other)
            return Invalid($"'{digits[other]}' is no hex digit");
        if (!digits.ContainsAnyInRange('A', 'F'))
            return AddressCheck.Valid(ChainFamily.Evm, address);

        var mixed = digits.ContainsAnyInRange('a', 'f');
        return mixed && Eip55.Checksum(address) is var checksummed && address != checksummed
            ? Invalid($"checksum: expected {checksummed} (EIP-55)")
            : AddressCheck.Valid(ChainFamily.Evm, address.ToLowerInvariant());
    }

    /// <summary>Whether it is 20 bytes of hex, in any case and whatever its checksum says.</summary>
    public static bool IsHex(string address) =>
        address.Length == Digits + 2
        && address.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && !address.AsSpan(2).ContainsAnyExcept(HexDigits);

    private static AddressCheck Invalid(string reason) => AddressCheck.Invalid(ChainFamily.Evm, reason);
}
