namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// So much a minute, in any order: what is spent comes back evenly, and no more than a minute's worth is ever saved up. Checked and spent in one step,
/// so that it is never overdrawn, however many ask at a time. Thread-safe.
/// </summary>
internal sealed class MinuteBudget
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;

    /// <summary>What is spent and not back yet, times the ticks of a minute: so much that <see cref="PerMinute"/> of it comes back in each tick.</summary>
    private long _spent;

    private long _at;

    /// <param name="perMinute">At least 1.</param>
    /// <param name="time">The clock.</param>
    /// <param name="before">The budget that this one takes the place of: what is spent of it stays spent.</param>
    public MinuteBudget(int perMinute, TimeProvider time, MinuteBudget? before = null)
    {
        PerMinute = perMinute;
        _time = time;
        _at = time.GetTimestamp();
        if (before is not null) _spent = Math.Min(before.SpentNow(), Whole);
    }

    public int PerMinute { get; }

    /// <summary>Whether nothing of it is spent.</summary>
    public bool IsWhole => SpentNow() == 0;

    private long Whole => PerMinute * TimeSpan.TicksPerMinute;

    /// <summary>Spends the amount if all of it is there, else nothing.</summary>
    /// <returns>How long until it is there; null when it was spent. What is more than a minute's worth is never there.</returns>
    public TimeSpan? TrySpend(int amount)
    {
        lock (_lock)
        {
            var spent = SpentNow() + (amount * TimeSpan.TicksPerMinute);
            if (spent <= Whole)
            {
                _spent = spent;
                return null;
            }

            return amount > PerMinute ? TimeSpan.MaxValue : TimeSpan.FromTicks((spent - Whole + PerMinute - 1) / PerMinute);
        }
    }

    private long SpentNow()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var ticks = Math.Clamp(_time.GetElapsedTime(_at, now).Ticks, 0, TimeSpan.TicksPerMinute);
            if (ticks == 0) return _spent;
            (_spent, _at) = (Math.Max(0, _spent - (ticks * PerMinute)), now);
            return _spent;
        }
    }
}
