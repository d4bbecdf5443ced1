using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Caching;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Caching;

/// <summary>Single tokens, platforms, investments and the list of networks are kept, shared and stood in for like everything else.</summary>
public class CachedAbilitiesTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceError Error = new(SourceErrorCodes.ProviderFailure, "500", "no");
    private static readonly ChainId Ethereum = ChainId.Parse("eip155:1");
    private static readonly WalletKey Wallet = WalletKey.ForMeshUser("user");

    private readonly ManualTime _time = new(Start);
    private readonly Able _provider;

    public CachedAbilitiesTests() => _provider = new Able(_time);

    public static TheoryData<string> Abilities => ["token", "platform", "investment", "networks"];

    [Theory]
    [MemberData(nameof(Abilities))]
    public async Task Fresh_IsServedWithoutAsking_ThenAskedAgain(string ability)
    {
        var cache = Cache();
        await AskAsync(cache, ability);
        _time.Advance(TimeSpan.FromSeconds(14));
        using var budget = Budget();
        var (status, fetched, _) = await AskAsync(cache, ability, budget);
        (status, fetched, budget.OldestAnswer).ShouldBe((SourceStatus.Ok, Start, Start));
        _provider.Calls.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(cache, ability)).FetchedAt.ShouldBe(Start.AddSeconds(15));
        _provider.Calls.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Abilities))]
    public async Task MaxAge_OfTheRequest_IsHonoured(string ability)
    {
        var cache = Cache();
        await AskAsync(cache, ability);
        using var budget = new CallBudget(TimeSpan.FromSeconds(10), _time, CancellationToken.None) { MaxAge = TimeSpan.Zero };
        await AskAsync(cache, ability, budget);
        _provider.Calls.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Abilities))]
    public async Task Fifty_AtOnce_AreOneCall(string ability)
    {
        foreach (var cache in new[] { Cache(), Cache(0, 0) })
        {
            var before = _provider.Calls;
            _provider.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var all = Enumerable.Range(0, 50).Select(_ => AskAsync(cache, ability)).ToArray();
            _provider.Gate.SetResult();
            (await Task.WhenAll(all)).ShouldAllBe(r => r.Status == SourceStatus.Ok);
            (_provider.Calls - before).ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(Abilities))]
    public async Task Failure_WithALastGoodResult_ServesItAsStaleWithTheError(string ability)
    {
        var cache = Cache();
        await AskAsync(cache, ability);
        _provider.Fails = true;
        _time.Advance(TimeSpan.FromSeconds(3599));
        (await AskAsync(cache, ability)).ShouldBe((SourceStatus.Stale, Start, Error));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(cache, ability)).ShouldBe((SourceStatus.Failed, null, Error));
        _provider.Fails = false;
        (await AskAsync(cache, ability)).Status.ShouldBe(SourceStatus.Ok);
    }

    [Theory]
    [MemberData(nameof(Abilities))]
    public async Task Off_CallsAfterEachOther_AreEachMade(string ability)
    {
        var cache = Cache(0, 0);
        await AskAsync(cache, ability);
        await AskAsync(cache, ability);
        _provider.Calls.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Abilities))]
    public async Task Joiner_RunsOutOfTime_IsToldSoAndTheCallGoesOn(string ability)
    {
        var cache = Cache();
        _provider.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = AskAsync(cache, ability);
        using var budget = new CallBudget(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
        var second = AskAsync(cache, ability, budget);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).Error!.Code.ShouldBe(SourceErrorCodes.Timeout);
        _provider.Gate.SetResult();
        (await first).Status.ShouldBe(SourceStatus.Ok);
    }

    [Fact]
    public async Task Stale_ValuesSayThatTheyAre()
    {
        IHoldingsProvider cache = Cache();
        await cache.TokenLookup!.LookUpTokensAsync([Key("a")], HoldingsNeeds.Tokens, CancellationToken.None);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "7")], CancellationToken.None);
        _provider.Fails = true;
        _time.Advance(TimeSpan.FromSeconds(60));
        (await cache.TokenLookup!.LookUpTokensAsync([Key("a")], HoldingsNeeds.Tokens, CancellationToken.None))[0].Value!.Source.IsStale.ShouldBeTrue();
        (await cache.Platforms!.LoadPositionsAsync([new(Wallet, "7")], CancellationToken.None))[0].Value!.ShouldAllBe(p => p.Source.IsStale);
    }

    [Fact]
    public async Task Tokens_SomeFresh_TheOthersAreOneCall()
    {
        IHoldingsProvider cache = Cache();
        await cache.TokenLookup!.LookUpTokensAsync([Key("a"), Key("b")], HoldingsNeeds.Tokens, CancellationToken.None);
        var results = await cache.TokenLookup!.LookUpTokensAsync([Key("c"), Key("a"), Key("d")], HoldingsNeeds.Tokens, CancellationToken.None);
        _provider.Tokens.ShouldBe(["a,b", "c,d"]);
        results.Select(r => r.Value!.Token.Address).ShouldBe([Key("c").Token.Address, Key("a").Token.Address, Key("d").Token.Address]);
    }

    [Fact]
    public async Task Tokens_WithoutValues_DoNotServeOneWhoReadsThem()
    {
        IHoldingsProvider cache = Cache();
        await cache.TokenLookup!.LookUpTokensAsync([Key("a")], HoldingsNeeds.Tokens, CancellationToken.None);
        await cache.TokenLookup!.LookUpTokensAsync([Key("a")], HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.Cash, CancellationToken.None);
        await cache.TokenLookup!.LookUpTokensAsync([Key("a")], HoldingsNeeds.Tokens, CancellationToken.None);
        _provider.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Token_ThatTheFreshListHas_IsTakenFromThere()
    {
        IHoldingsProvider cache = Cache();
        await cache.LoadAsync([new WalletRequest(Wallet, HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues)], CancellationToken.None);
        var result = (await cache.TokenLookup!.LookUpTokensAsync([Key("f"), Key("a")], HoldingsNeeds.Tokens, CancellationToken.None))[0];
        result.Value!.Amount.ToString().ShouldBe("42");
        result.FetchedAt.ShouldBe(Start);
        _provider.Tokens.ShouldBe(["a"]);

        // Not once the list is no longer served itself, nor where the request wants a newer one.
        using var budget = new CallBudget(TimeSpan.FromSeconds(10), _time, CancellationToken.None) { MaxAge = TimeSpan.Zero };
        await cache.TokenLookup!.LookUpTokensAsync([Key("f")], HoldingsNeeds.Tokens, budget);
        _time.Advance(TimeSpan.FromSeconds(15));
        await cache.TokenLookup!.LookUpTokensAsync([Key("f")], HoldingsNeeds.Tokens, CancellationToken.None);
        _provider.Tokens.ShouldBe(["a", "f", "f"]);
    }

    [Fact]
    public async Task Bytes_OverTheBound_WhatWasNotReadForLongestGoes()
    {
        _provider.Rows = 2_500;
        IHoldingsProvider cache = CachedProvider.Over(_provider, new CacheOptions { MaxMegabytes = 4 }, _time);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "1")], CancellationToken.None);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "2")], CancellationToken.None);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "1")], CancellationToken.None);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "3")], CancellationToken.None);
        _provider.Calls.ShouldBe(3);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "1")], CancellationToken.None);
        _provider.Calls.ShouldBe(3);
        await cache.Platforms!.LoadPositionsAsync([new(Wallet, "2")], CancellationToken.None);
        _provider.Calls.ShouldBe(4);
    }

    private static TokenLookupKey Key(string name) => new(Wallet, new TokenKey(Ethereum, $"0x{new string('0', 39)}{name}"));

    private CachedProvider Cache(int fresh = 15, int stale = 3600) =>
        CachedProvider.Over(_provider, new CacheOptions { FreshSeconds = fresh, StaleSeconds = stale }, _time);

    private CallBudget Budget() => new(TimeSpan.FromSeconds(10), _time, CancellationToken.None);

    private async Task<(SourceStatus Status, DateTimeOffset? FetchedAt, SourceError? Error)> AskAsync(
        IHoldingsProvider cache, string ability, CallBudget? given = null)
    {
        using var own = Budget();
        var budget = given ?? own;
        switch (ability)
        {
            case "token":
                return Of((await cache.TokenLookup!.LookUpTokensAsync([Key("a")], HoldingsNeeds.Tokens, budget))[0]);
            case "platform":
                return Of((await cache.Platforms!.LoadPositionsAsync([new(Wallet, "7")], budget))[0]);
            case "investment":
                return Of((await cache.Investments!.LoadInvestmentsAsync([new(Wallet, Ethereum, "7", null, null)], budget))[0]);
            default:
                return Of(await cache.Networks!.ListNetworksAsync(budget));
        }

        static (SourceStatus, DateTimeOffset?, SourceError?) Of<T>(ProviderResult<T> result) => (result.Status, result.FetchedAt, result.Error);
    }

    /// <summary>Has every ability, and counts its calls.</summary>
    private sealed class Able(TimeProvider time) : IHoldingsProvider, ITokenLookup, IPlatformDetails, IInvestmentDetails, INetworkDirectory
    {
        public int Calls { get; private set; }

        public List<string> Tokens { get; } = [];

        public bool Fails { get; set; }

        public int Rows { get; set; } = 1;

        public TaskCompletionSource? Gate { get; set; }

        public ProviderDescription Description { get; } = new(
            "test", "Test", ProviderMode.Live, [Capability.TokenBalances, Capability.DefiPositions], []);

        public ProviderState State => ProviderState.Up;

        public ITokenLookup? TokenLookup => this;

        public IPlatformDetails? Platforms => this;

        public IInvestmentDetails? Investments => this;

        public INetworkDirectory? Networks => this;

        private Source Source => new("test", time.GetUtcNow());

        public bool Answers(WalletKey wallet) => true;

        public ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget) => new([.. requests.Select(r => new WalletAnswer
        {
            Wallet = r.Wallet, ProviderId = "test", TokenBalances = [Balance(Key("e"), 41), Balance(Key("f"), 42)],
            Sources = [new SourceReport("test", Capability.TokenBalances, SourceStatus.Ok, time.GetUtcNow())],
        })]);

        public async ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
            IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget)
        {
            Tokens.Add(string.Join(',', keys.Select(k => k.Token.Address[^1])));
            return [.. await ResultsAsync(keys, key => (TokenBalance?)Balance(key, 1))];
        }

        public async ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> LoadPositionsAsync(IReadOnlyList<PlatformKey> keys, CallBudget budget) =>
            await ResultsAsync(keys, _ => (IReadOnlyList<DefiPosition>)[.. Enumerable.Range(0, Rows).Select(i => Position($"{i}"))]);

        public async ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> LoadInvestmentsAsync(IReadOnlyList<InvestmentKey> keys, CallBudget budget) =>
            await ResultsAsync(keys, key => (DefiPosition?)Position(key.InvestmentId!));

        public async ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget) =>
            (await ResultsAsync([0], _ => (IReadOnlyList<Network>)[Network.Of(Ethereum)]))[0];

        private async Task<ProviderResult<T>[]> ResultsAsync<TKey, T>(IReadOnlyList<TKey> keys, Func<TKey, T> value)
        {
            Calls++;
            if (Gate is { } gate)
                await gate.Task;
            return [.. keys.Select(key => Fails ? ProviderResult<T>.Failed(Error) : ProviderResult<T>.Ok(value(key)))];
        }

        private TokenBalance Balance(TokenLookupKey key, int amount) => new()
        {
            Wallet = key.Wallet, Amount = amount, Source = Source,
            Token = new Token { Id = TokenIds.For(key.Token.Chain, key.Token.Address), Address = key.Token.Address, Kind = TokenKind.Fungible },
        };

        private DefiPosition Position(string key) => new()
        {
            Key = key, Wallet = Wallet, Name = key, Kind = PositionKind.Other, ValueUsd = BigDecimal.Zero, Source = Source,
        };
    }
}
