using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>One result a parent; a <see cref="GraphQLException"/> is the error of its parent alone.</summary>
internal static class Results
{
    public static IReadOnlyList<Result<TValue>> Of<TParent, TValue>(IReadOnlyList<TParent> parents, Func<TParent, TValue> resolve)
    {
        var results = new Result<TValue>[parents.Count];
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                results[i] = Result<TValue>.Of(resolve(parents[i]));
            }
            catch (GraphQLException e)
            {
                results[i] = Result<TValue>.Failed(e);
            }
        }

        return results;
    }
}
