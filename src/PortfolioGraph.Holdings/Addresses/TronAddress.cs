using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// Tron: base58check of 0x41 and 20 bytes, which always makes 34 characters that start with <c>T</c>. Nodes write the same bytes in hex,
/// which is no canonical form.
/// </summary>
internal static class TronAddress
{
    private const int Length = 34;
    private const int PayloadBytes = 21;
    private const byte Version = 0x41;

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address)
    {
        var isHex = address.Length == PayloadBytes * 2 && !address.AsSpan().ContainsAnyExcept(HexAddress.HexDigits);
        if (isHex && address.StartsWith("41", StringComparison.Ordinal))
            return AddressCheck.Valid(ChainFamily.Tron, Base58.EncodeChecked(Convert.FromHexString(address)));
        if (!address.StartsWith('T') || !Base58.IsBase58(address) || address.Length > Length + 1)
            return null;
        if (address.Length != Length)
            return Invalid($"wrong length: {Length} characters, not {address.Length}");
        return Base58.DecodeChecked(address) switch
        {
            null => Invalid("checksum: the last four bytes do not match the rest (base58check)"),
            { Length: PayloadBytes } payload when payload[0] == Version => AddressCheck.Valid(ChainFamily.Tron, address),
            _ => Invalid($"it does not decode to 0x{Version:x2} and 20 bytes"),
        };
    }

    private static AddressCheck Invalid(string reason) => AddressCheck.Invalid(ChainFamily.Tron, reason);
}
