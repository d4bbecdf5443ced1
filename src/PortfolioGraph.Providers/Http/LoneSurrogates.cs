using System.Globalization;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// Halves of surrogate pairs that JSON escapes without their other half, as a text that was cut within a character has them: valid JSON
/// (RFC 8259, section 8.2), but no text. Each becomes U+FFFD where it stands, so that it spoils nothing but itself.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Replaces them in a body; anything else is left as it is.</summary>
    public static void Replace(Span<byte> json)
    {
        var rest = json;
        for (var at = rest.IndexOf((byte)'\\'); at >= 0; at = rest.IndexOf((byte)'\\'))
        {
            rest = rest[at..];
            var length = UnitOf(rest) is not { } unit || !char.IsSurrogate(unit) ? 2
                : char.IsHighSurrogate(unit) && UnitOf(rest[EscapeLength..]) is { } low && char.IsLowSurrogate(low) ? 2 * EscapeLength
                : Replaced(rest);
            rest = rest[Math.Min(length, rest.Length)..];
        }
    }

    /// <summary>The UTF-16 unit that is escaped here; null where none is.</summary>
    private static char? UnitOf(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json.StartsWith("\\u"u8)
        && ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;

    private static int Replaced(Span<byte> json)
    {
        "\\uFFFD"u8.CopyTo(json);
        return EscapeLength;
    }
}
