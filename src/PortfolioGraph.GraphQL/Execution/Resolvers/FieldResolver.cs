using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Executes a field once for all rows of a scope.</summary>
internal abstract class FieldResolver
{
    public abstract void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex);

    /// <summary>Gives every row the same error.</summary>
    protected static void Fail(ExecutionState state, ExecutionScope scope, int fieldIndex, Columns.Column column, GraphQLException error)
    {
        for (var i = 0; i < scope.Count; i++) column.AppendError(error);
        state.Complete(scope, fieldIndex, column);
    }
}
