namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>Puts the first rows of an order in their places; the others follow as they happen to. For the first page of a long list.</summary>
internal static class FirstRows
{
    public static void Sort<TRow>(TRow[] rows, int count, Comparison<TRow> comparison)
    {
        if (count == 0) return;

        // The first rows so far are a heap with the last of them on top: most others are only compared with that one.
        for (var i = (count / 2) - 1; i >= 0; i--) Sink(rows, i, count, comparison);
        for (var i = count; i < rows.Length; i++)
        {
            if (comparison(rows[i], rows[0]) >= 0) continue;
            (rows[0], rows[i]) = (rows[i], rows[0]);
            Sink(rows, 0, count, comparison);
        }

        rows.AsSpan(0, count).Sort(comparison);
    }

    private static void Sink<TRow>(TRow[] rows, int index, int count, Comparison<TRow> comparison)
    {
        while ((index * 2) + 1 is var child && child < count)
        {
            if (child + 1 < count && comparison(rows[child], rows[child + 1]) < 0) child++;
            if (comparison(rows[index], rows[child]) >= 0) return;
            (rows[index], rows[child]) = (rows[child], rows[index]);
            index = child;
        }
    }
}
