namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// So much a minute, in any order: what is spent comes back evenly, and no more than a minute's worth is ever saved up. Who goes below zero waits
/// until it is paid back. Thread-safe.
/// </summary>
/// <param name="perMinute">At least 1.</param>
internal sealed class MinuteBudget(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>When everything that was spent is back.</summary>
    private DateTimeOffset _full = DateTimeOffset.MinValue;

    public int PerMinute { get; } = perMinute;

    /// <summary>Whether nothing of it is spent.</summary>
    public bool IsWhole
    {
        get
        {
            lock (_lock) return _full <= time.GetUtcNow();
        }
    }

    /// <summary>How long until there is something left to spend; null when there is now.</summary>
    public TimeSpan? Wait()
    {
        lock (_lock)
        {
            var wait = _full - time.GetUtcNow() - TimeSpan.FromMinutes(1) + Share(1);
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>Spends, also what is not there.</summary>
    public void Spend(int amount)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _full = (_full > now ? _full : now) + Share(amount);
        }
    }

    /// <summary>Spends one, if it is there.</summary>
    /// <returns>How long until it is there; null when it was spent.</returns>
    public TimeSpan? TrySpendOne()
    {
        lock (_lock)
        {
            if (Wait() is { } wait) return wait;
            Spend(1);
            return null;
        }
    }

    private TimeSpan Share(int amount) => TimeSpan.FromTicks(TimeSpan.TicksPerMinute / PerMinute * amount);
}
