using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Requests;

/// <summary>Why an operation does not run: its caller can't pay for it now.</summary>
/// <param name="Message">For the client.</param>
/// <param name="Code">The value of <c>extensions.code</c>.</param>
/// <param name="RetryAfterSeconds">When it can; <c>extensions.retryAfterSeconds</c>, and over HTTP the header <c>Retry-After</c>.</param>
public sealed record NotPaid(string Message, string Code, int RetryAfterSeconds)
{
    internal GraphQLException Exception => new(Message, Code) { Extensions = new Dictionary<string, object?> { ["retryAfterSeconds"] = RetryAfterSeconds } };
}
