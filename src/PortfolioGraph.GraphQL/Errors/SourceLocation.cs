namespace PortfolioGraph.GraphQL.Errors;

/// <summary>A place in a source text: line and column from 1, lines ended by LF, CRLF or CR, columns in UTF-16 code units.</summary>
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>The line and column of an offset into <paramref name="source"/>.</summary>
    public static SourceLocation At(string source, int offset)
    {
        var text = source.AsSpan(0, Math.Min(offset, source.Length));
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' || (c == '\r' && !(i + 1 < source.Length && source[i + 1] == '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new SourceLocation(line, text.Length - lineStart + 1);
    }
}
