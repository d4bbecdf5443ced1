using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Resilience;

/// <summary>A pipeline over a provider that is a function of the try's number, on a clock that the test moves.</summary>
internal sealed class PipelineHarness
{
    public static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<TimeSpan> _tries = [];

    public PipelineHarness(ResilienceOptions? options = null, int requestsPerSecond = 1000, double random = 0)
    {
        Pipeline = new ProviderPipeline("OKX", requestsPerSecond, options ?? new ResilienceOptions(), Time, () => random, Faults);
    }

    public ManualTime Time { get; } = new(Start);

    public ProviderFaults Faults { get; } = new();

    public ProviderPipeline Pipeline { get; }

    /// <summary>When tries were made, from the start.</summary>
    public IReadOnlyList<TimeSpan> Tries
    {
        get
        {
            lock (_tries)
                return [.. _tries];
        }
    }

    public static CallResult<string> Ok(string value = "value") => CallResult<string>.Ok(value, Start);

    public static CallResult<string> Failed(string code, int? retryAfter = null, bool isTransient = true) =>
        CallResult<string>.Failed(new SourceError(code, "503", "no", retryAfter), isTransient, Start);

    public CallBudget Seconds(double seconds, CancellationToken caller = default) => new(TimeSpan.FromSeconds(seconds), Time, caller);

    /// <summary>A call whose tries end as the function says, by their number in this harness.</summary>
    public Task<CallResult<string>> CallAsync(Func<int, CallResult<string>> answer, CallBudget budget) =>
        CallAsync((number, _) => Task.FromResult(answer(number)), budget);

    public Task<CallResult<string>> CallAsync(Func<int, CancellationToken, Task<CallResult<string>>> answer, CallBudget budget)
    {
        return Plainly(() => Pipeline.CallAsync(TryAsync, budget).AsTask());

        async ValueTask<CallResult<string>> TryAsync(CancellationToken cancellationToken)
        {
            int number;
            lock (_tries)
            {
                _tries.Add(Time.GetUtcNow() - Start);
                number = _tries.Count;
            }
            return await answer(number, cancellationToken);
        }
    }

    /// <summary>Lets time pass until the call is back, in small steps.</summary>
    public async Task<T> FinishAsync<T>(Task<T> call)
    {
        for (var step = 0; step < 2400 && !call.IsCompleted; step++)
            Advance(0.05);
        call.IsCompleted.ShouldBeTrue("The call is not back after two minutes.");
        return await call;
    }

    /// <summary>Moves the clock; what waits for it has gone on when this returns.</summary>
    public void Advance(double seconds) => Plainly(() =>
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return true;
    });

    // Continuations run in place only where no synchronization context says otherwise.
    private static T Plainly<T>(Func<T> action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
