using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Resilience;

/// <summary>
/// The one way to a provider. From the outside in: tries again what may succeed later; turns away at once while the circuit is open; bounds
/// what is on the wire; waits for the rate limit; counts failures for the circuit. All calls are reads, so trying again is safe.
/// It sees results, not HTTP: providers report failures inside HTTP 200 too.
/// </summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle nobody takes holds nothing to dispose of.
internal sealed class ProviderPipeline
#pragma warning restore CA1001
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    // A try that the request's end cuts off earlier than this says nothing about the provider.
    private static readonly TimeSpan FairTry = TimeSpan.FromSeconds(2);

    private readonly string _providerName;
    private readonly TimeProvider _time;
    private readonly ResilienceOptions _options;
    private readonly Func<double> _random;
    private readonly RequestWindow? _window;
    private readonly SemaphoreSlim _slots;
    private readonly ResiliencePipeline _retry;
    private readonly ResiliencePipeline _breaker;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ProviderTelemetry _telemetry;
    private readonly ProviderFaults _faults;

    private long _openUntil;
    private volatile SourceError? _lastOutage;

    /// <param name="providerName">As people know the provider: it stands in messages.</param>
    /// <param name="requestsPerSecond">The provider's limit.</param>
    /// <param name="options">Null: each call is made once and at once, for callers that have limits of their own.</param>
    /// <param name="time">Measures everything.</param>
    /// <param name="random">From 0 to 1, for jitter.</param>
    /// <param name="faults">Are told of what our own code throws.</param>
    public ProviderPipeline(
        string providerName, int requestsPerSecond, ResilienceOptions? options, TimeProvider time, Func<double>? random = null, ProviderFaults? faults = null)
    {
        _faults = faults ?? new ProviderFaults();
        _providerName = providerName;
        _telemetry = new ProviderTelemetry(providerName);
        _time = time;
        _random = random ?? Random.Shared.NextDouble;
        _window = options is null ? null : new RequestWindow(requestsPerSecond, time);
        _options = options ?? new ResilienceOptions { MaxTries = 1 };
        _slots = new SemaphoreSlim(_options.MaxConcurrentCalls);
        Http = new ProviderHttpOptions { TryTimeout = TimeSpan.FromSeconds(_options.TrySeconds) };
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Math.Max(1, _options.MaxTries - 1),
                ShouldHandle = args => new(args.Outcome.Result is ICallResult result && PlansNextTry(CallOf(args.Context), result)),
                DelayGenerator = args => new(CallOf(args.Context).Delay),
            })
            .Build();
        _breaker = options is null ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = _options.BreakPercent / 100.0,
                MinimumThroughput = _options.BreakMinimumTries,
                SamplingDuration = TimeSpan.FromSeconds(_options.SamplingSeconds),
                BreakDuration = TimeSpan.FromSeconds(_options.BreakSeconds),
                StateProvider = _circuit,
                ShouldHandle = args => new(CountsAgainst(CallOf(args.Context), args.Outcome)),
                OnOpened = args =>
                {
                    Interlocked.Exchange(ref _openUntil, (time.GetUtcNow() + args.BreakDuration).UtcTicks);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Bounds on one try.</summary>
    public ProviderHttpOptions Http { get; }

    public ProviderState State => _circuit.CircuitState switch
    {
        CircuitState.Open when OpenFor > TimeSpan.Zero => ProviderState.Down,
        CircuitState.Closed when _lastOutage is null && _window?.IsPaused != true => ProviderState.Up,
        _ => ProviderState.Degraded,
    };

    private TimeSpan OpenFor => TimeSpan.FromTicks(Interlocked.Read(ref _openUntil) - _time.GetUtcNow().UtcTicks);

    /// <summary>Makes a call. Only a caller that has gone throws; a call that the budget has no time for is a failure.</summary>
    /// <param name="tryOnce">One try.</param>
    /// <param name="budget">How long the call may take.</param>
    /// <param name="triesBefore">Tries of the same call that have been made already.</param>
    public async ValueTask<CallResult<T>> CallAsync<T>(
        Func<CancellationToken, ValueTask<CallResult<T>>> tryOnce, CallBudget budget, int triesBefore = 0)
    {
        budget.Caller.ThrowIfCancellationRequested();
        var start = _time.GetTimestamp();
        var result = await MakeAsync(tryOnce, budget, triesBefore);
        _telemetry.Called(result.Error, _time.GetElapsedTime(start));
        return result;
    }

    private async ValueTask<CallResult<T>> MakeAsync<T>(Func<CancellationToken, ValueTask<CallResult<T>>> tryOnce, CallBudget budget, int triesBefore)
    {
        var longest = TimeSpan.FromSeconds(_options.CallSeconds);
        using var bounded = budget.Left > longest ? new CallBudget(longest, _time, budget.Caller) : null;
        var call = new Call(bounded ?? budget) { Tries = triesBefore };
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, call.Budget.Token);
        context.Properties.Set(CallKey, call);
        try
        {
            var outcome = await _retry.ExecuteOutcomeAsync(
                static (c, state) => state.Pipeline.TryAsync(state.TryOnce, c), context, (Pipeline: this, TryOnce: tryOnce));
            if (outcome.Exception is OperationCanceledException && !budget.Caller.IsCancellationRequested)
                return Failed<T>(call.LastError ?? OutOfTime());
            outcome.ThrowIfException();
            return outcome.Result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<CallResult<T>>> TryAsync<T>(Func<CancellationToken, ValueTask<CallResult<T>>> tryOnce, ResilienceContext context)
    {
        var call = CallOf(context);
        var hasSlot = false;
        call.Turn = null;
        try
        {
            if (IsOpen())
                return Outcome.FromResult(NotAsked<T>());
            var queued = _time.GetTimestamp();
            if (_window is not null && (call.Turn = _window.Join(call.Budget.Left, out var wait)) is null)
                return Outcome.FromResult(Failed<T>(call.LastError ?? NoTurn(wait)));

            // A turn that came before there is a slot would be over when there is one.
            await _slots.WaitAsync(call.Budget.Token);
            hasSlot = true;
            var hadSlot = _time.GetTimestamp();
            if (call.Turn is not null && await call.Turn.WaitAsync(call.Budget) is { } tooLong)
                return Outcome.FromResult(Failed<T>(call.LastError ?? NoTurn(tooLong)));
            var hadTurn = _time.GetTimestamp();
            call.Queued = _time.GetElapsedTime(queued, hadTurn);
            _telemetry.Queued(forRate: _time.GetElapsedTime(hadSlot, hadTurn), forSlot: _time.GetElapsedTime(queued, hadSlot));

            var outcome = await _breaker.ExecuteOutcomeAsync(
                static (c, state) => state.Pipeline.SendAsync(state.TryOnce, c), context, (Pipeline: this, TryOnce: tryOnce));
            return outcome.Exception is BrokenCircuitException ? Outcome.FromResult(NotAsked<T>()) : outcome;
        }
        catch (OperationCanceledException gone)
        {
            return Outcome.FromException<CallResult<T>>(gone);
        }
        finally
        {
            call.Turn?.Dispose();
            if (hasSlot)
                _slots.Release();
        }
    }

    private async ValueTask<Outcome<CallResult<T>>> SendAsync<T>(Func<CancellationToken, ValueTask<CallResult<T>>> tryOnce, ResilienceContext context)
    {
        var call = CallOf(context);
        call.Tries++;
        call.IsFair = true;
        var start = _time.GetTimestamp();
        using var telemetry = _telemetry.StartTry(call.Tries, call.Queued, _time);
        if (telemetry is not null)
            ProviderTry.Current = telemetry;
        WireRequest.Current = call.Turn;
        try
        {
            var result = await tryOnce(call.Budget.Token);
            telemetry?.Ended(result.Error);
            if (result.Error is { Code: SourceErrorCodes.RateLimited, RetryAfterSeconds: var seconds })
                _window?.Pause(seconds is { } asked ? TimeSpan.FromSeconds(asked) : RequestWindow.Length);
            _lastOutage = IsOutage(result) ? result.Error : null;
            return Outcome.FromResult(result);
        }
        catch (OperationCanceledException) when (call.Budget.IsOver)
        {
            call.IsFair = _time.GetElapsedTime(start) >= FairTry;
            var error = OutOfTime();
            telemetry?.Ended(error);
            if (call.IsFair)
                _lastOutage = error;
            // What the provider said before tells more than that there was no time for another answer.
            return Outcome.FromResult(CallResult<T>.Failed(call.LastError ?? error, isTransient: true, _time.GetUtcNow()));
        }
#pragma warning disable CA1031 // Polly's pipelines take exceptions as outcomes.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Of this call alone, and nothing that another try would mend.
            var error = _faults.Report(_telemetry.Provider, _providerName, fault);
            telemetry?.Ended(error);
            return Outcome.FromResult(Failed<T>(error));
        }
        catch (Exception gone)
#pragma warning restore CA1031
        {
            return Outcome.FromException<CallResult<T>>(gone);
        }
    }

    /// <summary>Whether a failed call is tried again, and then when: it has to fit into what is left of the budget.</summary>
    private bool PlansNextTry(Call call, ICallResult result)
    {
        if (!result.IsTransient)
            return false;
        call.LastError = result.Error;
        if (call.Tries >= _options.MaxTries || IsOpen())
            return false;

        // Decorrelated jitter: from the least wait to three times the last one.
        TimeSpan least = TimeSpan.FromMilliseconds(_options.RetryMilliseconds), most = TimeSpan.FromSeconds(_options.MaxRetrySeconds);
        var last = call.Jitter == TimeSpan.Zero ? least : call.Jitter;
        var jitter = least + (((last * 3) - least) * _random());
        call.Jitter = jitter < most ? jitter : most;
        var asked = TimeSpan.FromSeconds(result.Error?.RetryAfterSeconds ?? 0);
        call.Delay = asked > call.Jitter ? asked : call.Jitter;
        return call.Delay < call.Budget.Left;
    }

    /// <summary>Whether an outcome speaks against the provider. While it is probed, only an answer speaks for it.</summary>
    private bool CountsAgainst(Call call, Outcome<object> outcome)
    {
        var isProbe = _circuit.CircuitState == CircuitState.HalfOpen;
        return outcome.Result is ICallResult result ? IsOutage(result) && (call.IsFair || isProbe) : isProbe;
    }

    // A rate limit, and a wallet that is still being collected, are answers of a provider that is well.
    private static bool IsOutage(ICallResult result) =>
        result is { IsTransient: true, Error.Code: SourceErrorCodes.Unreachable or SourceErrorCodes.Timeout or SourceErrorCodes.ProviderFailure };

    // A circuit whose time is over lets a probe through; the others wait for what it brings.
    private bool IsOpen() => _circuit.CircuitState switch
    {
        CircuitState.Open => OpenFor > TimeSpan.Zero,
        CircuitState.HalfOpen => true,
        _ => false,
    };

    private CallResult<T> NotAsked<T>()
    {
        var outage = _lastOutage;
        var message = $"{_providerName} is not asked for now, because its last calls failed";
        return Failed<T>(new SourceError(
            outage?.Code ?? SourceErrorCodes.Unreachable, outage?.ProviderCode, outage is null ? message : $"{message}: {outage.Message}",
            Seconds(OpenFor)));
    }

    private SourceError NoTurn(TimeSpan wait) => new(
        SourceErrorCodes.RateLimited, null, $"The rate limit of {_providerName} leaves no time for this call", Seconds(wait));

    private SourceError OutOfTime() => new(SourceErrorCodes.Timeout, null, $"{_providerName} did not answer in the time that there was");

    private CallResult<T> Failed<T>(SourceError error) => CallResult<T>.Failed(error, isTransient: false, _time.GetUtcNow());

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    /// <summary>One call while it is made.</summary>
    private sealed class Call(CallBudget budget)
    {
        public CallBudget Budget { get; } = budget;

        public int Tries { get; set; }

        /// <summary>Of the last try; null where there is no limit.</summary>
        public RequestTurn? Turn { get; set; }

        /// <summary>How long the last try waited for its turn.</summary>
        public TimeSpan Queued { get; set; }

        public TimeSpan Jitter { get; set; }

        public TimeSpan Delay { get; set; }

        /// <summary>Whether the last try had the time that a provider may take.</summary>
        public bool IsFair { get; set; }

        public SourceError? LastError { get; set; }
    }
}
