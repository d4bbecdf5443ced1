using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Caching;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Caching;

/// <summary>What a provider must not do, and what becomes of it: a failure that is reported, of those it happened to, and of nothing else.</summary>
public class CheckedAnswersTests
{
    private const HoldingsNeeds Needs = HoldingsNeeds.Tokens | HoldingsNeeds.Receipts | HoldingsNeeds.DefiPositions | HoldingsNeeds.Cash | HoldingsNeeds.Equities;

    private static readonly Capability[] Described = [Capability.TokenBalances, Capability.DefiPositions, Capability.Cash];
    private static readonly WalletKey[] Wallets = [WalletKey.ForMeshUser("a"), WalletKey.ForMeshUser("b"), WalletKey.ForMeshUser("c")];

    private readonly ManualTime _time = new(new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<(string Provider, Exception Fault)> _faults = [];

    public static TheoryData<string, string> Lapses => new()
    {
        { "throws", "failed failed failed" },
        { "throws at once", "failed failed failed" },
        { "is cancelled", "failed failed failed" },
        { "null", "failed failed failed" },
        { "none", "failed failed failed" },
        { "too few", "ok failed failed" },
        { "too many", "ok ok ok" },
        { "a null", "ok failed ok" },
        { "of another wallet", "ok failed ok" },
        { "in another order", "failed failed ok" },
        { "without reports", "failed failed failed" },
        { "without one report", "partly ok ok" },
    };

    [Theory]
    [MemberData(nameof(Lapses))]
    public async Task Lapse_OfAProvider_IsAFailureOfWhatItHappenedTo(string lapse, string expected)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cache = Over(new Lapsing(lapse == "throws at once" ? Answer : async requests =>
        {
            await gate.Task;
            return await Answer(requests);
        }));

        Task<IReadOnlyList<WalletAnswer>> Answer(IReadOnlyList<WalletRequest> requests) => lapse switch
        {
            "throws" => Task.FromException<IReadOnlyList<WalletAnswer>>(new InvalidOperationException("bug")),
            "throws at once" => throw new InvalidOperationException("bug"),
            "is cancelled" => Task.FromCanceled<IReadOnlyList<WalletAnswer>>(new CancellationToken(true)),
            "null" => Task.FromResult<IReadOnlyList<WalletAnswer>>(null!),
            "none" => Answers([]),
            "too few" => Answers([Good(requests[0])]),
            "too many" => Answers([.. requests.Select(Good), Good(requests[0])]),
            "a null" => Answers([Good(requests[0]), null!, Good(requests[2])]),
            "of another wallet" => Answers([Good(requests[0]), Good(requests[1]) with { Wallet = WalletKey.ForMeshUser("x") }, Good(requests[2])]),
            "in another order" => Answers([Good(requests[1]), Good(requests[0]), Good(requests[2])]),
            "without reports" => Answers([.. requests.Select(r => Good(r) with { Sources = [] })]),
            _ => Answers([Good(requests[0]) with { Sources = [.. Good(requests[0]).Sources.Skip(1)] }, Good(requests[1]), Good(requests[2])]),
        };

        // Two who wait for the same call, and neither for ever.
        var loads = new[] { LoadAsync(cache), LoadAsync(cache) };
        gate.SetResult();
        foreach (var answers in await Task.WhenAll(loads))
        {
            answers.Select(a => a.Wallet).ShouldBe(Wallets);
            answers.ShouldAllBe(a => a.Sources.Select(s => s.Capability).SequenceEqual(Described));
            string.Join(' ', answers.Select(StateOf)).ShouldBe(expected);
            answers.SelectMany(a => a.Sources).Where(s => s.Status == SourceStatus.Failed)
                .ShouldAllBe(s => s.Error!.Code == SourceErrorCodes.MalformedResponse && s.Error.Message.EndsWith('.'));
        }
        _faults.Select(f => (f.Provider, f.Fault.GetType())).Distinct().Count().ShouldBe(lapse is "throws" or "throws at once" or "is cancelled" ? 1 : 0);

        // Nothing is left of it.
        var well = Over(new Lapsing(requests => Answers([.. requests.Select(Good)])));
        (await LoadAsync(well)).Select(StateOf).ShouldAllBe(state => state == "ok");
    }

