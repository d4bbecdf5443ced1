using Microsoft.Net.Http.Headers;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Observability;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.AspNetCore;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.AspNetCore.Streams;
using PortfolioGraph.GraphQL.Execution.Binding;

namespace PortfolioGraph.Gateway.Endpoints;

/// <summary>The graph over HTTP, made again of the settings when they change. What has begun ends by those that it began with.</summary>
internal sealed partial class GraphEndpoint(
    BoundSchema schema, CurrentSettings settings, AccessGate gate, TimeProvider time, IHostApplicationLifetime lifetime, ILoggerFactory loggers)
{
    private readonly Lock _lock = new();
    private readonly OpenStreams _streams = new();
    private readonly ILogger _logger = loggers.CreateLogger("PortfolioGraph.Gateway");
    private volatile Made? _made;

    /// <summary>What answers by the settings as they are.</summary>
    public RequestExecutor Executor => Current.Executor;

    private Made Current
    {
        get
        {
            var now = settings.Value;
            var made = _made;
            return ReferenceEquals(made?.Of, now) ? made : Make(now);
        }
    }

    public Task InvokeAsync(HttpContext context) => Current.Handler(context);

    private Made Make(GatewaySettings now)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_made?.Of, now)) return _made;
            var limits = now.Limits;
            var executor = new RequestExecutor(schema, limits.ExecutorOptions((id, error) => Log.Unexpected(_logger, error, id)));
            return _made = new Made(now, executor, GraphQLEndpoints.CreateGraphQL(executor, loggers, now.Http with
            {
                Sdl = limits.Operations.AllowIntrospection ? PortfolioGraphSchema.Sdl : null,
                Admit = gate.AdmitAsync,
                ExposedHeaders = [GatewayHeaders.Mode, HeaderNames.Age, HeaderNames.WWWAuthenticate, ServerTiming.ResponseHeader],
                ExecutionTimeout = TimeSpan.FromSeconds(limits.ExecutionSeconds),
                TimeProvider = time,
                Streams = now.Subscriptions.Streams with
                {
                    CallerOf = CallerOf,
                    AdmitSocket = gate.AdmitSocketAsync,
                    KnowsCaller = context => GrantOf(context) is not null,
                    AdmitOperation = gate.AdmitOperationAsync,
                    Stopping = lifetime.ApplicationStopping,
                },
            }, _streams));
        }
    }

    private static Grant? GrantOf(HttpContext context) => context.RequestServices.GetRequiredService<Caller>().Grant;

    private static string CallerOf(HttpContext context) => GrantOf(context)?.Name ?? $"address:{ClientAddress.Of(context)}";

    private sealed record Made(GatewaySettings Of, RequestExecutor Executor, RequestDelegate Handler);

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Error, "Unexpected failure of a field, reported to the client as {CorrelationId}")]
        public static partial void Unexpected(ILogger logger, Exception exception, string correlationId);
    }
}
