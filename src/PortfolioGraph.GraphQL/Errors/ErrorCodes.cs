namespace PortfolioGraph.GraphQL.Errors;

/// <summary>The engine's own values of <c>extensions.code</c>.</summary>
public static class ErrorCodes
{
    /// <summary>The document does not parse.</summary>
    public const string Syntax = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document parses but breaks a validation rule.</summary>
    public const string Validation = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable or argument value does not fit its type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>No or no single operation could be chosen.</summary>
    public const string OperationResolution = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>The request itself is not a well-formed GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>A request is larger, deeper or dearer than the server allows.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>An operation would cost more than the server allows.</summary>
    public const string CostLimitExceeded = "COST_LIMIT_EXCEEDED";

    /// <summary>The answer would be larger than the server allows.</summary>
    public const string ResponseTooLarge = "RESPONSE_TOO_LARGE";

    /// <summary><c>__schema</c> or <c>__type</c> where introspection is switched off.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>The server has as much to do as it can; the request may be sent again.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>The answer could not be made in the time allowed.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A resolver returned null for a non-null field, or a value that does not fit the field's type.</summary>
    public const string InvalidResult = "INVALID_RESULT";

    /// <summary>An unexpected failure inside the server; its details stay in the log.</summary>
    public const string Internal = "INTERNAL_SERVER_ERROR";
}
