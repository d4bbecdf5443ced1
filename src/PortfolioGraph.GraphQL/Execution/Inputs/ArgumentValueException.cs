using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>An argument whose value does not fit once its variables are known. Reported where the value stands, not where the field does.</summary>
internal sealed class ArgumentValueException(string message, string code, ValueNode value, Exception? cause = null) : GraphQLException(message, code, cause)
{
    public ValueNode Value { get; } = value;
}
