using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary><c>0x</c> and 64 hex digits, without a checksum: Sui and Aptos. Short forms such as <c>0x1</c> name system packages and are no wallets.</summary>
internal static class MoveAddress
{
    private const int Digits = 64;

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address, ChainFamily family)
    {
        if (!address.StartsWith("0x", StringComparison.Ordinal) || address.Length != Digits + 2)
            return null;
        foreach (var c in address.AsSpan(2))
        {
            if (!char.IsAsciiHexDigit(c))
                return AddressCheck.Invalid(family, $"'{c}' is no hex digit");
        }
        return AddressCheck.Valid(family, address.ToLowerInvariant());
    }
}
