namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>A field of text, compared by code point. A row without text passes no comparison but <c>eq: null</c> and <c>neq</c>.</summary>
internal sealed class TextField<TRow>(Func<TRow, string?> read) : IRowField<TRow>
{
    public Func<TRow, bool>? Test(string operation, object? operand) => (operation, operand) switch
    {
        ("eq", _) => row => string.Equals(read(row), (string?)operand, StringComparison.Ordinal),
        ("neq", _) => row => !string.Equals(read(row), (string?)operand, StringComparison.Ordinal),
        ("contains", string part) => row => read(row)?.Contains(part, StringComparison.Ordinal) == true,
        ("startsWith", string start) => row => read(row)?.StartsWith(start, StringComparison.Ordinal) == true,
        ("in", object?[] items) when items.OfType<string>().ToHashSet(StringComparer.Ordinal) is var texts => row => read(row) is { } text && texts.Contains(text),
        _ => null,
    };

    public int Compare(TRow left, TRow right, int sign) => (read(left), read(right)) switch
    {
        ({ } a, { } b) => sign * string.CompareOrdinal(a, b),
        (null, null) => 0,
        (null, _) => 1,
        _ => -1,
    };
}
