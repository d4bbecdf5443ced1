using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>
/// Arguments of a field that are used otherwise in each request. Arguments without variables are read once for all requests; a resolver is given those
/// that <see cref="For"/> makes of them.
/// </summary>
public interface IRequestArguments
{
    /// <returns>Of the same type.</returns>
    /// <exception cref="GraphQLException">The request may not use them; it is the error of the field.</exception>
    object For(ExecutionContext execution);
}
