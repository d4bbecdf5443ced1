using Microsoft.Extensions.DependencyInjection;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Settings;

/// <summary>
/// What an operation runs with that outlives the request which brought it, or shares a socket with others: services of its own, which end with it, and
/// what it may cost, or why it is not executed.
/// </summary>
public sealed class OperationAdmission(AsyncServiceScope scope) : IAsyncDisposable
{
    public IServiceProvider Services => scope.ServiceProvider;

    public CostMeter Cost { get; init; } = new();

    public GraphQLError? Refusal { get; init; }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
