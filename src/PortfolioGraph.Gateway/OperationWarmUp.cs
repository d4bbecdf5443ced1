using System.Reflection;
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
    private const string Folder = "operations/";

    public static async Task RunAsync(RequestExecutor executor, GatewayLimits limits, CancellationToken cancellationToken)
    {
        // Not the services of requests: no provider is called, and the audit log tells of people only.
        await using var services = new ServiceCollection()
            .AddSingleton(new ProviderSet([])).AddSingleton(limits).AddSingleton(TimeProvider.System).AddSingleton(new LedgerCache())
            .AddSingleton(new AuditLog(NullLogger<AuditLog>.Instance)).AddScoped<Caller>().AddScoped<RequestFreshness>()
            .BuildServiceProvider();
        var assembly = typeof(OperationWarmUp).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            if (cancellationToken.IsCancellationRequested) return;
            await using var scope = services.CreateAsyncScope();
            using var writer = new Utf8ResponseWriter();
            await executor.ExecuteAsync(new GraphQLRequest { Query = Read(assembly, name), Services = scope.ServiceProvider }, writer, CancellationToken.None);
        }
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
