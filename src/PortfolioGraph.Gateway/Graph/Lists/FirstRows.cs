namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>The first rows of an order, for the first page of a long list: the list is neither copied nor sorted as a whole.</summary>
internal static class FirstRows
{
    /// <param name="rows">At least <paramref name="count"/> of them.</param>
    /// <param name="count">How many to give.</param>
    /// <param name="comparison">The order; no two rows are equal in it.</param>
    public static TRow[] Of<TRow>(IReadOnlyList<TRow> rows, int count, Comparison<TRow> comparison)
    {
        var first = new TRow[count];
        for (var i = 0; i < count; i++) first[i] = rows[i];

        // The first rows so far are a heap with the last of them on top: most others are only compared with that one.
        for (var i = (count / 2) - 1; i >= 0; i--) Sink(first, i, comparison);
        for (var i = count; count > 0 && i < rows.Count; i++)
        {
            if (comparison(rows[i], first[0]) >= 0) continue;
            first[0] = rows[i];
            Sink(first, 0, comparison);
        }

        Connection<TRow>.Sort(first, comparison);
        return first;
    }

    private static void Sink<TRow>(TRow[] rows, int index, Comparison<TRow> comparison)
    {
        while ((index * 2) + 1 is var child && child < rows.Length)
        {
            if (child + 1 < rows.Length && comparison(rows[child], rows[child + 1]) < 0) child++;
            if (comparison(rows[index], rows[child]) >= 0) return;
            (rows[index], rows[child]) = (rows[child], rows[index]);
            index = child;
        }
    }
}
