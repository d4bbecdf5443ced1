using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>Base58 with Bitcoin's alphabet, plain (Solana) and with a checksum (Bitcoin, Tron).</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int ChecksumBytes = 4;

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    /// <summary>Whether the text is base58 at all: letters and digits without <c>0</c>, <c>O</c>, <c>I</c> and <c>l</c>.</summary>
    public static bool IsBase58(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExcept(Characters) < 0;

    /// <summary>The bytes, one zero byte for each leading <c>1</c>. The text must be base58.</summary>
    public static byte[] Decode(string text)
    {
        // Little-endian while it grows: multiply by 58, add the digit, carry on.
        var bytes = new List<byte>(text.Length);
        foreach (var c in text)
        {
            var carry = Alphabet.IndexOf(c, StringComparison.Ordinal);
            for (var i = 0; i < bytes.Count; i++)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }
            if (carry > 0)
                bytes.Add((byte)carry);
        }
        for (var i = 0; i < text.Length && text[i] == '1'; i++)
            bytes.Add(0);
        bytes.Reverse();
        return [.. bytes];
    }

    /// <summary>The payload (version and hash) where the last four bytes are the double SHA-256 of it; else null. The text must be base58.</summary>
    public static byte[]? DecodeChecked(string text)
    {
        var bytes = Decode(text);
        if (bytes.Length <= ChecksumBytes)
            return null;
        var payload = bytes[..^ChecksumBytes];
        var checksum = SHA256.HashData(SHA256.HashData(payload));
        return checksum.AsSpan(0, ChecksumBytes).SequenceEqual(bytes.AsSpan(payload.Length)) ? payload : null;
    }

    /// <summary>A payload with its checksum.</summary>
    public static string EncodeChecked(ReadOnlySpan<byte> payload)
    {
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(SHA256.HashData(payload), checksum);
        byte[] bytes = [.. payload, .. checksum[..ChecksumBytes]];
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new StringBuilder();
        for (; !number.IsZero; number /= 58)
            text.Insert(0, Alphabet[(int)(number % 58)]);
        for (var i = 0; i < bytes.Length && bytes[i] == 0; i++)
            text.Insert(0, '1');
        return text.ToString();
    }
}
