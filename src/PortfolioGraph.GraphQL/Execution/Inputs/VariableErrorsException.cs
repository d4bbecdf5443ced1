using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>The variables of a request do not fit: nothing is executed.</summary>
internal sealed class VariableErrorsException(IReadOnlyList<GraphQLError> errors) : Exception
{
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
