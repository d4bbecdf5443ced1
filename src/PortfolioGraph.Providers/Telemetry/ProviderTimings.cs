namespace PortfolioGraph.Providers.Telemetry;

/// <summary>How long one request waited for providers. Only calls that were made for it are in there, not those of others that it shared. Thread-safe.</summary>
public sealed class ProviderTimings
{
    private static readonly AsyncLocal<ProviderTimings?> Ambient = new();

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (TimeSpan Waited, TimeSpan Called, int Tries)> _times = new(StringComparer.Ordinal);

    /// <summary>The times of what runs here; null where nobody wants to know.</summary>
    internal static ProviderTimings? Current => Ambient.Value;

    /// <summary>From now on, for everything that is called from here.</summary>
    public static ProviderTimings Begin() => Ambient.Value = new ProviderTimings();

    /// <summary>By provider: waited for a turn, and called. Calls go on at the same time, so that either may be more than went by.</summary>
    public IReadOnlyList<(string Provider, TimeSpan Waited, TimeSpan Called, int Tries)> Read()
    {
        lock (_lock)
            return [.. _times.Select(t => (t.Key, t.Value.Waited, t.Value.Called, t.Value.Tries))];
    }

    internal void Waited(string provider, TimeSpan time)
    {
        lock (_lock)
        {
            var sum = _times.GetValueOrDefault(provider);
            _times[provider] = sum with { Waited = sum.Waited + time };
        }
    }

    internal void Called(string provider, TimeSpan time)
    {
        lock (_lock)
        {
            var sum = _times.GetValueOrDefault(provider);
            _times[provider] = sum with { Called = sum.Called + time, Tries = sum.Tries + 1 };
        }
    }
}
