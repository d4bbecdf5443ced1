using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioGraph.Holdings.Ids;

/// <summary>
/// Identities that are made of parts, as one text: the one place that joins them and tells them apart again. Different parts never give the
/// same text.
/// </summary>
/// <remarks>
/// Separators, from the innermost to the outermost: <c>: / , @ |</c>. In a part, its separator and those outside of it are escaped as
/// <c>%XX</c>, and so are <c>%</c> and <c>~</c>; half of a surrogate pair is <c>%uXXXX</c>. A <c>~</c> that is left marks a part that was
/// too long: its beginning, and behind the <c>~</c> the SHA-256 of all of it.
/// </remarks>
public static class IdText
{
    /// <summary>Characters of a part that <see cref="JoinBounded"/> does not shorten.</summary>
    public const int MaxPart = 256;

    private const string Separators = ":/,@|";
    private const char Hashed = '~';

    // SHA-256 in base64url.
    private const int HashLength = 43;

    private static readonly SearchValues<char>[] Reserved =
    [
        .. Enumerable.Range(0, Separators.Length).Select(i => SearchValues.Create($"%{Hashed}{Separators[i..]}")),
    ];

    /// <summary>
    /// Whether characters of a text were replaced by U+FFFD, since they were none: different texts may now look the same, so it identifies
    /// nothing.
    /// </summary>
    public static bool IsDamaged([NotNullWhen(true)] string? text) => text is not null && text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>The parts as one text. <see cref="TrySplit"/> gives them back.</summary>
    /// <param name="separator">One of <c>: / , @ |</c>.</param>
    public static string Join(char separator, params ReadOnlySpan<string> parts)
    {
        var reserved = ReservedBy(separator);
        foreach (var part in parts)
        {
            if (NeedsEscape(part, reserved))
                return string.Join(separator, parts.ToArray().Select(p => Escape(p, reserved)));
        }
        return string.Join(separator, parts);
    }

    /// <summary>
    /// <see cref="Join"/> of parts that may have any length: those that are too long can't be read back, but still are told apart.
    /// </summary>
    public static string JoinBounded(char separator, params ReadOnlySpan<string> parts)
    {
        var reserved = ReservedBy(separator);
        foreach (var part in parts)
        {
            if (part.Length > MaxPart || NeedsEscape(part, reserved))
                return string.Join(separator, parts.ToArray().Select(p => Bound(Escape(p, reserved))));
        }
        return string.Join(separator, parts);
    }

    /// <summary>The parts of a text that <see cref="Join"/> made; false for any other.</summary>
    public static bool TrySplit(char separator, string text, [NotNullWhen(true)] out string[]? parts)
    {
        ArgumentNullException.ThrowIfNull(text);
        parts = text.Split(separator);
        for (var i = 0; i < parts.Length; i++)
        {
            if (Unescape(parts[i]) is not { } part)
            {
                parts = null;
                return false;
            }
            parts[i] = part;
        }
        if (Join(separator, parts) != text)
            parts = null;
        return parts is not null;
    }

    /// <summary>
    /// An escaped text of bounded length: where it is longer, its beginning, a <c>~</c> (which must be escaped in it) and a hash of all of
    /// it.
    /// </summary>
    internal static string Bound(string escaped)
    {
        if (escaped.Length <= MaxPart)
            return escaped;
        var end = MaxPart - HashLength - 1;
        if (char.IsHighSurrogate(escaped[end - 1]))
            end--;
        return string.Concat(escaped.AsSpan(0, end), Hash(escaped));
    }

    /// <summary>A text that stands for one that can't be written: a <c>~</c> and its hash.</summary>
    internal static string Hash(string text) => Hashed + Base64Url.EncodeToString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));

    private static SearchValues<char> ReservedBy(char separator) =>
        Separators.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var index
            ? Reserved[index]
            : throw new ArgumentOutOfRangeException(nameof(separator), separator, null);

    private static bool NeedsEscape(string part, SearchValues<char> reserved) =>
        part.AsSpan().ContainsAny(reserved) || part.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static string Escape(string part, SearchValues<char> reserved)
    {
        if (!NeedsEscape(part, reserved))
            return part;
        var text = new StringBuilder(part.Length + 8);
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (i + 1 < part.Length && char.IsSurrogatePair(c, part[i + 1]))
                text.Append(c).Append(part[++i]);
            else if (char.IsSurrogate(c))
                text.Append(CultureInfo.InvariantCulture, $"%u{(int)c:X4}");
            else if (reserved.Contains(c))
                text.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>Null for what no part is escaped as.</summary>
    private static string? Unescape(string part)
    {
        if (!part.Contains('%', StringComparison.Ordinal))
            return part;
        var text = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '%')
            {
                text.Append(part[i]);
                continue;
            }
            var (start, digits) = part.AsSpan(i).StartsWith("%u", StringComparison.Ordinal) ? (i + 2, 4) : (i + 1, 2);
            if (start + digits > part.Length
                || !ushort.TryParse(part.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                return null;
            text.Append((char)code);
            i = start + digits - 1;
        }
        return text.ToString();
    }
}
