namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>One page of a list, as Relay's connections show it.</summary>
internal sealed class Connection<TNode>
{
    private readonly Func<int, TNode> _nodeAt;
    private readonly Func<int, string> _cursorAt;
    private readonly int _start;
    private readonly int _count;

    private Connection(int totalCount, int start, int count, Func<int, TNode> nodeAt, Func<int, string> cursorAt)
    {
        (TotalCount, _start, _count) = (totalCount, start, count);
        (_nodeAt, _cursorAt) = (nodeAt, cursorAt);
    }

    public int TotalCount { get; }

    public bool HasNextPage => _start + _count < TotalCount;

    public bool HasPreviousPage => _start > 0;

    public string? StartCursor => _count == 0 ? null : _cursorAt(_start);

    public string? EndCursor => _count == 0 ? null : _cursorAt(_start + _count - 1);

    public IReadOnlyList<TNode> Nodes => Page(_nodeAt);

    public IReadOnlyList<Edge<TNode>> Edges => Page(i => new Edge<TNode>(_cursorAt(i), _nodeAt(i)));

    /// <inheritdoc cref="Of{TRow}"/>
    public static Connection<TNode> Of(IReadOnlyList<TNode> nodes, ListArguments arguments, RowFields<TNode> fields) => Of(nodes, arguments, fields, node => node);

    /// <summary>Filters, orders and cuts a list. Without an order the rows stay as they are. Nodes are made of the rows of the page only.</summary>
    public static Connection<TNode> Of<TRow>(IReadOnlyList<TRow> rows, ListArguments arguments, RowFields<TRow> fields, Func<TRow, TNode> node)
    {
        var work = arguments.Work ?? ListWork.Unbounded;
        var selected = arguments.Test(fields) is { } test ? Filter(rows, test, arguments.Conditions, work) : rows;
        var total = selected.Count;
        if (RowOrder.Compile(arguments.Order, fields, work) is { } comparison)
        {
            if (arguments is { After: null, Before: null, FromEnd: false } && arguments.Count < total / 2)
            {
                selected = FirstRows.Of(selected, arguments.Count, comparison);
            }
            else
            {
                var sorted = selected.ToArray();
                Sort(sorted, comparison);
                selected = sorted;
            }
        }

        var start = arguments.After is { } after ? IndexOf(selected, after, fields, "after") : 0;
        var end = arguments.Before is { } before ? IndexOf(selected, before, fields, "before") : selected.Count;
        var count = Math.Max(0, Math.Min(end - start, arguments.Count));
        return new Connection<TNode>(
            total, arguments.FromEnd ? end - count : start, count, i => node(selected[i]), i => new Cursor(fields.List, i, fields.Key(selected[i])).ToString());
    }

    private static List<TRow> Filter<TRow>(IReadOnlyList<TRow> rows, Func<TRow, bool> test, int conditions, ListWork work)
    {
        var passed = new List<TRow>();
        for (var i = 0; i < rows.Count; i++)
        {
            work.Step(1 + conditions);
            var row = rows[i];
            if (test(row)) passed.Add(row);
        }

        return passed;
    }

    // Of the row, or behind it; where the row is gone, of what stands in its place now.
    private static int IndexOf<TRow>(IReadOnlyList<TRow> rows, Cursor cursor, RowFields<TRow> fields, string argument)
    {
        if (cursor.List != fields.List) throw Cursor.Wrong(cursor.ToString(), argument);

        // Most lists are as they were, or nearly: from where the row stood, outwards.
        var start = Math.Min(cursor.Index, rows.Count);
        for (var distance = 0; distance <= Math.Max(start, rows.Count - start); distance++)
        {
            if (start + distance < rows.Count && fields.Key(rows[start + distance]) == cursor.Key) return Found(start + distance);
            if (distance > 0 && start - distance >= 0 && fields.Key(rows[start - distance]) == cursor.Key) return Found(start - distance);
        }

        return start;

        int Found(int index) => argument == "after" ? index + 1 : index;
    }

    /// <summary>Sorts, and lets through what ends the comparisons.</summary>
    internal static void Sort<TRow>(TRow[] rows, Comparison<TRow> comparison)
    {
        try
        {
            Array.Sort(rows, comparison);
        }
        catch (InvalidOperationException e) when (e.InnerException is OperationCanceledException cancelled)
        {
            throw cancelled;
        }
    }

    private T[] Page<T>(Func<int, T> at)
    {
        var page = new T[_count];
        for (var i = 0; i < page.Length; i++) page[i] = at(_start + i);
        return page;
    }
}
