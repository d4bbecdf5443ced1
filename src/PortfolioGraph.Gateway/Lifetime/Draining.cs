using Microsoft.AspNetCore.Connections.Features;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.GraphQL.AspNetCore.Health;

namespace PortfolioGraph.Gateway.Lifetime;

/// <summary>
/// The end of the gateway, when it is asked to end: at once it says that it is not ready; for a while it goes on answering, and closes each
/// connection after its answer; then the server takes no more connections, and answers what it has begun.
/// </summary>
internal sealed partial class Draining(
    IHostApplicationLifetime lifetime, CurrentSettings settings, TimeProvider time, ILogger<Draining> logger) : IHostedLifecycleService
{
    // Not those that a reload brings: how long the whole end may take is settled at the start.
    private readonly ShutdownOptions _options = settings.Value.Shutdown;
    private volatile bool _isStopping;

    private bool HasBegun => _isStopping || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>The report, which while the gateway ends is that it is not ready.</summary>
    public ReadinessReport Over(ReadinessReport report) =>
        HasBegun ? report.NotReady("draining") : report;

    /// <summary>Middleware.</summary>
    public RequestDelegate CloseConnections(RequestDelegate next) => context =>
    {
        if (HasBegun) context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return next(context);
    };

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        Log.Draining(logger, _options.Delay.TotalSeconds, _options.Drain.TotalSeconds);
        await Task.Delay(_options.Delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Asked to end: not ready from now on, new requests are answered for {Delay} s, and what is being answered then has {Drain} s")]
        public static partial void Draining(ILogger logger, double delay, double drain);
    }
}
