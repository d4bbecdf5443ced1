namespace PortfolioGraph.Providers.Resilience;

/// <summary>
/// Holds requests to a rate: never more than so many in any window of a little over a second, which is how providers count. What counts is when
/// a request was written; one that may be written and was not yet counts as if it were written now. Requests go in the order in which they
/// came. One whose turn comes too late is turned away at once, and takes no turn from others.
/// </summary>
#pragma warning disable CA1001 // A timer that is not set holds nothing, and one that is set ends by itself.
internal sealed class RequestWindow
#pragma warning restore CA1001
{
    // Two requests a second apart may reach the provider closer to each other than they were sent.
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(1050);

    // Whatever a provider asks for: a slip of its must not silence it for a day.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly List<RequestTurn> _waiting = [];

    // When the last requests were sent, in ticks since the origin, the oldest first: as many as a window may have.
    private readonly long[] _sent;

    // How many may be sent and were not yet, and how many have joined whose turn has not come.
    private int _unsent;
    private int _joined;
    private long _pausedUntil;

    public RequestWindow(int requestsPerWindow, TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _sent = new long[requestsPerWindow];
        Array.Fill(_sent, -Length.Ticks);
        _timer = time.CreateTimer(static window => ((RequestWindow)window!).LetThrough(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    /// <summary>A place behind all who have joined; null where the turn can't come in time.</summary>
    /// <param name="wait">How long it takes at least.</param>
    public RequestTurn? Join(TimeSpan atMost, out TimeSpan wait)
    {
        lock (_lock)
        {
            wait = WaitOf(_joined, Now);
            if (wait > atMost)
                return null;
            _joined++;
            return new RequestTurn(this);
        }
    }

    /// <summary>Lets nothing through for a time. The longest pause that was asked for counts.</summary>
    public void Pause(TimeSpan duration)
    {
        if (duration > LongestPause)
            duration = LongestPause;
        lock (_lock)
            _pausedUntil = Math.Max(_pausedUntil, Now + duration.Ticks);
        LetThrough();
    }

    /// <summary>A turn that has joined is ready to send.</summary>
    internal void Enter(RequestTurn turn, TimeSpan left)
    {
        lock (_lock)
        {
            var now = Now;
            turn.Deadline = left.Ticks < long.MaxValue - now ? now + left.Ticks : long.MaxValue;
            turn.State = RequestTurnState.Waiting;
            _waiting.Add(turn);
        }
        LetThrough();
    }

    internal void Sent(RequestTurn turn)
    {
        lock (_lock)
        {
            if (turn.State != RequestTurnState.Come)
                return;
            turn.State = RequestTurnState.Over;
            _unsent--;
            Count(Now);
        }
        LetThrough();
    }

    internal void Leave(RequestTurn turn)
    {
        lock (_lock)
        {
            switch (turn.State)
            {
                case RequestTurnState.Over:
                    return;
                case RequestTurnState.Come:
                    _unsent--;
                    Count(turn.Came);
                    break;
                case RequestTurnState.Waiting:
                    _waiting.Remove(turn);
                    _joined--;
                    break;
                default:
                    _joined--;
                    break;
            }
            turn.State = RequestTurnState.Over;
        }
        LetThrough();
    }

    /// <summary>Ends the waiting of those whose turn has come, and of those whose turn can't come in time any more.</summary>
    private void LetThrough()
    {
        // What waits goes on within this call, outside the lock.
        while (Next(out var wait) is { } turn)
            turn.Ends(wait);
    }

    private RequestTurn? Next(out TimeSpan? tooLong)
    {
        lock (_lock)
        {
            tooLong = null;
            var now = Now;
            for (var i = 0; i < _waiting.Count; i++)
            {
                var late = WaitOf(i, now);
                if (late.Ticks <= _waiting[i].Deadline - now)
                    continue;
                tooLong = late;
                return Take(i, RequestTurnState.Over);
            }

            // Where all that a window may have are yet to be sent, the first that is sent or given up calls.
            if (_waiting.Count == 0 || _unsent == _sent.Length)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return null;
            }
            var wait = WaitOf(0, now);
            if (wait > TimeSpan.Zero)
            {
                // Timers cut off what is less than a millisecond.
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return null;
            }
            _unsent++;
            _waiting[0].Came = now;
            return Take(0, RequestTurnState.Come);
        }
    }

    private RequestTurn Take(int index, RequestTurnState state)
    {
        var turn = _waiting[index];
        _waiting.RemoveAt(index);
        _joined--;
        turn.State = state;
        return turn;
    }

    /// <summary>How long a turn takes at least that has so many others before it.</summary>
    private TimeSpan WaitOf(int before, long now)
    {
        // The request that goes out a window earlier: one that was sent, one that may be sent now, or one that waits itself.
        var (windows, place) = Math.DivRem(before, _sent.Length);
        var earlier = place + _unsent < _sent.Length ? _sent[place + _unsent] : now;
        var turn = Math.Max(Math.Max(now, _pausedUntil), earlier + Length.Ticks) + (windows * Length.Ticks);
        return TimeSpan.FromTicks(turn - now);
    }

    private void Count(long sent)
    {
        var place = _sent.Length - 1;
        while (place >= 0 && _sent[place] > sent)
            place--;
        if (place < 0)
            return;
        Array.Copy(_sent, 1, _sent, 0, place);
        _sent[place] = sent;
    }
}
