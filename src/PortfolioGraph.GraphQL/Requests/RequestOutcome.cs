namespace PortfolioGraph.GraphQL.Requests;

/// <summary>How far a request came. All but <see cref="Executed"/> are answers without <c>data</c>.</summary>
public enum RequestOutcome
{
    /// <summary>The answer has <c>data</c>, perhaps null, perhaps with errors beside it.</summary>
    Executed,

    /// <summary>It was executed, but there is no room for the answer now.</summary>
    Overloaded,

    /// <summary>The document does not parse.</summary>
    SyntaxError,

    /// <summary>The document breaks a validation rule.</summary>
    ValidationError,

    /// <summary>No operation of the document could be chosen.</summary>
    OperationError,

    /// <summary>The variables do not fit.</summary>
    VariableError,

    /// <summary>A mutation or subscription where only queries are allowed.</summary>
    OperationNotAllowed,

    /// <summary>The operation is right, and its cost is not paid (<see cref="CostMeter.Pay"/>).</summary>
    NotPaid,
}
