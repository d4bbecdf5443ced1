using System.Text;

namespace PortfolioGraph.GraphQL.Errors;

/// <summary>Texts of others in messages and log lines: cut when they are long, on one line, and never within a character.</summary>
public static class MessageText
{
    /// <summary>The longest part of a text that is shown, in UTF-16 characters.</summary>
    public const int MaxLength = 100;

    /// <summary>The longest message, in UTF-16 characters.</summary>
    public const int MaxMessageLength = 2_000;

    /// <summary>A value as it stands in a message: at most <see cref="MaxLength"/> characters of it, control characters escaped.</summary>
    public static string Of(string text)
    {
        var shown = Cut(text, MaxLength);
        return shown.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !shown.Any(IsUnprintable) ? shown : Escaped(shown);
    }

    /// <summary>A message whose quoted parts are cut to <see cref="MaxLength"/>, and all of it to <see cref="MaxMessageLength"/>.</summary>
    public static string Message(string message)
    {
        if (message.Length <= MaxLength) return message;
        StringBuilder? shown = null;
        var copied = 0;
        for (var open = message.IndexOf('"'); open >= 0 && open < message.Length - 1;)
        {
            var close = message.IndexOf('"', open + 1);
            var end = close < 0 ? message.Length : close;
            if (end - open - 1 > MaxLength)
            {
                (shown ??= new StringBuilder()).Append(message, copied, open + 1 - copied).Append(Cut(message.AsSpan(open + 1, MaxLength + 1), MaxLength));
                copied = end;
            }

            open = close < 0 ? -1 : message.IndexOf('"', close + 1);
        }

        return Cut(shown?.Append(message, copied, message.Length - copied).ToString() ?? message, MaxMessageLength);
    }

    /// <summary>At most so many characters of a text, and an ellipsis in the place of the rest.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : Cut(text.AsSpan(), length);

    private static string Cut(ReadOnlySpan<char> text, int length) =>
        string.Concat(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)], "…");

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsUnprintable(c)) escaped.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Line and paragraph separators, and marks that turn the direction of what follows, forge lines as well as control characters do.
    private static bool IsUnprintable(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
