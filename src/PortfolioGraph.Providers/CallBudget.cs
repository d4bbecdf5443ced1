namespace PortfolioGraph.Providers;

/// <summary>
/// What a request allows its provider calls: how long they may take, and how old their answers may be. When the time is over, each call that has not answered is a failure of
/// that call alone; when nobody waits any more, calls throw <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class CallBudget : IDisposable
{
    private readonly TimeProvider? _time;
    private readonly long _start;
    private readonly TimeSpan _total;
    private readonly CancellationTokenSource? _over;
    private readonly CancellationTokenSource? _either;
    private long _oldestAnswer;

    /// <param name="total">How long, from now.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="caller">Cancelled when nobody waits for the answer any more.</param>
    public CallBudget(TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _start = time.GetTimestamp();
        _total = total < TimeSpan.Zero ? TimeSpan.Zero : total;
        _over = new CancellationTokenSource(_total, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, caller);
        Caller = caller;
        Token = _either.Token;
    }

    private CallBudget(CancellationToken caller)
    {
        _total = TimeSpan.MaxValue;
        Caller = Token = caller;
    }

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Cancelled when the time is over or nobody waits any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>What is left, never less than zero; <see cref="TimeSpan.MaxValue"/> without a limit.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_time is null) return TimeSpan.MaxValue;
            var left = _total - _time.GetElapsedTime(_start);
            return left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    /// <summary>Whether a cancelled call was cut off by the clock rather than by a caller who has gone.</summary>
    public bool IsOver => _over is { IsCancellationRequested: true } && !Caller.IsCancellationRequested;

    /// <summary>How old an answer may be that is served without asking, where the request says so; zero asks in any case.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>When the oldest answer that went into the request's was had from a provider; null before there is any.</summary>
    public DateTimeOffset? OldestAnswer
    {
        get
        {
            var ticks = Interlocked.Read(ref _oldestAnswer);
            return ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
        }
    }

    /// <summary>Notes that an answer of this time went into the request's.</summary>
    public void Uses(DateTimeOffset fetchedAt)
    {
        long seen;
        while (((seen = Interlocked.Read(ref _oldestAnswer)) == 0 || fetchedAt.UtcTicks < seen)
            && Interlocked.CompareExchange(ref _oldestAnswer, fetchedAt.UtcTicks, seen) != seen)
        {
        }
    }

    /// <summary>A token alone is a budget without a limit in time.</summary>
    public static implicit operator CallBudget(CancellationToken caller) => FromCancellationToken(caller);

    public static CallBudget FromCancellationToken(CancellationToken caller) => new(caller);

    /// <summary>What is left of another budget, for a call that goes on when its caller has gone.</summary>
    internal static CallBudget Of(TimeSpan left, TimeProvider time) =>
        left == TimeSpan.MaxValue ? new CallBudget(CancellationToken.None) : new CallBudget(left, time, CancellationToken.None);

    public void Dispose()
    {
        _either?.Dispose();
        _over?.Dispose();
    }
}
