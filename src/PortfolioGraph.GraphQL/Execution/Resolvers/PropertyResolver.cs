using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Reads a value that the parent has.</summary>
internal sealed class PropertyResolver<TParent, TValue>(ColumnFactory<TValue> createColumn, Func<TParent, TValue> read) : FieldResolver
{
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
                for (; next < rows.Length; next++) values[next] = read((TParent)rows[next]);
            }
            catch (Exception e)
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
