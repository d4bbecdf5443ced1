using PortfolioGraph.GraphQL.Execution.Inputs;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>Compiles order inputs to a comparison. Each names one field; rows that are equal in all of them are told apart by their key.</summary>
internal static class RowOrder
{
    public static Comparison<TRow>? Compile<TRow>(IReadOnlyList<InputObject> order, RowFields<TRow> fields)
    {
        if (order.Count == 0) return null;
        var parts = new List<(IRowField<TRow> Field, int Sign)>();
        foreach (var input in order)
        {
            foreach (var (name, direction) in input.Values.Where(v => v.Value is not null)) parts.Add((fields[name], (SortDirection)direction! == SortDirection.Desc ? -1 : 1));
        }

        return (left, right) =>
        {
            foreach (var (field, sign) in parts)
            {
                var result = field.Compare(left, right, sign);
                if (result != 0) return result;
            }

            return string.CompareOrdinal(fields.Key(left), fields.Key(right));
        };
    }
}
