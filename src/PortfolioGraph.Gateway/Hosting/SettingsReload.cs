using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Primitives;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Providers.Caching;

namespace PortfolioGraph.Gateway.Hosting;

/// <summary>
/// Takes settings over from files that change while the gateway runs: all of them together, or none where one is wrong. Nothing that is read
/// again stops asking callers who they are.
/// </summary>
internal sealed partial class SettingsReload(
    IConfigurationRoot configuration,
    CurrentSettings current,
    ProviderSet providers,
    IServer server,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<SettingsReload> logger)
    : IHostedService, IDisposable
{
    // What is made of them at the start stays: connections, circuits, and how often a provider was asked.
    private static readonly string[] KeptSections = ["Providers", "Resilience", "Sandbox", "Shutdown"];

    private readonly Lock _lock = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly HashSet<IConfigurationProvider> _broken = [];
    private Dictionary<string, string> _texts = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _texts = Texts();
        foreach (var file in configuration.Providers.OfType<JsonConfigurationProvider>())
        {
            file.Source.OnLoadException = failure => Broke(failure.Provider, failure.Exception);
            _subscriptions.Add(ChangeToken.OnChange(file.GetReloadToken, () => Read(file)));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        _subscriptions.Clear();
    }

    // A file that can't be read has lost its settings for .NET: until it is whole again, nothing is taken over from the others either.
    private void Broke(FileConfigurationProvider file, Exception exception)
    {
        lock (_lock) _broken.Add(file);
        Log.Kept(logger, $"{file.Source.Path} can't be read: {exception.GetBaseException().Message}");
    }

    private void Read(IConfigurationProvider file)
    {
        lock (_lock)
        {
            _broken.Remove(file);
            if (_broken.Count > 0) return;
            var texts = Texts();
            try
            {
                var read = GatewaySettings.Read(configuration, environment.IsDevelopment(), time, current.Value);
                if (current.Value.Access.KnowsCallers && !read.Access.KnowsCallers)
                    throw new StartupException(["Access has neither Keys nor Jwt any more, and would let everybody in: that takes a restart"]);
                ListenCheck.WhileRunning(server, read.Access);
                var changed = KnownSettings.Sections.Where(s => texts[s] != _texts[s] || (s == "Access" && read.Access.Jwt != current.Value.Access.Jwt)).ToArray();
                if (changed.Length == 0) return;
                _texts = texts;
                current.Value = read;
                foreach (var cached in providers.All.OfType<CachedProvider>()) cached.Configure(read.Cache);
                if (changed.Except(KeptSections).ToArray() is { Length: > 0 } taken) Log.Taken(logger, string.Join(", ", taken));
                if (changed.Intersect(KeptSections).ToArray() is { Length: > 0 } kept) Log.NeedsRestart(logger, string.Join(", ", kept));
            }
            catch (StartupException e)
            {
                Log.Kept(logger, string.Join("; ", e.Problems));
            }
        }
    }

    private Dictionary<string, string> Texts() => KnownSettings.Sections.ToDictionary(
        section => section,
        section => string.Join('\n', configuration.GetSection(section).AsEnumerable().OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Select(s => $"{s.Key}={s.Value}")));

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "Settings have changed and hold from now on: {Sections}")]
        public static partial void Taken(ILogger logger, string sections);

        [LoggerMessage(11, LogLevel.Warning, "Settings have changed that hold after a restart only: {Sections}")]
        public static partial void NeedsRestart(ILogger logger, string sections);

        [LoggerMessage(12, LogLevel.Error, "Settings have changed and are wrong; those from before stay: {Problems}")]
        public static partial void Kept(ILogger logger, string problems);
    }
}