    [Fact]
    public async Task Lapse_WithALastGoodAnswer_IsStale()
    {
        var fails = false;
        var cache = Over(new Lapsing(requests => fails ? throw new InvalidOperationException("bug") : Answers([.. requests.Select(Good)])));
        await LoadAsync(cache);
        fails = true;
        _time.Advance(TimeSpan.FromSeconds(100));
        (await LoadAsync(cache)).SelectMany(a => a.Sources).ShouldAllBe(s => s.Status == SourceStatus.Stale);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("null")]
    [InlineData("none")]
    [InlineData("forgotten")]
    public async Task Lapse_OfAnAbility_IsAFailureOfEachKey(string lapse)
    {
        IHoldingsProvider cache = Over(new Lapsing(_ => Answers([])) { Lapse = lapse });
        var token = new TokenLookupKey(Wallets[0], new(ChainId.Parse("eip155:1"), ""));

        (await cache.TokenLookup!.LookUpTokensAsync([token, token with { Wallet = Wallets[1] }], Needs, CancellationToken.None))
            .Select(r => r.Status).ShouldBe([SourceStatus.Failed, SourceStatus.Failed]);
        (await cache.Platforms!.LoadPositionsAsync([new(Wallets[0], "7")], CancellationToken.None)).Single().Error.ShouldNotBeNull();
        (await cache.Investments!.LoadInvestmentsAsync([new(Wallets[0], null, "7", null, null)], CancellationToken.None)).Single().Error.ShouldNotBeNull();
        (await cache.Networks!.ListNetworksAsync(CancellationToken.None)).Status.ShouldBe(SourceStatus.Failed);
    }

    private CachedProvider Over(IHoldingsProvider provider)
    {
        var faults = new ProviderFaults();
        faults.Occurred += (id, fault) => _faults.Add((id, fault));
        return CachedProvider.Over(provider, new CacheOptions(), _time, faults);
    }

    private static async Task<IReadOnlyList<WalletAnswer>> LoadAsync(CachedProvider cache) =>
        await cache.LoadAsync([.. Wallets.Select(w => new WalletRequest(w, Needs))], CancellationToken.None);

    private static Task<IReadOnlyList<WalletAnswer>> Answers(IReadOnlyList<WalletAnswer> answers) => Task.FromResult(answers);

    private static WalletAnswer Good(WalletRequest request) => new()
    {
        Wallet = request.Wallet, ProviderId = "test", Sources = [.. Described.Select(c => new SourceReport("test", c, SourceStatus.Ok))],
    };

    private static string StateOf(WalletAnswer answer) =>
        answer.Sources.All(s => s.Status == SourceStatus.Ok) ? "ok" : answer.Sources.All(s => s.Status == SourceStatus.Failed) ? "failed" : "partly";

    private sealed class Lapsing(Func<IReadOnlyList<WalletRequest>, Task<IReadOnlyList<WalletAnswer>>> answer)
        : IHoldingsProvider, ITokenLookup, IPlatformDetails, IInvestmentDetails, INetworkDirectory
    {
        public string Lapse { get; init; } = "";

        public ProviderDescription Description { get; } = new("test", "Test", ProviderMode.Live, Described, []);

        public ProviderState State => ProviderState.Up;

        public ITokenLookup? TokenLookup => this;

        public IPlatformDetails? Platforms => this;

        public IInvestmentDetails? Investments => this;

        public INetworkDirectory? Networks => this;

        public bool Answers(WalletKey wallet) => true;

        public ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget) => new(answer(requests));

        public ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget) =>
            new(Results<TokenBalance?>(keys.Count));

        public ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> LoadPositionsAsync(IReadOnlyList<PlatformKey> keys, CallBudget budget) =>
            new(Results<IReadOnlyList<DefiPosition>>(keys.Count));

        public ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> LoadInvestmentsAsync(IReadOnlyList<InvestmentKey> keys, CallBudget budget) =>
            new(Results<DefiPosition?>(keys.Count));

        public ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget) =>
            new(Lapse == "null" ? ProviderResult<IReadOnlyList<Network>>.Ok(null!) : Results<IReadOnlyList<Network>>(1) is [var first, ..] ? first : default);

        private IReadOnlyList<ProviderResult<T>> Results<T>(int count) => Lapse switch
        {
            "throws" => throw new InvalidOperationException("bug"),
            "null" => null!,
            "none" => [],
            _ => new ProviderResult<T>[count],
        };
    }
}
