using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>Solana: base58 of 32 bytes, without a checksum.</summary>
internal static class SolanaAddress
{
    private const int Bytes = 32;
    private const int MaxLength = 44;

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address)
    {
        if (!Base58.IsBase58(address) || address.Length is < Bytes - 4 or > MaxLength + 4)
            return null;
        var length = Base58.Decode(address).Length;
        return length == Bytes
            ? AddressCheck.Valid(ChainFamily.Solana, address)
            : AddressCheck.Invalid(ChainFamily.Solana, $"wrong length: base58 of {length} bytes, not of {Bytes}");
    }
}
