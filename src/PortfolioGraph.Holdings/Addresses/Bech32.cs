using System.Buffers;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>Bech32 (BIP-173) and bech32m (BIP-350): a readable prefix, <c>1</c>, and five bits a character with a checksum over both.</summary>
internal static class Bech32
{
    /// <summary>What the checksum comes to for bech32.</summary>
    public const uint Bech32Constant = 1;

    /// <summary>What the checksum comes to for bech32m.</summary>
    public const uint Bech32MConstant = 0x2bc830a3;

    /// <summary>The character of each five-bit value.</summary>
    public const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary><see cref="Alphabet"/>, to search by.</summary>
    public static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    private const int ChecksumLength = 6;
    private const int MaxLength = 90;

    /// <summary>Whether it has the shape: one case, a prefix, and after the last <c>1</c> at least six characters of the alphabet.</summary>
    public static bool HasShape(string text)
    {
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        return IsOneCase(text)
            && text.Length <= MaxLength
            && separator > 0
            && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            && lower.Length - separator > ChecksumLength
            && lower.AsSpan(separator + 1).IndexOfAnyExcept(Characters) < 0;
    }

    /// <summary>What keeps a text that starts with a known prefix and <c>1</c> from having the shape.</summary>
    public static string ShapeProblem(string text)
    {
        if (!IsOneCase(text))
            return "mixed case: bech32 is all lower or all upper case";
        if (text.Length > MaxLength)
            return $"wrong length: bech32 has at most {MaxLength} characters, not {text.Length}";
        var data = text.ToLowerInvariant()[(text.IndexOf('1', StringComparison.Ordinal) + 1)..];
        var at = data.AsSpan().IndexOfAnyExcept(Characters);
        return at >= 0 ? $"'{data[at]}' is no bech32 character" : $"wrong length: too short for bech32, with {text.Length} characters";
    }

    /// <summary>The prefix, the five-bit values without the checksum, and what the checksum came to. The text must have the shape.</summary>
    public static (string Prefix, byte[] Values, uint Checksum) Decode(string text)
    {
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        var prefix = lower[..separator];
        var values = new byte[lower.Length - separator - 1];
        for (var i = 0; i < values.Length; i++)
            values[i] = (byte)Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
        return (prefix, values[..^ChecksumLength], Polymod(prefix, values));
    }

    /// <summary>Bytes as bech32 text with this prefix.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        var values = ToValues(bytes);
        var checksum = Polymod(prefix, [.. values, .. new byte[ChecksumLength]]) ^ Bech32Constant;
        var tail = Enumerable.Range(0, ChecksumLength).Select(i => (byte)((checksum >> (5 * (ChecksumLength - 1 - i))) & 31));
        return $"{prefix}1{string.Concat(values.Concat(tail).Select(value => Alphabet[value]))}";
    }

    /// <summary>Bytes as five-bit values, padded with zeros.</summary>
    public static byte[] ToValues(ReadOnlySpan<byte> bytes) => Regroup(bytes, 8, 5, pad: true)!;

    /// <summary>Five-bit values as bytes; null where bits are left over that are not padding.</summary>
    public static byte[]? ToBytes(ReadOnlySpan<byte> values) => Regroup(values, 5, 8, pad: false);

    /// <summary>Whether no upper-case letter stands beside a lower-case one.</summary>
    public static bool IsOneCase(string text) => !text.Any(char.IsAsciiLetterUpper) || !text.Any(char.IsAsciiLetterLower);

    private static byte[]? Regroup(ReadOnlySpan<byte> values, int from, int to, bool pad)
    {
        var result = new List<byte>(values.Length * from / to + 1);
        var buffer = 0;
        var bits = 0;
        foreach (var value in values)
        {
            buffer = ((buffer << from) | value) & 0xFFF;
            bits += from;
            while (bits >= to)
            {
                bits -= to;
                result.Add((byte)((buffer >> bits) & ((1 << to) - 1)));
            }
        }

        var rest = buffer & ((1 << bits) - 1);
        if (pad && bits > 0)
            result.Add((byte)(rest << (to - bits)));
        else if (!pad && (bits >= from || rest != 0))
            return null;
        return [.. result];
    }

    private static uint Polymod(string prefix, ReadOnlySpan<byte> values)
    {
        var checksum = 1u;
        foreach (var c in prefix)
            checksum = Step(checksum, c >> 5);
        checksum = Step(checksum, 0);
        foreach (var c in prefix)
            checksum = Step(checksum, c & 31);
        foreach (var value in values)
            checksum = Step(checksum, value);
        return checksum;
    }

    private static uint Step(uint checksum, int value)
    {
        ReadOnlySpan<uint> generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var top = checksum >> 25;
        checksum = ((checksum & 0x1ffffff) << 5) ^ (uint)value;
        for (var i = 0; i < generators.Length; i++)
        {
            if (((top >> i) & 1) != 0)
                checksum ^= generators[i];
        }
        return checksum;
    }
}
