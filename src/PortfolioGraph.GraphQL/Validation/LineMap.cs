using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>Where the lines of a source begin, so that many errors do not mean many walks over the text.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];

    public LineMap(string source)
    {
        for (var i = 0; i < source.Length; i++)
            if (source[i] == '\n' || (source[i] == '\r' && !(i + 1 < source.Length && source[i + 1] == '\n')))
                _starts.Add(i + 1);
    }

    public SourceLocation At(int offset)
    {
        var line = _starts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return new SourceLocation(line + 1, offset - _starts[line] + 1);
    }
}
