namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>A field that rows can be filtered and ordered by.</summary>
internal interface IRowField<TRow>
{
    /// <summary>The test for one operator of the field's filter, or null where there is no such operator.</summary>
    Func<TRow, bool>? Test(string operation, object? operand);

    /// <summary>Orders ascending. Rows without a value come last in either direction: <paramref name="sign"/> is -1 for descending.</summary>
    int Compare(TRow left, TRow right, int sign);
}
