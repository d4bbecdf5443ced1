namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>A field of numbers, flags or enum values. A row without a value passes no comparison but <c>eq: null</c> and <c>neq</c>.</summary>
internal sealed class ValueField<TRow, T>(Func<TRow, T?> read, Func<object, T> typed) : IRowField<TRow>
    where T : struct, IComparable<T>
{
    public Func<TRow, bool>? Test(string operation, object? operand)
    {
        if (operation == "in")
        {
            if (operand is not object?[] items) return null;
            var values = new SortedSet<T>(items.Select(Typed).OfType<T>());
            return row => read(row) is { } value && values.Contains(value);
        }

        var expected = Typed(operand);
        return operation switch
        {
            "eq" => row => Is(row, expected),
            "neq" => row => !Is(row, expected),
            "gt" => row => read(row) is { } value && expected is { } bound && value.CompareTo(bound) > 0,
            "gte" => row => read(row) is { } value && expected is { } bound && value.CompareTo(bound) >= 0,
            "lt" => row => read(row) is { } value && expected is { } bound && value.CompareTo(bound) < 0,
            "lte" => row => read(row) is { } value && expected is { } bound && value.CompareTo(bound) <= 0,
            _ => null,
        };
    }

    public int Compare(TRow left, TRow right, int sign) => (read(left), read(right)) switch
    {
        ({ } a, { } b) => sign * a.CompareTo(b),
        (null, null) => 0,
        (null, _) => 1,
        _ => -1,
    };

    private T? Typed(object? operand) => operand is null ? null : typed(operand);

    private bool Is(TRow row, T? expected) => (read(row), expected) switch
    {
        ({ } value, { } other) => value.CompareTo(other) == 0,
        (null, null) => true,
        _ => false,
    };
}
