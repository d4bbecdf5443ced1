using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Reads a value that the parent has.</summary>
internal sealed class PropertyResolver<TParent, TValue>(ColumnFactory<TValue> createColumn, Func<TParent, TValue> read) : FieldResolver
{
    // A text may be long: not many are made before their length counts.
    private const int RowsPerLook = 32;

    public override void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex)
    {
        var column = createColumn(state, field);
        var rows = scope.Rows;
        var values = Pooled.Rent<TValue>(rows.Length);
        var start = 0;
        var next = 0;
        while (next < rows.Length)
        {
            try
            {
                for (; next < rows.Length; next++)
                {
                    values[next] = read((TParent)rows[next]);
                    if (next % RowsPerLook == RowsPerLook - 1) state.Look(values.AsSpan(next + 1 - RowsPerLook, RowsPerLook));
                }
            }
            catch (Exception e) when (!state.IsGivenUp(e))
            {
                column.Append(values.AsSpan(start, next - start));
                column.AppendError(MaskedException.From(e));
                start = ++next;
            }
        }

        if (start == 0)
        {
            column.Adopt(values, rows.Length);
        }
        else
        {
            column.Append(values.AsSpan(start, rows.Length - start));
            Pooled.Return(values);
        }

        state.Complete(scope, fieldIndex, column);
    }
}
