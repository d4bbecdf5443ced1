namespace PortfolioGraph.GraphQL.Errors;

/// <summary>What a client sees of a failure that was not meant for it. The cause goes to the log, under the same id.</summary>
internal sealed class MaskedException : GraphQLException
{
    private MaskedException(Exception cause, string code, string message, string? id)
        : base(message, code, cause)
    {
        CorrelationId = id;
        if (id is not null) Extensions = new Dictionary<string, object?> { ["correlationId"] = id };
    }

    public string? CorrelationId { get; }

    /// <summary>The exception itself when it is meant for clients, else a mask over it.</summary>
    public static GraphQLException From(Exception exception) => exception switch
    {
        GraphQLException expected => expected,
        OperationCanceledException => new MaskedException(exception, ErrorCodes.Timeout, "The operation was cancelled before it was complete.", null),
        _ => new MaskedException(exception, ErrorCodes.Internal, "Unexpected execution error.", Errors.CorrelationId.Current),
    };
}
