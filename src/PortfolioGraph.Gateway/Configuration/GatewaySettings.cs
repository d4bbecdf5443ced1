using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Providers.Caching;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>Everything that is configured, as it was at one moment.</summary>
internal sealed record GatewaySettings
{
    public required GatewayLimits Limits { get; init; }

    public required GraphQLHttpOptions Http { get; init; }

    /// <summary>Whether the portfolio page is served.</summary>
    public required bool HasPage { get; init; }

    public required AccessOptions Access { get; init; }

    /// <summary>The names that are answered to.</summary>
    public required AllowedHosts Hosts { get; init; }

    public required ResilienceOptions Resilience { get; init; }

    public required CacheOptions Cache { get; init; }

    public required SubscriptionOptions Subscriptions { get; init; }

    public required ShutdownOptions Shutdown { get; init; }

    /// <summary>What providers are called through; null is no proxy.</summary>
    public required Uri? Proxy { get; init; }

    /// <summary>Null is the sandbox.</summary>
    public required ProviderConfiguration? Providers { get; init; }

    /// <param name="before">What there was before, whose budgets go on where they are the same.</param>
    /// <exception cref="StartupException">Something is configured wrong; the problems of all sections are in it.</exception>
    public static GatewaySettings Read(IConfiguration configuration, bool isDevelopment, TimeProvider time, GatewaySettings? before = null)
    {
        List<string> problems = [.. KnownSettings.Problems(configuration)];
        var limits = Part(() => GatewayLimits.Read(configuration, isDevelopment)) ?? new GatewayLimits();
        var http = Part(() => HttpConfiguration.Apply(limits.Http, configuration, isDevelopment));
        var hasPage = Part(() => HttpConfiguration.ReadPage(configuration, isDevelopment));
        var access = Part(() => AccessOptions.Read(configuration, time, before?.Access));
        var hosts = Part(() => AllowedHosts.Read(configuration, knowsCallers: access?.KnowsCallers == true));
        var resilience = Part(() => ProviderConfiguration.ReadResilience(configuration));
        var cache = Part(() => ProviderConfiguration.ReadCache(configuration));
        var subscriptions = Part(() => SubscriptionOptions.Read(configuration));
        var shutdown = Part(() => ShutdownOptions.Read(configuration, limits, isDevelopment));
        var providers = Part(() => ProviderConfiguration.Read(
            configuration, sandboxAllowed: SettingReader.ReadFlag(configuration.GetSection("Sandbox"), "Enabled") || isDevelopment));
        var proxy = Part(() => ProviderConfiguration.ReadProxy(configuration));
        return problems.Count > 0
            ? throw new StartupException(problems)
            : new GatewaySettings
            {
                Limits = limits, Http = http!, HasPage = hasPage, Access = access!, Hosts = hosts!, Resilience = resilience!, Cache = cache!,
                Subscriptions = subscriptions!, Shutdown = shutdown!, Proxy = proxy, Providers = providers,
            };

        T? Part<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (StartupException e)
            {
                problems.AddRange(e.Problems);
                return default;
            }
        }
    }
}
