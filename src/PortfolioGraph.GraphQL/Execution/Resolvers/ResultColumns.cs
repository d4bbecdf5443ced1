using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Puts results, values and errors mixed, into a column.</summary>
internal static class ResultColumns
{
    public static void Append<T>(Column<T> column, IReadOnlyList<Result<T>> results)
    {
        for (var i = 0; i < results.Count; i++) Append(column, results[i]);
    }

    public static void Append<T>(Column<T> column, Result<T> result)
    {
        if (result.Error is { } error) column.AppendError(error);
        else if (result.IsSet) column.Append(result.Value!);
        else column.AppendError(new GraphQLException("The resolver gave no result for an object.", ErrorCodes.Internal));
    }
}
