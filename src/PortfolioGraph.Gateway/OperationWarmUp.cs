using Microsoft.Extensions.Logging.Abstractions;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution;

namespace PortfolioGraph.Gateway;

/// <summary>
/// Runs the operations of <c>schema/operations</c> once, with no provider to ask and nobody to answer: then they are parsed, validated and planned,
/// and the code on their way is compiled, before somebody waits for it.
/// </summary>
internal static class OperationWarmUp
{
    public static async Task RunAsync(RequestExecutor executor, GatewayLimits limits, CancellationToken cancellationToken)
    {
        // Not the services of requests: no provider is called, and the audit log tells of people only.
        await using var services = new ServiceCollection()
            .AddSingleton(new ProviderSet([])).AddSingleton(limits).AddSingleton(TimeProvider.System).AddSingleton(new LedgerCache())
            .AddSingleton(new AuditLog(NullLogger<AuditLog>.Instance)).AddScoped<Caller>().AddScoped<RequestFreshness>()
            .BuildServiceProvider();
        foreach (var operation in ExampleOperations.All)
        {
            if (cancellationToken.IsCancellationRequested) return;
            await using var scope = services.CreateAsyncScope();
            using var writer = new Utf8ResponseWriter();
            await executor.ExecuteAsync(new GraphQLRequest { Query = operation, Services = scope.ServiceProvider }, writer, CancellationToken.None);
        }
    }
}
