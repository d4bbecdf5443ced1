using System.Runtime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Life;
using PortfolioGraph.GraphQL.AspNetCore;
using PortfolioGraph.GraphQL.AspNetCore.Health;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.Gateway.WarmUp;

/// <summary>
/// Answers the operations of <c>schema/operations</c>, of holdings that are made up and for nobody, until nothing on their way is compiled any
/// more: first at all, then for speed. Who comes meanwhile is answered; the gateway says that it is ready when it is done.
/// </summary>
internal sealed partial class OperationWarmUp(
    GraphEndpoint graph, ProviderSet providers, CurrentSettings settings, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<OperationWarmUp> logger)
{
    // What is called 100 times is compiled anew (CallCountThreshold in the project file); what only some requests call is called so often, too.
    private const int Rounds = 150;

    // It is compiled on a thread of its own. Other requests have code compiled as well, and are not waited for.
    private const int MostPauses = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private volatile bool _isRunning;

    /// <summary>The report, which before the end of the warm-up is that the gateway is not ready.</summary>
    public ReadinessReport Over(ReadinessReport report) => _isRunning ? report.NotReady("warming up") : report;

    /// <summary>Runs it beside everything else.</summary>
    /// <returns>Its end. A warm-up that fails is logged, and not needed.</returns>
    public Task Start()
    {
        _isRunning = true;
        return Task.Run(async () =>
        {
            try
            {
                await RunAsync();
            }
            catch (Exception e)
            {
                Log.Failed(logger, e);
            }

            _isRunning = false;
        });
    }

    private async Task RunAsync()
    {
        TelemetrySuppression.Begin();
        var endpoint = GraphQLEndpoints.CreateGraphQL(graph.Executor, NullLoggerFactory.Instance, new GraphQLHttpOptions { TimeProvider = time });
        var requests = ExampleOperations.All.Select(operation => Encoding.UTF8.GetBytes($$"""{"query":"{{JsonEncodedText.Encode(operation)}}"}""")).ToArray();

        // Not the services of requests: no provider is called, and the audit log tells of people only.
        await using var services = new ServiceCollection()
            .AddSingleton(new ProviderSet([new MadeUpProvider(providers.All[0].Description)])).AddSingleton(settings.Value.Limits).AddSingleton(time)
            .AddSingleton(new LedgerCache()).AddSingleton(new AuditLog(NullLogger<AuditLog>.Instance)).AddScoped<Caller>().AddScoped<RequestFreshness>()
            .BuildServiceProvider();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var request in requests)
            {
                if (lifetime.ApplicationStopping.IsCancellationRequested) return;
                await using var scope = services.CreateAsyncScope();
                await endpoint(Post(request, scope.ServiceProvider));
            }
        }

        for (var i = 0; i < MostPauses; i++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            await Task.Delay(Pause, time, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (JitInfo.GetCompiledMethodCount() == compiled) return;
        }
    }

    private static DefaultHttpContext Post(byte[] request, IServiceProvider services) => new()
    {
        RequestServices = services,
        Request = { Method = HttpMethods.Post, ContentType = "application/json", ContentLength = request.Length, Body = new MemoryStream(request) },
    };

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Warning, "The warm-up failed. The first requests take longer.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
