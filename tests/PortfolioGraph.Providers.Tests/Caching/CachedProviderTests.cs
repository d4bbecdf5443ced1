using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Caching;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Caching;

public class CachedProviderTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceError Error = new(SourceErrorCodes.ProviderFailure, "500", "no");

    private readonly ManualTime _time = new(Start);
    private readonly Counting _provider;

    public CachedProviderTests() => _provider = new Counting(_time);

    [Fact]
    public async Task Fresh_IsServedWithoutAsking_ThenAskedAgain()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(14));
        using var budget = Budget();
        var answer = (await cache.LoadAsync([Request(HoldingsNeeds.Cash, 1)], budget)).Single();
        answer.Cash.Single().Source.ShouldBe(new Source("test", Start));
        answer.Sources.ShouldBe([new SourceReport("test", Capability.Cash, SourceStatus.Ok, Start)]);
        budget.OldestAnswer.ShouldBe(Start);
        _provider.Asked.Count.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(1));
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().Cash.Single().Source.FetchedAt.ShouldBe(Start.AddSeconds(15));
        _provider.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fresh_IsTheSameAnswerEachTime_UntilThereIsANewOne()
    {
        var cache = Cache();
        var first = (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single();
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().ShouldBeSameAs(first);
        await LoadAsync(cache, HoldingsNeeds.Cash | HoldingsNeeds.Tokens, 1);
        (await LoadAsync(cache, HoldingsNeeds.Cash | HoldingsNeeds.Tokens, 1)).Single().Cash.ShouldBe(first.Cash);
        (await LoadAsync(cache, HoldingsNeeds.Tokens, 1)).Single().Cash.ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(15));
        var renewed = (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single();
        renewed.ShouldNotBeSameAs(first);
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().ShouldBeSameAs(renewed);
        renewed.Cash.Single().Source.FetchedAt.ShouldBe(Start.AddSeconds(15));
    }

    [Fact]
    public async Task Loads_AtOnce_GetTheSameAnswerAsThoseAfterThem()
    {
        var cache = Cache();
        var gate = _provider.Hold();
        var loads = new[] { LoadAsync(cache, HoldingsNeeds.Cash, 1), LoadAsync(cache, HoldingsNeeds.Cash, 1) };
        gate.SetResult();
        var answers = await Task.WhenAll(loads);
        answers[1].Single().ShouldBeSameAs(answers[0].Single());
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().ShouldBeSameAs(answers[0].Single());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 1)]
    public async Task MaxAge_OfTheRequest_IsHonoured(int seconds, int calls)
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(5));
        using var budget = new CallBudget(TimeSpan.FromSeconds(10), _time, CancellationToken.None) { MaxAge = TimeSpan.FromSeconds(seconds) };
        await cache.LoadAsync([Request(HoldingsNeeds.Cash, 1)], budget);
        _provider.Asked.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Batch_SomeWalletsFresh_AsksForTheOthersOnly()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1, 3);
        var answers = await LoadAsync(cache, HoldingsNeeds.Cash, 1, 2, 3, 4);
        _provider.Asked[1].Select(r => r.Wallet.Value).ShouldBe(["user-2", "user-4"]);
        answers.Select(a => a.Wallet.Value).ShouldBe(["user-1", "user-2", "user-3", "user-4"]);
    }

    [Fact]
    public async Task Needs_ValuesServeARequestWithout_AndNotTheOtherWayRound()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Tokens, 1);
        await LoadAsync(cache, HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues, 1);
        _provider.Asked.Count.ShouldBe(2);
        await LoadAsync(cache, HoldingsNeeds.Tokens, 1);
        _provider.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Needs_PartlyFresh_AsksForTheOtherPartsOnly()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        var answer = (await LoadAsync(cache, HoldingsNeeds.Cash | HoldingsNeeds.Equities, 1)).Single();
        _provider.Asked[1].Single().Needs.ShouldBe(HoldingsNeeds.Equities);
        answer.Cash.Count.ShouldBe(1);
        answer.Sources.Select(r => r.Capability).ShouldBe([Capability.Equities, Capability.Cash]);
    }

    [Fact]
    public async Task Failure_WithALastGoodAnswer_ServesItAsStaleWithTheError()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _provider.Fails = true;
        _time.Advance(TimeSpan.FromSeconds(100));
        for (var i = 0; i < 2; i++)
        {
            var answer = (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single();
            answer.Cash.Single().Source.ShouldBe(new Source("test", Start, IsStale: true));
            answer.Sources.ShouldBe([new SourceReport("test", Capability.Cash, SourceStatus.Stale, Start, null, Error)]);
        }
        _provider.Asked.Count.ShouldBe(3);

        _time.Advance(TimeSpan.FromSeconds(3500));
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().Sources.Single().Status.ShouldBe(SourceStatus.Failed);
    }

    [Fact]
    public async Task Failure_WithoutALastGoodAnswer_IsAFailureAndNotKept()
    {
        var cache = Cache();
        _provider.Fails = true;
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().Sources.Single().ShouldBe(new SourceReport("test", Capability.Cash, SourceStatus.Failed, Error: Error));
        _provider.Fails = false;
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().Sources.Single().Status.ShouldBe(SourceStatus.Ok);
    }

    [Theory]
    [InlineData(15, 3600)]
    [InlineData(0, 0)]
    public async Task Loads_AThousandAtOnce_AreOneCall(int fresh, int stale)
    {
        var cache = Cache(fresh, stale);
        var gate = _provider.Hold();
        var loads = Enumerable.Range(0, 1000).Select(_ => LoadAsync(cache, HoldingsNeeds.Cash, 1, 2)).ToArray();
        gate.SetResult();
        var answers = await Task.WhenAll(loads);
        _provider.Asked.Count.ShouldBe(1);
        answers.ShouldAllBe(a => a.Count == 2 && a[0].Cash.Count == 1 && a[1].Wallet.Value == "user-2");
    }

    [Fact]
    public async Task Off_CallsAfterEachOther_AreEachMade()
    {
        var cache = Cache(0, 0);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _provider.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Caller_WhoBeganTheCallGoes_OthersAreAnswered()
    {
        var cache = Cache();
        var gate = _provider.Hold();
        using var caller = new CancellationTokenSource();
        using var budget = new CallBudget(TimeSpan.FromSeconds(10), _time, caller.Token);
        var first = cache.LoadAsync([Request(HoldingsNeeds.Cash, 1)], budget).AsTask();
        var second = LoadAsync(cache, HoldingsNeeds.Cash, 1);
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        gate.SetResult();
        (await second).Single().Cash.Count.ShouldBe(1);
        _provider.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Joiner_RunsOutOfTime_IsToldSoAndTheCallGoesOn()
    {
        var cache = Cache();
        var gate = _provider.Hold();
        var first = LoadAsync(cache, HoldingsNeeds.Cash, 1);
        using var budget = new CallBudget(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
        var second = cache.LoadAsync([Request(HoldingsNeeds.Cash, 1)], budget).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).Single().Sources.Single().Error!.Code.ShouldBe(SourceErrorCodes.Timeout);
        gate.SetResult();
        (await first).Single().Cash.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fault_OfTheProvidersCode_IsAFailureForAllAndForgotten()
    {
        var cache = Cache();
        var gate = _provider.Hold();
        var loads = Enumerable.Range(0, 3).Select(_ => LoadAsync(cache, HoldingsNeeds.Cash, 1)).ToArray();
        gate.SetException(new InvalidOperationException("bug"));
        foreach (var load in loads)
        {
            (await load).Single().Sources.ShouldBe([new SourceReport("test", Capability.Cash, SourceStatus.Failed, Error: new SourceError(
                SourceErrorCodes.MalformedResponse, null, "The answer of Test could not be processed."))]);
        }
        _provider.Release();
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().Cash.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReadLateInItsTime_IsAskedForAgainWhenThatIsOver_AndNotBefore()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash | HoldingsNeeds.Equities, 1, 2);
        _time.Advance(TimeSpan.FromSeconds(8));
        await LoadAsync(cache, HoldingsNeeds.Cash, 1, 2);
        await LoadAsync(cache, HoldingsNeeds.Cash, 2);
        _time.Advance(TimeSpan.FromSeconds(6.9));
        _provider.Asked.Count.ShouldBe(1);

        // What waits for the clock goes on with a thread of the pool.
        _time.Advance(TimeSpan.FromSeconds(0.1));
        SpinWait.SpinUntil(() => _provider.Asked.Count > 1, TimeSpan.FromSeconds(30));
        _provider.Asked.Count.ShouldBe(2);
        _provider.Asked[1].ShouldBe([Request(HoldingsNeeds.Cash, 1), Request(HoldingsNeeds.Cash, 2)]);
        (await LoadAsync(cache, HoldingsNeeds.Cash, 1)).Single().Cash.Single().Source.FetchedAt.ShouldBe(Start.AddSeconds(15));

        // Nobody read it since it was refreshed.
        _time.Advance(TimeSpan.FromSeconds(60));
        _provider.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ReadAtTheEndOfItsTime_WhichIsOverMeanwhile_IsAskedForAtOnce_AndLaterToo()
    {
        var time = new PassingTime(_time);
        var cache = CachedProvider.Over(_provider, new CacheOptions { FreshSeconds = 15 }, time);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(14));

        // Time goes by from one look at the clock to the next.
        time.Step = TimeSpan.FromSeconds(0.4);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        SpinWait.SpinUntil(() => _provider.Asked.Count > 1, TimeSpan.FromSeconds(30)).ShouldBeTrue("it was to be asked for again");

        time.Step = TimeSpan.Zero;
        _time.Advance(TimeSpan.FromSeconds(8));
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(8));
        SpinWait.SpinUntil(() => _provider.Asked.Count > 2, TimeSpan.FromSeconds(30)).ShouldBeTrue("nothing holds it back");
    }

    [Fact]
    public async Task ReadEarlyInItsTime_IsNotAskedForAgain()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(7));
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(60));
        _provider.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ProviderState.Degraded)]
    [InlineData(ProviderState.Down)]
    public async Task ReadLate_ProviderNotWell_IsNotAskedForWhatNobodyWaitsFor(ProviderState state)
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(14));
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _provider.State = state;
        _time.Advance(TimeSpan.FromSeconds(1));
        _provider.Asked.Count.ShouldBe(1);

        _provider.State = ProviderState.Up;
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _provider.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ReadLate_SomebodyElseAsksMeanwhile_IsNotAskedTwice()
    {
        var cache = Cache();
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _time.Advance(TimeSpan.FromSeconds(14));
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        using var budget = new CallBudget(TimeSpan.FromSeconds(10), _time, CancellationToken.None) { MaxAge = TimeSpan.Zero };
        await cache.LoadAsync([Request(HoldingsNeeds.Cash, 1)], budget);
        _time.Advance(TimeSpan.FromSeconds(1));
        _provider.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_OverTheBound_TheWalletNotReadForLongestGoes()
    {
        // Each wallet takes between a third and half of the bound.
        _provider.Rows = 2_000;
        var cache = CachedProvider.Over(_provider, new CacheOptions { MaxMegabytes = 1 }, _time);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        await LoadAsync(cache, HoldingsNeeds.Cash, 2);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        await LoadAsync(cache, HoldingsNeeds.Cash, 3);
        _provider.Asked.Count.ShouldBe(3);
        await LoadAsync(cache, HoldingsNeeds.Cash, 1);
        _provider.Asked.Count.ShouldBe(3);
        await LoadAsync(cache, HoldingsNeeds.Cash, 2);
        _provider.Asked.Count.ShouldBe(4);
    }

    private IHoldingsProvider Cache(int fresh = 15, int stale = 3600) =>
        CachedProvider.Over(_provider, new CacheOptions { FreshSeconds = fresh, StaleSeconds = stale }, _time);

    private CallBudget Budget() => new(TimeSpan.FromSeconds(10), _time, CancellationToken.None);

    private async Task<IReadOnlyList<WalletAnswer>> LoadAsync(IHoldingsProvider cache, HoldingsNeeds needs, params int[] users)
    {
        using var budget = Budget();
        return await cache.LoadAsync([.. users.Select(u => Request(needs, u))], budget);
    }

    [Fact]
    public void Size_GrowsWithRowsAndTexts()
    {
        var none = AnswerSize.Of(Held());
        var one = AnswerSize.Of(Held(Dust("A")));
        one.ShouldBeInRange(none + 500, none + 1_000);
        AnswerSize.Of(Held(Dust("A"), Dust("B"))).ShouldBe((2 * one) - none);
        AnswerSize.Of(Held(Dust(new string('A', 1_000)))).ShouldBe(one + (2 * 999));

        static WalletAnswer Held(params TokenBalance[] balances) =>
            new() { Wallet = WalletKey.ForMeshUser("user-1"), ProviderId = "test", TokenBalances = balances, Sources = [] };

        static TokenBalance Dust(string symbol) => new()
        {
            Wallet = WalletKey.ForMeshUser("user-1"), Token = new Token { Id = "mesh:A", Symbol = symbol, Kind = TokenKind.Unknown }, Source = new Source("test", Start),
        };
    }

    private static WalletRequest Request(HoldingsNeeds needs, int user) => new(WalletKey.ForMeshUser($"user-{user}"), needs);

    /// <summary>A clock that goes on by a step each time that it is looked at.</summary>
    private sealed class PassingTime(TimeProvider time) : TimeProvider
    {
        private long _passed;

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => time.GetElapsedTime(0).Ticks + Interlocked.Add(ref _passed, Step.Ticks);

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Answers with one cash balance, or fails; keeps what it was asked for.</summary>
    private sealed class Counting(TimeProvider time) : IHoldingsProvider
    {
        private readonly List<IReadOnlyList<WalletRequest>> _asked = [];
        private TaskCompletionSource? _gate;

        public IReadOnlyList<IReadOnlyList<WalletRequest>> Asked => _asked;

        public bool Fails { get; set; }

        public ProviderDescription Description { get; } = new(
            "test", "Test", ProviderMode.Live, [Capability.TokenBalances, Capability.Equities, Capability.Cash], Array.Empty<ChainId>());

        public ProviderState State { get; set; } = ProviderState.Up;

        public int Rows { get; set; } = 1;

        public TaskCompletionSource Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _gate = null;

        public bool Answers(WalletKey wallet) => true;

        public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
        {
            _asked.Add(requests);
            if (_gate is { } gate)
                await gate.Task;
            return [.. requests.Select(Answer)];
        }

        private WalletAnswer Answer(WalletRequest request)
        {
            var now = time.GetUtcNow();
            (HoldingsNeeds, Capability)[] all =
                [(HoldingsNeeds.Tokens, Capability.TokenBalances), (HoldingsNeeds.Equities, Capability.Equities), (HoldingsNeeds.Cash, Capability.Cash)];
            return new WalletAnswer
            {
                Wallet = request.Wallet,
                ProviderId = "test",
                Cash = Fails ? [] : [.. Enumerable.Repeat(new CashBalance("USD", BigDecimal.Parse("1"), null, new Source("test", now)), Rows)],
                Sources = [.. all.Where(a => request.Needs.HasFlag(a.Item1)).Select(a => Fails
                    ? new SourceReport("test", a.Item2, SourceStatus.Failed, Error: Error)
                    : new SourceReport("test", a.Item2, SourceStatus.Ok, now))],
            };
        }
    }
}
