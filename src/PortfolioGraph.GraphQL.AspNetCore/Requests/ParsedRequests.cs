using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>What an HTTP request asks for.</summary>
/// <param name="Requests">One, or several when they came as a batch.</param>
/// <param name="IsBatch">Whether the answer is an array.</param>
/// <param name="Refusal">Set when there is nothing to execute.</param>
internal readonly record struct ParsedRequests(IReadOnlyList<GraphQLRequest> Requests, bool IsBatch, Refusal? Refusal)
{
    public static implicit operator ParsedRequests(Refusal refusal) => new([], false, refusal);

    public static implicit operator ParsedRequests(GraphQLRequest request) => new([request], false, null);
}
