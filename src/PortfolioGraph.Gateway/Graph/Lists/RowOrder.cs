using PortfolioGraph.GraphQL.Execution.Inputs;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>Compiles order inputs to a comparison. Each names one field; rows that are equal in all of them are told apart by their key.</summary>
internal static class RowOrder
{
    /// <param name="order">A field that was named before decides nothing any more.</param>
    /// <param name="fields">What there is to order by.</param>
    /// <param name="work">Told of each comparison.</param>
    public static Comparison<TRow>? Compile<TRow>(IReadOnlyList<InputObject> order, RowFields<TRow> fields, ListWork work)
    {
        if (order.Count == 0) return null;
        var parts = new List<(IRowField<TRow> Field, int Sign)>();
        foreach (var input in order)
        {
            foreach (var (name, direction) in input.Values.Where(v => v.Value is not null))
            {
                var field = fields[name];
                if (!parts.Exists(p => ReferenceEquals(p.Field, field))) parts.Add((field, (SortDirection)direction! == SortDirection.Desc ? -1 : 1));
            }
        }

        return (left, right) =>
        {
            work.Step(1);
            foreach (var (field, sign) in parts)
            {
                var result = field.Compare(left, right, sign);
                if (result != 0) return result;
            }

            return string.CompareOrdinal(fields.Key(left), fields.Key(right));
        };
    }
}
