namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>One page of a list, as Relay's connections show it.</summary>
internal sealed class Connection<TRow>
{
    private readonly IReadOnlyList<TRow> _rows;
    private readonly RowFields<TRow> _fields;
    private readonly int _start;
    private readonly int _count;

    private Connection(IReadOnlyList<TRow> rows, RowFields<TRow> fields, int start, int count)
    {
        _rows = rows;
        _fields = fields;
        _start = start;
        _count = count;
    }

    public int TotalCount => _rows.Count;

    public bool HasNextPage => _start + _count < _rows.Count;

    public bool HasPreviousPage => _start > 0;

    public string? StartCursor => _count == 0 ? null : CursorAt(_start);

    public string? EndCursor => _count == 0 ? null : CursorAt(_start + _count - 1);

    public IReadOnlyList<TRow> Nodes => _rows.Skip(_start).Take(_count).ToArray();

    public IReadOnlyList<Edge<TRow>> Edges => Enumerable.Range(_start, _count).Select(i => new Edge<TRow>(CursorAt(i), _rows[i])).ToArray();

    /// <summary>Filters, orders and cuts a list. Without an order the rows stay as they are.</summary>
    public static Connection<TRow> Of(IReadOnlyList<TRow> rows, ListArguments arguments, RowFields<TRow> fields)
    {
        var selected = rows;
        if (RowFilter.Compile(arguments.Where, fields) is { } test) selected = selected.Where(test).ToArray();
        if (RowOrder.Compile(arguments.Order, fields) is { } comparison)
        {
            var sorted = selected.ToArray();
            if (arguments is { After: null, Before: null, FromEnd: false } && arguments.Count < sorted.Length / 2) FirstRows.Sort(sorted, arguments.Count, comparison);
            else Array.Sort(sorted, comparison);
            selected = sorted;
        }

        var start = arguments.After is { } after ? IndexOf(selected, after, fields, "after") : 0;
        var end = arguments.Before is { } before ? IndexOf(selected, before, fields, "before") : selected.Count;
        var count = Math.Max(0, Math.Min(end - start, arguments.Count));
        return new Connection<TRow>(selected, fields, arguments.FromEnd ? end - count : start, count);
    }

    // Of the row, or behind it; where the row is gone, of what stands in its place now.
    private static int IndexOf(IReadOnlyList<TRow> rows, Cursor cursor, RowFields<TRow> fields, string argument)
    {
        if (cursor.List != fields.List) throw Cursor.Wrong(cursor.ToString(), argument);
        for (var i = 0; i < rows.Count; i++)
            if (fields.Key(rows[i]) == cursor.Key)
                return argument == "after" ? i + 1 : i;
        return Math.Min(cursor.Index, rows.Count);
    }

    private string CursorAt(int index) => new Cursor(_fields.List, index, _fields.Key(_rows[index])).ToString();
}
