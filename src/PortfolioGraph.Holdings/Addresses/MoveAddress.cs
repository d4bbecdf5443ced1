using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// <c>0x</c> and 64 hex digits, without a checksum: Sui and Aptos. Where one of them is meant, a few zeros in front may be missing. Short
/// forms such as <c>0x1</c> name system packages and are no wallets.
/// </summary>
internal static class MoveAddress
{
    // An EVM address has so many digits.
    private const int TooShort = 40;

    /// <summary>Null where it does not look like one.</summary>
    /// <param name="isMeant">Whether the family is known from something else than the address.</param>
    public static AddressCheck? Check(string address, ChainFamily family, bool isMeant)
    {
        var digits = address.Length - 2;
        if (!address.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || (digits != HexAddress.Digits && !(isMeant && digits is > TooShort and < HexAddress.Digits)))
            return null;
        return address.AsSpan(2).IndexOfAnyExcept(HexAddress.HexDigits) is >= 0 and var other
            ? AddressCheck.Invalid(family, $"'{address[other + 2]}' is no hex digit")
            : AddressCheck.Valid(family, HexAddress.Full(address)!);
    }
}
