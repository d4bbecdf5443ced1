using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using static PortfolioGraph.Providers.Tests.Resilience.PipelineHarness;

namespace PortfolioGraph.Providers.Tests.Resilience;

public class ProviderPipelineTests
{
    private static readonly ResilienceOptions NoBreak = new() { BreakMinimumTries = 1000 };

    [Fact]
    public async Task Call_Succeeds_IsMadeOnce()
    {
        var harness = new PipelineHarness();
        (await harness.CallAsync(_ => Ok(), harness.Seconds(10))).Value.ShouldBe("value");
        harness.Tries.ShouldBe([TimeSpan.Zero]);
        harness.Pipeline.State.ShouldBe(ProviderState.Up);
    }

    [Theory]
    [InlineData(SourceErrorCodes.ProviderFailure)]
    [InlineData(SourceErrorCodes.Unreachable)]
    [InlineData(SourceErrorCodes.Syncing)]
    public async Task Call_FailsTransiently_IsTriedUntilItSucceeds(string code)
    {
        var harness = new PipelineHarness();
        var result = await harness.FinishAsync(harness.CallAsync(n => n < 3 ? Failed(code) : Ok(), harness.Seconds(10)));
        result.Value.ShouldBe("value");
        harness.Tries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Call_FailsForGood_IsNotTriedAgain()
    {
        var harness = new PipelineHarness();
        var result = await harness.CallAsync(_ => Failed(SourceErrorCodes.Rejected, isTransient: false), harness.Seconds(10));
        result.Error!.Code.ShouldBe(SourceErrorCodes.Rejected);
        harness.Tries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Call_KeepsFailing_IsTriedSixTimes()
    {
        var harness = new PipelineHarness(NoBreak);
        var result = await harness.FinishAsync(harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(100)));
        result.Error.ShouldBe(new SourceError(SourceErrorCodes.ProviderFailure, "503", "no"));
        harness.Tries.Count.ShouldBe(6);
    }

    [Theory]
    // The least: always a quarter of a second.
    [InlineData(0, new[] { 0, 250, 500, 750, 1000, 1250 })]
    // The most: three times the last wait, up to five seconds.
    [InlineData(1, new[] { 0, 750, 3000, 8000, 13000, 18000 })]
    public async Task Delays_AreDrawnFromAGrowingRange(double random, int[] milliseconds)
    {
        var harness = new PipelineHarness(NoBreak, random: random);
        await harness.FinishAsync(harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(100)));
        harness.Tries.ShouldBe(milliseconds.Select(m => TimeSpan.FromMilliseconds(m)));
    }

    [Fact]
    public async Task RetryAfter_FitsTheBudget_IsWaitedFor()
    {
        var harness = new PipelineHarness();
        var result = await harness.FinishAsync(harness.CallAsync(n => n == 1 ? Failed(SourceErrorCodes.RateLimited, 3) : Ok(), harness.Seconds(10)));
        result.Value.ShouldBe("value");
        harness.Tries.ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task RetryAfter_LongerThanTheBudget_IsReportedAtOnce()
    {
        var harness = new PipelineHarness();
        var call = harness.CallAsync(_ => Failed(SourceErrorCodes.RateLimited, 60), harness.Seconds(10));
        call.IsCompleted.ShouldBeTrue();
        (await call).Error!.RetryAfterSeconds.ShouldBe(60);
        harness.Pipeline.State.ShouldBe(ProviderState.Degraded);

        // Other calls respect it too, without a try.
        (await harness.CallAsync(_ => Ok(), harness.Seconds(10))).Error!.Code.ShouldBe(SourceErrorCodes.RateLimited);
        harness.Tries.Count.ShouldBe(1);
        harness.Advance(60);
        (await harness.CallAsync(_ => Ok(), harness.Seconds(10))).Error.ShouldBeNull();
        harness.Pipeline.State.ShouldBe(ProviderState.Up);
    }

    [Fact]
    public async Task RetryAfter_OfADay_PausesForFiveMinutesOnly()
    {
        var harness = new PipelineHarness();
        await harness.CallAsync(_ => Failed(SourceErrorCodes.RateLimited, 86_400), harness.Seconds(10));
        harness.Advance(300);
        (await harness.CallAsync(_ => Ok(), harness.Seconds(10))).Value.ShouldBe("value");
    }

    [Fact]
    public async Task Budget_EndsWhileTrying_IsATimeoutOfThatCall()
    {
        var harness = new PipelineHarness();
        var call = harness.CallAsync(NeverAsync, harness.Seconds(5));
        harness.Advance(5);
        var result = await call;
        result.Error.ShouldBe(new SourceError(SourceErrorCodes.Timeout, null, "OKX did not answer in the time that there was"));
    }

    [Fact]
    public async Task Budget_EndsBeforeTheNextTry_ReportsTheLastFailure()
    {
        var harness = new PipelineHarness(random: 1);
        var result = await harness.FinishAsync(harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(2)));
        result.Error!.Code.ShouldBe(SourceErrorCodes.ProviderFailure);
        harness.Tries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Caller_Goes_CallThrows()
    {
        using var caller = new CancellationTokenSource();
        var harness = new PipelineHarness();
        var call = harness.CallAsync(NeverAsync, harness.Seconds(5, caller.Token));
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    [Fact]
    public async Task Budget_WithoutEnd_IsBoundedByTheCallTime()
    {
        var harness = new PipelineHarness();
        var call = harness.CallAsync(NeverAsync, CancellationToken.None);
        harness.Advance(30);
        (await call).Error!.Code.ShouldBe(SourceErrorCodes.Timeout);
    }

    [Fact]
    public async Task Exception_OfTheClient_IsAFailureOfThisCallAndIsTold()
    {
        var harness = new PipelineHarness();
        var faults = new List<(string Provider, string Message)>();
        harness.Faults.Occurred += (provider, fault) => faults.Add((provider, fault.Message));

        var result = await harness.CallAsync((_, _) => throw new InvalidOperationException("bug"), harness.Seconds(5));

        result.Error.ShouldBe(new SourceError(SourceErrorCodes.MalformedResponse, null, "The answer of OKX could not be processed."));
        faults.ShouldBe([("okx", "bug")]);
        harness.Tries.Count.ShouldBe(1);
        harness.Pipeline.State.ShouldBe(ProviderState.Up);
    }

    [Fact]
    public async Task Circuit_BreakOfASecond_LooksBackForLonger()
    {
        var harness = new PipelineHarness(new ResilienceOptions { BreakSeconds = 1 });
        for (var i = 0; i < 10; i++)
        {
            await harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(0.1));
            harness.Advance(2);
        }
        harness.Tries.Count.ShouldBe(10);
        await harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(0.1));
        harness.Pipeline.State.ShouldNotBe(ProviderState.Up);
    }

