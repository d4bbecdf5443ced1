namespace PortfolioGraph.Providers.Resilience;

/// <summary>
/// Holds calls to a rate: never more than so many in any window of a little over a second, which is how providers count. Calls go in the order
/// in which they came. One whose turn comes too late is turned away at once, and takes no turn from others.
/// </summary>
internal sealed class RequestWindow
{
    // Two calls a second apart may reach the provider closer to each other than they were sent.
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(1050);

    // Whatever a provider asks for: a slip of its must not silence it for a day.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _origin;

    // When the last calls were let through, or will be, in ticks since the origin: a ring of as many as a window may have.
    private readonly long[] _turns;
    private int _oldest;
    private long _pausedUntil;

    public RequestWindow(int requestsPerWindow, TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _turns = new long[requestsPerWindow];
        Array.Fill(_turns, -Length.Ticks);
    }

    /// <summary>Whether the provider has asked for a pause that is not over.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_lock)
                return Now < _pausedUntil;
        }
    }

    private long Now => _time.GetElapsedTime(_origin).Ticks;

    /// <summary>Waits for a turn. Null when it has come; else how long it would have taken, which is more than the budget has left.</summary>
    public async ValueTask<TimeSpan?> WaitAsync(CallBudget budget)
    {
        while (true)
        {
            var wait = Reserve(budget.Left);
            if (wait > budget.Left)
                return wait;
            if (wait <= TimeSpan.Zero)
                return null;
            await Task.Delay(wait, _time, budget.Token);
            // A pause may have come up meanwhile.
            if (!IsPaused)
                return null;
        }
    }

    /// <summary>Lets nothing through for a time. The longest pause that was asked for counts.</summary>
    public void Pause(TimeSpan duration)
    {
        if (duration > LongestPause)
            duration = LongestPause;
        lock (_lock)
            _pausedUntil = Math.Max(_pausedUntil, Now + duration.Ticks);
    }

    private TimeSpan Reserve(TimeSpan atMost)
    {
        lock (_lock)
        {
            var now = Now;
            var turn = Math.Max(Math.Max(now, _turns[_oldest] + Length.Ticks), _pausedUntil);
            var wait = TimeSpan.FromTicks(turn - now);
            if (wait > atMost)
                return wait;
            _turns[_oldest] = turn;
            _oldest = (_oldest + 1) % _turns.Length;
            return wait;
        }
    }
}
