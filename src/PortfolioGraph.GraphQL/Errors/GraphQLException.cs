namespace PortfolioGraph.GraphQL.Errors;

/// <summary>An expected failure that a resolver or an input reports to the client as it is. Every other exception is masked.</summary>
public class GraphQLException(string message, string code, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The value of <c>extensions.code</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Further members of <c>extensions</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }
}
