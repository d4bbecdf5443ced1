using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>A request on its way: a plan that can run, or the errors in its place.</summary>
internal readonly struct PreparedOperation
{
    public PreparedOperation(OperationPlan plan, VariableValues variables, int price)
    {
        Plan = plan;
        Variables = variables;
        Price = price;
        Outcome = RequestOutcome.Executed;
        Errors = [];
    }

    public PreparedOperation(RequestOutcome outcome, IReadOnlyList<GraphQLError> errors, object[]? path = null)
    {
        Variables = VariableValues.None;
        Outcome = outcome;
        Errors = errors;
        Path = path;
    }

    /// <summary>Null where there is nothing to execute.</summary>
    public OperationPlan? Plan { get; }

    public VariableValues Variables { get; }

    /// <summary>What running it costs, each time that it is run.</summary>
    public int Price { get; }

    public RequestOutcome Outcome { get; }

    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>Where the errors belong: the field of a subscription that its source refused.</summary>
    public object[]? Path { get; }
}
