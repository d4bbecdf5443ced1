using System.Text;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>The indentation rules of block strings (spec section 2.9.4, BlockStringValue) and their printed form.</summary>
internal static class BlockString
{
    /// <summary>The longest value that is printed on the line of its quotes.</summary>
    private const int LongestOneLiner = 70;

    /// <summary>Removes the indentation that all lines but the first share, and the blank lines at both ends. Lines of the result end with LF.</summary>
    public static string Dedent(ReadOnlySpan<char> raw)
    {
        if (raw.IndexOfAny('\n', '\r') < 0) return IsBlank(raw) ? "" : raw.ToString();

        // 1. Measure: the common indentation, and the first and last line that are not blank.
        var indent = int.MaxValue;
        var (first, last, number) = (-1, -1, 0);
        for (var rest = new Lines(raw); rest.MoveNext(); number++)
        {
            var leading = rest.Current.IndexOfAnyExcept(' ', '\t');
            if (leading < 0) continue;
            if (first < 0) first = number;
            last = number;
            if (number > 0) indent = Math.Min(indent, leading);
        }

        if (first < 0) return "";

        // 2. Copy what is between them.
        var text = new StringBuilder(raw.Length);
        number = 0;
        for (var rest = new Lines(raw); number <= last && rest.MoveNext(); number++)
        {
            if (number < first) continue;
            if (number > first) text.Append('\n');
            var line = rest.Current;
            text.Append(number == 0 ? line : line[Math.Min(indent, line.Length)..]);
        }

        return text.ToString();
    }

    /// <summary>A value in triple quotes, without indentation, so that <see cref="Dedent"/> gives it back.</summary>
    public static string Print(string value)
    {
        var isOneLine = !value.Contains('\n', StringComparison.Ordinal);
        var isOneLiner = isOneLine && value.Length <= LongestOneLiner && !value.EndsWith('"') && !value.EndsWith('\\');
        // A line break before a single indented line would make its indentation common to all lines, and lose it.
        var keepsIndent = isOneLine && (value.StartsWith(' ') || value.StartsWith('\t'));

        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        return $"\"\"\"{(isOneLiner || keepsIndent ? "" : "\n")}{escaped}{(isOneLiner ? "" : "\n")}\"\"\"";
    }

    private static bool IsBlank(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(' ', '\t') < 0;

    /// <summary>The lines of a text, ended by LF, CRLF or CR; a text has one line more than line ends.</summary>
    private ref struct Lines(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;
        private bool _ended;

        public ReadOnlySpan<char> Current { get; private set; }

        public bool MoveNext()
        {
            if (_ended) return false;
            var end = _rest.IndexOfAny('\n', '\r');
            if (end < 0)
            {
                Current = _rest;
                _ended = true;
                return true;
            }

            Current = _rest[..end];
            _rest = _rest[(end + (_rest[end..].StartsWith("\r\n") ? 2 : 1))..];
            return true;
        }
    }
}
