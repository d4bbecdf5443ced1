using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Endpoints;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Gateway.Graph.Watching;
using PortfolioGraph.Gateway.Lifetime;
using PortfolioGraph.Gateway.Observability;
using PortfolioGraph.Gateway.Page;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.WarmUp;
using PortfolioGraph.GraphQL.AspNetCore.Health;
using PortfolioGraph.GraphQL.AspNetCore.Ide;
using PortfolioGraph.Providers;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Gateway.Hosting;

/// <summary>Puts the gateway together: providers or sandbox, bound schema, endpoints.</summary>
public static partial class GatewayHost
{
    /// <param name="clock">What its time is measured by; the machine's without one.</param>
    /// <exception cref="StartupException">The configuration does not allow a start; the message names the keys.</exception>
    public static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Never again: a file that changes would have it listen where nobody has checked that it may.
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"), reloadOnChange: false);
        });
        var settings = GatewaySettings.Read(builder.Configuration, builder.Environment.IsDevelopment(), time);
        ListenCheck.BeforeStart(builder.Configuration, settings.Access);
        var current = new CurrentSettings(settings);
        var providers = settings.Providers;
        ConsoleFormat.Apply(builder);
        OpenTelemetryExport.Add(builder);
        SandboxServer? sandbox = null;
        if (providers is null)
        {
            var options = new SandboxOptions();
            sandbox = await SandboxServer.StartAsync(options, cancellationToken);
            providers = ProviderConfiguration.Over(sandbox, options);
        }

        var http = new HttpMessageInvoker(ProviderHttpHandler.Create(settings.Proxy));
        var faults = new ProviderFaults();
        ILogger log = NullLogger.Instance;
        var set = providers.Build(http, time, settings.Resilience, settings.Cache, faults, path => Log.OkxV5Ended(log, path));
        builder.Services.AddSingleton(set).AddSingleton(current).AddScoped(_ => current.Value.Limits).AddSingleton(time).AddScoped<RequestFreshness>();
        var ledgers = new LedgerCache();
        builder.Services.AddScoped(_ => current.Value.Cache.FreshSeconds == 0 ? LedgerCache.None : ledgers);
        builder.Services.AddSingleton<ObjectCatalog>().AddSingleton<AccessGate>().AddSingleton<AuditLog>().AddScoped<Caller>().AddHostedService<ListenCheck>();
        builder.Services.AddSingleton<PortfolioWatcher>().AddHostedService(services => services.GetRequiredService<PortfolioWatcher>());
        builder.Services.AddSingleton<OperationWarmUp>().AddSingleton<Draining>().AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.AddSingleton<IConfigurationRoot>(builder.Configuration).AddHostedService<SettingsReload>();
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Shutdown.Delay + settings.Shutdown.Drain);
        var schema = PortfolioGraphSchema.Bind();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<GraphEndpoint>(services, schema));
        if (sandbox is not null) builder.Services.AddSingleton(sandbox);

        var app = builder.Build();
        log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PortfolioGraph.Gateway");
        faults.Occurred += (provider, fault) => Log.ProviderFault(log, provider, fault);
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        var mode = providers.Mode == ProviderMode.Sandbox ? "sandbox" : "live";
        var draining = app.Services.GetRequiredService<Draining>();
        var warmUp = app.Services.GetRequiredService<OperationWarmUp>();
        app.UseHsts();
        app.Use(draining.CloseConnections);
        app.Use(next => context =>
        {
            SecurityHeaders.Set(context);
            context.Response.Headers[GatewayHeaders.Mode] = mode;
            var freshness = context.RequestServices.GetRequiredService<RequestFreshness>();
            freshness.Read(context.Request);
            context.Response.OnStarting(() =>
            {
                if (freshness.Age(time.GetUtcNow()) is { } age) context.Response.Headers.Age = age.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            return next(context);
        });

        app.Use(new HostCheck(current).InvokeAsync);
        app.UseWebSockets();
        app.Use(ServerTiming.InvokeAsync);
        OpenTelemetryExport.EndWith(app);
        ProviderStates.Observe(set, app.Services.GetRequiredService<IMeterFactory>());
        app.Map(GatewayPaths.Graph, app.Services.GetRequiredService<GraphEndpoint>().InvokeAsync).WithDisplayName("GraphQL");
        app.MapBananaCakePop(GatewayPaths.Graph, string.Join('\n', ExampleOperations.All), isOn: () => current.Value.Http.IdePage is not null);
        new PortfolioPage(mode, hasIde: settings.Http.IdePage is not null, isOn: () => current.Value.HasPage).Map(app);
        app.MapHealth(_ => new(draining.Over(warmUp.Over(new ReadinessReport(true, ProviderStates.Details(set))))));
        foreach (var key in settings.Access.Keys.Where(k => !k.SaysWhichWallets)) Log.EveryWallet(log, key.Name);
        if (sandbox is null) Log.Live(log, string.Join(", ", set.All.Select(p => p.Description.Name)));
        else Log.Sandbox(log);
        return app;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "SANDBOX DATA: no provider is configured, so every holding is made up. Set Providers:* to serve real ones.")]
        public static partial void Sandbox(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "An answer of the provider {Provider} could not be processed; what was asked for is reported as failed")]
        public static partial void ProviderFault(ILogger logger, string provider, Exception fault);

        [LoggerMessage(2, LogLevel.Information, "Live providers: {Providers}")]
        public static partial void Live(ILogger logger, string providers);

        [LoggerMessage(5, LogLevel.Warning, "OKX has ended version 5 of {Path}: from now on version 6 is asked, where it has the call. "
            + "Set Providers:Okx:ApiVersion to V6 to ask it at once.")]
        public static partial void OkxV5Ended(ILogger logger, string path);

        [LoggerMessage(6, LogLevel.Warning, "The key {Key} may ask for every wallet, because nothing says for which. "
            + "Set Access:Keys:{Key}:AllWallets to true if that is meant, else Wallets.")]
        public static partial void EveryWallet(ILogger logger, string key);
    }
}