    [Fact]
    public async Task Circuit_FailuresBeforeTheSamplingTime_DoNotOpenIt()
    {
        var harness = new PipelineHarness(new ResilienceOptions { BreakSeconds = 30, SamplingSeconds = 2 });
        for (var i = 0; i < 12; i++)
        {
            await harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(0.1));
            harness.Advance(1);
        }
        harness.Tries.Count.ShouldBe(12);
        harness.Pipeline.State.ShouldBe(ProviderState.Degraded);
    }

    [Fact]
    public async Task Slots_AllTaken_OtherCallsWaitForOne()
    {
        var harness = new PipelineHarness(new ResilienceOptions { MaxConcurrentCalls = 2 });
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<CallResult<string>>()).ToArray();
        var calls = gates.Select(_ => harness.CallAsync((n, _) => gates[n - 1].Task, harness.Seconds(10))).ToArray();
        harness.Tries.Count.ShouldBe(2);
        gates[0].SetResult(Ok());
        await calls[0];
        gates[2].SetResult(Ok());
        await calls[2];
        harness.Tries.Count.ShouldBe(3);
        gates[1].SetResult(Ok());
        await calls[1];
    }

    [Fact]
    public async Task RateLimit_OneASecond_SpacesCalls()
    {
        var harness = new PipelineHarness(requestsPerSecond: 1);
        var all = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => harness.CallAsync(_ => Ok(), harness.Seconds(10))));
        await harness.FinishAsync(all);
        harness.Tries.ShouldBe([.. Enumerable.Range(0, 4).Select(i => i * RequestWindow.Length)]);
    }

    [Fact]
    public async Task RateLimit_FiveASecond_LetsFiveThroughAndNeverMoreInAWindow()
    {
        var harness = new PipelineHarness(new ResilienceOptions { MaxConcurrentCalls = 23 }, requestsPerSecond: 5);
        var all = Task.WhenAll(Enumerable.Range(0, 23).Select(_ => harness.CallAsync(_ => Ok(), harness.Seconds(10))));
        await harness.FinishAsync(all);
        harness.Tries.Take(5).ShouldAllBe(t => t == TimeSpan.Zero);
        for (var i = 5; i < 23; i++)
            (harness.Tries[i] - harness.Tries[i - 5]).ShouldBeGreaterThanOrEqualTo(RequestWindow.Length);
    }

    [Fact]
    public async Task RateLimit_NoTurnWithinTheBudget_IsReportedAtOnceAndTheOthersAnswer()
    {
        var harness = new PipelineHarness(requestsPerSecond: 1);
        var calls = Enumerable.Range(0, 6).Select(_ => harness.CallAsync(_ => Ok(), harness.Seconds(3))).ToArray();
        calls.Select(c => c.IsCompleted).ShouldBe([true, false, false, true, true, true]);
        (await calls[3]).Error.ShouldBe(new SourceError(
            SourceErrorCodes.RateLimited, null, "The rate limit of OKX leaves no time for this call", 4));
        var all = await harness.FinishAsync(Task.WhenAll(calls));
        all.Count(r => r.Error is null).ShouldBe(3);
        harness.Tries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Circuit_ProviderDead_OpensAndIsNotAsked()
    {
        var harness = new PipelineHarness();
        await BreakAsync(harness);
        harness.Pipeline.State.ShouldBe(ProviderState.Down);
        var tries = harness.Tries.Count;
        tries.ShouldBe(10);

        var result = await harness.CallAsync(_ => Ok(), harness.Seconds(10));
        result.Error.ShouldBe(new SourceError(
            SourceErrorCodes.ProviderFailure, "503", "OKX is not asked for now, because its last calls failed: no", 30));
        harness.Tries.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task Circuit_TimeIsOver_LetsOneProbeThroughAndClosesOnItsAnswer()
    {
        var harness = new PipelineHarness();
        await BreakAsync(harness);
        var tries = harness.Tries.Count;
        harness.Advance(30);
        harness.Pipeline.State.ShouldBe(ProviderState.Degraded);

        var gate = new TaskCompletionSource<CallResult<string>>();
        var probe = harness.CallAsync((_, _) => gate.Task, harness.Seconds(10));
        (await harness.CallAsync(_ => Ok(), harness.Seconds(10))).Error!.Code.ShouldBe(SourceErrorCodes.ProviderFailure);
        harness.Tries.Count.ShouldBe(tries + 1);

        gate.SetResult(Ok());
        (await probe).Value.ShouldBe("value");
        harness.Pipeline.State.ShouldBe(ProviderState.Up);
        (await harness.CallAsync(_ => Ok(), harness.Seconds(10))).Value.ShouldBe("value");
    }

    [Fact]
    public async Task Circuit_ProbeFails_OpensAgainWithoutMoreTries()
    {
        var harness = new PipelineHarness();
        await BreakAsync(harness);
        var tries = harness.Tries.Count;
        harness.Advance(30);
        (await harness.CallAsync(_ => Failed(SourceErrorCodes.Unreachable), harness.Seconds(10))).Error!.Code.ShouldBe(SourceErrorCodes.Unreachable);
        harness.Tries.Count.ShouldBe(tries + 1);
        harness.Pipeline.State.ShouldBe(ProviderState.Down);
    }

    [Fact]
    public async Task Circuit_CallerOfTheProbeGoes_StaysOpen()
    {
        var harness = new PipelineHarness();
        await BreakAsync(harness);
        harness.Advance(30);
        using var caller = new CancellationTokenSource();
        var probe = harness.CallAsync(NeverAsync, harness.Seconds(10, caller.Token));
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(probe);
        harness.Pipeline.State.ShouldBe(ProviderState.Down);
    }

    [Theory]
    [InlineData(SourceErrorCodes.RateLimited)]
    [InlineData(SourceErrorCodes.Syncing)]
    [InlineData(SourceErrorCodes.Rejected)]
    public async Task Circuit_FailuresOfAProviderThatIsWell_StaysClosed(string code)
    {
        var harness = new PipelineHarness(new ResilienceOptions { MaxTries = 1 });
        for (var i = 0; i < 40; i++)
        {
            await harness.CallAsync(_ => Failed(code), harness.Seconds(10));
            harness.Advance(RequestWindow.Length.TotalSeconds);
        }
        harness.Tries.Count.ShouldBe(40);
        harness.Pipeline.State.ShouldBe(ProviderState.Up);
    }

    [Fact]
    public async Task Circuit_OneInFourSucceeds_StaysClosed()
    {
        var harness = new PipelineHarness(new ResilienceOptions { MaxTries = 1 });
        for (var i = 0; i < 60; i++)
            await harness.CallAsync(n => n % 4 == 1 ? Ok() : Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(10));
        harness.Tries.Count.ShouldBe(60);
    }

    [Fact]
    public async Task Circuit_CutOffByShortBudgets_StaysClosed()
    {
        var harness = new PipelineHarness();
        for (var i = 0; i < 30; i++)
        {
            var call = harness.CallAsync(NeverAsync, harness.Seconds(0.5));
            harness.Advance(0.5);
            (await call).Error!.Code.ShouldBe(SourceErrorCodes.Timeout);
        }
        harness.Tries.Count.ShouldBe(30);
        harness.Pipeline.State.ShouldBe(ProviderState.Up);
    }

    [Fact]
    public async Task Providers_EachHasItsOwnCircuitAndSlots()
    {
        var dead = new PipelineHarness();
        var well = new PipelineHarness();
        await BreakAsync(dead);
        (await well.CallAsync(_ => Ok(), well.Seconds(10))).Value.ShouldBe("value");
    }

    [Fact]
    public void Options_OutOfRange_NameTheirKeys() =>
        new ResilienceOptions { MaxTries = 7, BreakPercent = 101, TrySeconds = 0, RetryMilliseconds = 9_000 }.Problems().ShouldBe(
        [
            "Resilience:TrySeconds must be at least 1",
            "Resilience:BreakPercent must be at most 100",
            "Resilience:MaxTries must be at most 6",
            "Resilience:RetryMilliseconds must not be more than Resilience:MaxRetrySeconds",
        ]);

    /// <summary>Ten failures in no time: the budget has none for a second try.</summary>
    private static async Task BreakAsync(PipelineHarness harness)
    {
        for (var i = 0; i < 10; i++)
            await harness.CallAsync(_ => Failed(SourceErrorCodes.ProviderFailure), harness.Seconds(0.1));
    }

    private static async Task<CallResult<string>> NeverAsync(int number, CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return Ok();
    }
}
