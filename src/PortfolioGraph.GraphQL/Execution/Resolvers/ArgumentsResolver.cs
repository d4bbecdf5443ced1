using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Works a value out from the parent and the arguments, without waiting.</summary>
internal sealed class ArgumentsResolver<TParent, TArguments, TValue>(
    ColumnFactory<TValue> createColumn, Func<TParent, TArguments, TValue> resolve) : FieldResolver
{
    public override void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex)
    {
        var column = createColumn(state, field);
        if (state.Arguments(field) is var arguments && arguments is GraphQLException error)
        {
            Fail(state, scope, fieldIndex, column, error);
            return;
        }

        foreach (var row in scope.Rows)
        {
            state.CancellationToken.ThrowIfCancellationRequested();
            TValue value;
            try
            {
                value = resolve((TParent)row, (TArguments)arguments!);
            }
            catch (Exception e) when (!state.IsGivenUp(e))
            {
                column.AppendError(MaskedException.From(e));
                continue;
            }

            column.Append(value);
        }

        state.Complete(scope, fieldIndex, column);
    }
}
