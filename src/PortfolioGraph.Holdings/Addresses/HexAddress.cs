using System.Buffers;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// Numbers of 256 bits in hex: accounts and contracts on Sui, Aptos and Starknet, of which zeros in front may be left out.
/// </summary>
internal static class HexAddress
{
    public const int Digits = 64;

    public static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>With all digits, in lower case; null for what is none.</summary>
    public static string? Full(ReadOnlySpan<char> text) =>
        text.Length is > 2 and <= Digits + 2
        && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && !text[2..].ContainsAnyExcept(HexDigits)
            ? "0x" + text[2..].ToString().ToLowerInvariant().PadLeft(Digits, '0')
            : null;
}
