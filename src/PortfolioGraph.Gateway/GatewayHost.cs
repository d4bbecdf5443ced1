using System.Diagnostics.Metrics;
using System.Globalization;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Observability;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.AspNetCore;
using PortfolioGraph.GraphQL.AspNetCore.Health;
using PortfolioGraph.GraphQL.AspNetCore.Ide;
using PortfolioGraph.Providers;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Sandbox;

namespace PortfolioGraph.Gateway;

/// <summary>Puts the gateway together: providers or sandbox, bound schema, endpoints.</summary>
public static partial class GatewayHost
{
    /// <summary>A response header that says whether the holdings are made up.</summary>
    public const string ModeHeader = "PortfolioGraph-Mode";

    internal const string GraphPath = "/graphql";

    /// <exception cref="StartupException">The configuration does not allow a start; the message names the keys.</exception>
    public static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var limits = GatewayLimits.Read(builder.Configuration, builder.Environment.IsDevelopment());
        var transport = HttpConfiguration.Apply(limits.Http, builder.Configuration);
        var access = AccessOptions.Read(builder.Configuration, TimeProvider.System);
        ListenCheck.BeforeStart(builder.Configuration, access);
        var sandboxAllowed = builder.Environment.IsDevelopment() || ProviderConfiguration.ReadFlag(builder.Configuration.GetSection("Sandbox"), "Enabled");
        var providers = ProviderConfiguration.Read(builder.Configuration, sandboxAllowed);
        ConsoleFormat.Apply(builder);
        OpenTelemetryExport.Add(builder);
        SandboxServer? sandbox = null;
        if (providers is null)
        {
            var options = new SandboxOptions();
            sandbox = await SandboxServer.StartAsync(options, cancellationToken);
            providers = ProviderConfiguration.Over(sandbox, options);
        }

        var http = new HttpMessageInvoker(ProviderHttpHandler.Create(ProviderConfiguration.ReadProxy(builder.Configuration)));
        var set = providers.Build(http, TimeProvider.System, ProviderConfiguration.ReadResilience(builder.Configuration), ProviderConfiguration.ReadCache(builder.Configuration));
        builder.Services.AddSingleton(set).AddSingleton(limits).AddSingleton(TimeProvider.System).AddSingleton(new LedgerCache()).AddScoped<RequestFreshness>();
        builder.Services.AddSingleton(access).AddSingleton<AuditLog>().AddScoped<Caller>().AddHostedService<ListenCheck>();
        if (sandbox is not null) builder.Services.AddSingleton(sandbox);
        builder.Services.AddSingleton(services => new RequestExecutor(PortfolioGraphSchema.Bind(set), new RequestExecutorOptions
        {
            Parser = limits.Parser,
            Validation = limits.Validation,
            Limits = limits.Operations,
            DocumentCacheSize = limits.CachedDocuments,
            OnUnexpectedError = (id, error) => Log.Unexpected(LoggerOf(services), error, id),
        }));

        var app = builder.Build();
        var log = LoggerOf(app.Services);
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        var mode = providers.Mode == ProviderMode.Sandbox ? "sandbox" : "live";
        app.Use(next => context =>
        {
            context.Response.Headers[ModeHeader] = mode;
            var freshness = context.RequestServices.GetRequiredService<RequestFreshness>();
            freshness.Read(context.Request);
            context.Response.OnStarting(() =>
            {
                if (freshness.Age(TimeProvider.System.GetUtcNow()) is { } age) context.Response.Headers.Age = age.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            return next(context);
        });

        app.Use(ServerTiming.InvokeAsync);
        ProviderStates.Observe(set, app.Services.GetRequiredService<IMeterFactory>());

        var executor = app.Services.GetRequiredService<RequestExecutor>();
        var gate = new AccessGate(access, hasPage: app.Environment.IsDevelopment());
        app.MapGraphQL(GraphPath, executor, transport with
        {
            Sdl = limits.Operations.AllowIntrospection ? PortfolioGraphSchema.Sdl : null,
            IdePage = app.Environment.IsDevelopment() ? ExplorerPage.Html : null,
            ExecutionTimeout = TimeSpan.FromSeconds(limits.ExecutionSeconds),
        }).Add(endpoint =>
        {
            var graph = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => gate.InvokeAsync(context, graph);
        });
        app.MapHealth(_ => new(new ReadinessReport(true, ProviderStates.Details(set))));
        if (sandbox is null) Log.Live(log, string.Join(", ", set.All.Select(p => p.Description.Name)));
        else Log.Sandbox(log);
        return app;
    }

    private static ILogger LoggerOf(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("PortfolioGraph.Gateway");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "SANDBOX DATA: no provider is configured, so every holding is made up. Set Providers:* to serve real ones.")]
        public static partial void Sandbox(ILogger logger);

        [LoggerMessage(2, LogLevel.Information, "Live providers: {Providers}")]
        public static partial void Live(ILogger logger, string providers);

        [LoggerMessage(3, LogLevel.Error, "Unexpected failure of a field, reported to the client as {CorrelationId}")]
        public static partial void Unexpected(ILogger logger, Exception exception, string correlationId);
    }
}
