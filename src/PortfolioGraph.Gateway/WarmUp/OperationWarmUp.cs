using System.Runtime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Endpoints;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Gateway.Lifetime;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.GraphQL.AspNetCore;
using PortfolioGraph.GraphQL.AspNetCore.Health;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.Gateway.WarmUp;

/// <summary>
/// Answers the operations of <c>schema/operations</c>, of holdings that are made up and for nobody, until the code on their way is compiled: first
/// at all, then for speed. Who comes meanwhile is answered; the gateway says that it is ready when it is done.
/// </summary>
internal sealed partial class OperationWarmUp(
    GraphEndpoint graph, ProviderSet providers, CurrentSettings settings, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<OperationWarmUp> logger)
{
    // What is called 100 times is compiled anew (CallCountThreshold in the project file).
    private const int Rounds = 150;

    // What an application sends. Operations that have no such variable don't read it.
    private const string Variables = """{"by":[{"address":{"address":"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb"}},{"meshUser":{"userId":"cex-example"}}],"first":10}""";

    // Where there is little processor time, clients do more for the compiler than this does.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // Longer than the compiler waits for code to be quiet before it begins to count calls, and then to compile (CallCountingDelayMs): ten times as
    // long where there is one processor.
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(Environment.ProcessorCount == 1 ? 700 : 100);

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
                await RunAsync(time.GetTimestamp());

                // What was made up is not to stay in memory until somebody needs the room.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            catch (Exception e)
            {
                Log.Failed(logger, e);
            }
            finally
            {
                _isRunning = false;
            }
        });
    }

    private async Task RunAsync(long start)
    {
        var endpoint = GraphQLEndpoints.CreateGraphQL(graph.Executor, NullLoggerFactory.Instance, new GraphQLHttpOptions { TimeProvider = time });
        var requests = ExampleOperations.All.Select(operation => Encoding.UTF8.GetBytes($$"""{"query":"{{JsonEncodedText.Encode(operation)}}","variables":{{Variables}}}""")).ToArray();

        // Not the services of requests: no provider is called, and the audit log tells of people only.
        await using var services = new ServiceCollection()
            .AddSingleton(new ProviderSet([new MadeUpProvider(providers.All[0].Description)])).AddSingleton(settings.Value.Limits).AddSingleton(time)
            .AddSingleton(new LedgerCache()).AddSingleton(new ObjectCatalog()).AddSingleton(new AuditLog(NullLogger<AuditLog>.Instance)).AddScoped<Caller>().AddScoped<RequestFreshness>()
            .BuildServiceProvider();
        await using var server = await MemoryServer.StartAsync(SuppressedAsync, services);
        await AnswerAsync(rounds: 1);
        await CompiledAsync();
        await AnswerAsync(Rounds);
        await CompiledAsync();

        async Task AnswerAsync(int rounds)
        {
            for (var i = 0; i < rounds * requests.Length && !IsOver(); i++)
            {
                var status = await server.PostAsync(requests[i % requests.Length]);
                if (status != StatusCodes.Status200OK) throw new InvalidOperationException($"A stored operation was answered {status}: the limits may not allow it.");
            }
        }

        async Task CompiledAsync()
        {
            for (long before = -1; before != JitInfo.GetCompiledMethodCount() && !IsOver();)
            {
                before = JitInfo.GetCompiledMethodCount();
                await Task.Delay(Quiet, time, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        async Task SuppressedAsync(HttpContext context)
        {
            using var suppression = TelemetrySuppression.Begin();
            await endpoint(context);
        }

        bool IsOver() => lifetime.ApplicationStopping.IsCancellationRequested || time.GetElapsedTime(start) > Longest;
    }

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Warning, "The warm-up failed. The first requests take longer.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
