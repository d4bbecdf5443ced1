namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// The address format of Bitcoin Cash: bech32's alphabet with a longer checksum, under the prefix <c>bitcoincash:</c>, which may be left
/// out.
/// </summary>
internal static class CashAddr
{
    /// <summary>With its colon.</summary>
    public const string Prefix = "bitcoincash:";

    private const int ChecksumLength = 8;

    // Five bits a character: a version and 20 or 32 bytes, and the checksum.
    private const int ShortLength = 42;
    private const int LongLength = 61;

    // The type of an address is in the bits above those of its size: 0 and 1 are keys and scripts, 2 and 3 the same, ready for CashTokens.
    private const int TypeShift = 3;
    private const int TokenAware = 2;

    /// <summary>Whether it has the shape of the part after the prefix, in whatever case.</summary>
    public static bool HasShape(string data) =>
        data.Length is ShortLength or LongLength
        && data[0] is 'q' or 'p' or 'z' or 'r' or 'Q' or 'P' or 'Z' or 'R'
        && !data.ToLowerInvariant().AsSpan().ContainsAnyExcept(Bech32.Characters);

    /// <summary>The one spelling of the account that an address without a problem names, with the prefix.</summary>
    public static string Canonical(string data)
    {
        var bytes = Bech32.ToBytes(ValuesOf(data).AsSpan()[..^ChecksumLength])!;
        if (bytes[0] >> TypeShift is not (TokenAware or TokenAware + 1))
            return Prefix + data;
        bytes[0] -= TokenAware << TypeShift;
        var values = Bech32.ToValues(bytes);
        var checksum = Polymod([.. values, .. new byte[ChecksumLength]]);
        var tail = Enumerable.Range(0, ChecksumLength).Select(i => (byte)((checksum >> (5 * (ChecksumLength - 1 - i))) & 31));
        return Prefix + string.Concat(values.Concat(tail).Select(value => Bech32.Alphabet[value]));
    }

    /// <summary>What is wrong with the part after the prefix; null where nothing is. It must be in lower case.</summary>
    public static string? Problem(string data)
    {
        var at = data.AsSpan().IndexOfAnyExcept(Bech32.Characters);
        if (at >= 0)
            return $"'{data[at]}' is no CashAddr character";
        if (data.Length <= ChecksumLength)
            return "wrong length: too short for CashAddr";
        var values = ValuesOf(data);
        if (Polymod(values) != 0)
            return "checksum: the last eight characters do not match the rest (CashAddr)";

        // A version byte comes first: its low bits are the size of the hash.
        var bytes = Bech32.ToBytes(values.AsSpan()[..^ChecksumLength]);
        var size = bytes is null or [] ? 0 : (bytes[0] & 7) switch { 0 => 20, 3 => 32, _ => 0 };
        return size > 0 && bytes!.Length == size + 1 ? null : "it does not decode to a version and a hash of 20 or 32 bytes";
    }

    private static byte[] ValuesOf(string data) => [.. data.Select(c => (byte)Bech32.Alphabet.IndexOf(c, StringComparison.Ordinal))];

    private static ulong Polymod(ReadOnlySpan<byte> values)
    {
        var checksum = 1ul;
        foreach (var c in Prefix)
            checksum = Step(checksum, c == ':' ? 0 : c & 31);
        foreach (var value in values)
            checksum = Step(checksum, value);
        return checksum ^ 1;
    }

    private static ulong Step(ulong checksum, int value)
    {
        ReadOnlySpan<ulong> generators = [0x98f2bc8e61, 0x79b76d99e2, 0xf33e5fb3c4, 0xae2eabe2a8, 0x1e4f43e470];
        var top = checksum >> 35;
        checksum = ((checksum & 0x07ffffffff) << 5) ^ (ulong)value;
        for (var i = 0; i < generators.Length; i++)
        {
            if (((top >> i) & 1) != 0)
                checksum ^= generators[i];
        }
        return checksum;
    }
}
