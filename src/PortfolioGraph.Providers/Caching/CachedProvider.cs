using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Caching;

/// <summary>
/// Stands before a provider and asks it only for what it can't answer itself: not for parts of wallets that are fresh, nor for those that
/// another request is being answered now. What fails is answered with the last good answer, marked as stale, if there is one. What is still
/// read towards the end of its time is asked for again when that is over, so that the next reader need not wait.
/// </summary>
public sealed class CachedProvider : IHoldingsProvider, ITokenLookup, IPlatformDetails, IInvestmentDetails, INetworkDirectory
{
    private readonly IHoldingsProvider _provider;
    private readonly CheckedProvider _checked;
    private readonly ProviderFaults _faults;
    private readonly TimeProvider _time;
    private readonly ProviderTelemetry _telemetry;
    private readonly KeptAnswers _kept = new();
    private readonly Dictionary<WalletKey, Entry> _entries = [];
    private readonly KeptResults<TokenLookupKey, TokenBalance?> _tokens;
    private readonly KeptResults<PlatformKey, IReadOnlyList<DefiPosition>> _positions;
    private readonly KeptResults<InvestmentKey, DefiPosition?> _investments;
    private readonly KeptResults<string, IReadOnlyList<Network>> _networks;
    private volatile CacheOptions _options;

    private CachedProvider(IHoldingsProvider provider, CacheOptions options, TimeProvider time, ProviderFaults faults)
    {
        _provider = provider;
        _checked = new CheckedProvider(provider, faults);
        _faults = faults;
        _options = options;
        _time = time;
        _telemetry = new ProviderTelemetry(provider.Description.Id);
        _tokens = Results<TokenLookupKey, TokenBalance?>(Mark, b => b is null ? 0 : AnswerSize.Of(b));
        _positions = Results<PlatformKey, IReadOnlyList<DefiPosition>>(list => [.. list.Select(p => Mark(p)!)], list => list.Sum(AnswerSize.Of));
        _investments = Results<InvestmentKey, DefiPosition?>(Mark, p => p is null ? 0 : AnswerSize.Of(p));
        // A network has no source that could be marked.
        _networks = Results<string, IReadOnlyList<Network>>(list => list, AnswerSize.Of);
    }

    public ProviderDescription Description => _provider.Description;

    public ProviderState State => _provider.State;

    ITokenLookup? IHoldingsProvider.TokenLookup => _provider.TokenLookup is null ? null : this;

    IPlatformDetails? IHoldingsProvider.Platforms => _provider.Platforms is null ? null : this;

    IInvestmentDetails? IHoldingsProvider.Investments => _provider.Investments is null ? null : this;

    INetworkDirectory? IHoldingsProvider.Networks => _provider.Networks is null ? null : this;

    private TimeSpan Fresh => TimeSpan.FromSeconds(_options.FreshSeconds);

    /// <summary>The provider behind a cache, with the same abilities.</summary>
    public static CachedProvider Over(IHoldingsProvider provider, CacheOptions options, TimeProvider time, ProviderFaults? faults = null) =>
        new(provider, options, time, faults ?? new ProviderFaults());

    /// <summary>From now on, also for what is kept already.</summary>
    public void Configure(CacheOptions options) => _options = options;

    public bool Answers(WalletKey wallet) => _provider.Answers(wallet);

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        budget.Caller.ThrowIfCancellationRequested();
        var waits = new Wait[requests.Count];
        var asked = new List<(WalletRequest Request, TaskCompletionSource<WalletAnswer> Answer)>();
        var ageing = new List<(Entry Entry, WalletPart Part)>();
        lock (_kept.Lock)
        {
            for (var i = 0; i < waits.Length; i++)
                waits[i] = Plan(requests[i], budget, asked, ageing);
        }

        // Whoever waits: the call goes on for the others, and for the cache, until the time of the one who began it is over.
        if (asked.Count > 0)
            _ = AskAsync(asked, budget.Left);
        if (ageing.Count > 0)
            _ = RefreshAsync(ageing);
        var answers = new WalletAnswer[waits.Length];
        for (var i = 0; i < waits.Length; i++)
        {
            try
            {
                answers[i] = waits[i].Loads.Count == 0 ? Compose(requests[i], waits[i], budget) : await AnswerAsync(requests[i], waits[i], budget);
            }
#pragma warning disable CA1031 // One wallet's fault is no other's.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                answers[i] = _checked.Failed(requests[i], _checked.Error(fault, budget));
            }
        }
        return answers;
    }

    async ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> ITokenLookup.LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget)
    {
        needs &= HoldingsMap.NeedsOf(HoldingsNeeds.Tokens);
        var results = new ProviderResult<TokenBalance?>[keys.Count];
        var open = new List<int>();
        lock (_kept.Lock)
        {
            for (var i = 0; i < results.Length; i++)
            {
                if (Listed(keys[i], needs, budget) is { } listed)
                    results[i] = listed;
                else
                    open.Add(i);
            }
        }
        if (open.Count == 0)
            return results;
        var asked = await _tokens.GetAsync([.. open.Select(i => keys[i])], needs, _checked.LookUpTokensAsync, budget);
        foreach (var (i, result) in open.Zip(asked))
            results[i] = result;
        return results;
    }

    ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> IPlatformDetails.LoadPositionsAsync(
        IReadOnlyList<PlatformKey> keys, CallBudget budget) =>
        _positions.GetAsync(keys, HoldingsNeeds.None, (asked, _, own) => _checked.LoadPositionsAsync(asked, own), budget);

    ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> IInvestmentDetails.LoadInvestmentsAsync(IReadOnlyList<InvestmentKey> keys, CallBudget budget) =>
        _investments.GetAsync(keys, HoldingsNeeds.None, (asked, _, own) => _checked.LoadInvestmentsAsync(asked, own), budget);

    async ValueTask<ProviderResult<IReadOnlyList<Network>>> INetworkDirectory.ListNetworksAsync(CallBudget budget) =>
        (await _networks.GetAsync([""], HoldingsNeeds.None, (_, _, own) => _checked.ListNetworksAsync(own), budget))[0];

    /// <summary>The balance of a token that the wallet's list has, where that list would be served now.</summary>
    private ProviderResult<TokenBalance?>? Listed(TokenLookupKey key, HoldingsNeeds needs, CallBudget budget)
    {
        if (!_entries.TryGetValue(key.Wallet, out var entry) || !entry.Parts.TryGetValue(HoldingsNeeds.Tokens, out var list) || !IsFresh(list, needs, budget))
            return null;
        var id = TokenIds.For(key.Token.Chain, key.Token.Address);
        TokenBalance? found = null;
        foreach (var balance in list.Answer.TokenBalances)
        {
            if (balance.Token.Id != id)
                continue;
            // Of several rows, the provider says which one is meant.
            if (found is not null)
                return null;
            found = balance;
        }
        if (found is null)
            return null;
        _kept.Read(entry);
        _telemetry.CacheHit();
        budget.Uses(found.Source.FetchedAt);
        return ProviderResult<TokenBalance?>.Ok(found) with { FetchedAt = found.Source.FetchedAt };
    }

    /// <summary>Whether a part can be served without asking.</summary>
    private bool IsFresh(WalletPart kept, HoldingsNeeds needs, CallBudget budget) =>
        kept.IsComplete && kept.Covers(needs) && _time.GetElapsedTime(kept.At) < (budget.MaxAge is { } age && age < Fresh ? age : Fresh);

    /// <summary>The answer that is made of the parts. The same object each time while they are kept: then nothing that follows from it has to be worked out again.</summary>
    private WalletAnswer Compose(WalletRequest request, Wait wait, CallBudget budget)
    {
        foreach (var part in wait.Parts)
        {
            if (part.Report?.FetchedAt is { } fetched)
                budget.Uses(fetched);
        }
        if (wait.Composed is { } composed)
            return composed;

        composed = WalletParts.Compose(request, Description.Id, wait.Parts);
        lock (_kept.Lock)
        {
            if (!wait.Parts.TrueForAll(p => ReferenceEquals(wait.Entry.Parts.GetValueOrDefault(p.Part), p)))
                return composed;
            if (wait.Entry.Composed.TryGetValue(request.Needs, out var same))
                return same;
            wait.Entry.Composed.Add(request.Needs, composed);
        }
        return composed;
    }

    /// <summary>What of a wallet is there, what is under way, and what has to be asked for.</summary>
    private Wait Plan(
        WalletRequest request, CallBudget budget, List<(WalletRequest, TaskCompletionSource<WalletAnswer>)> asked, List<(Entry, WalletPart)> ageing)
    {
        var entry = EntryOf(request.Wallet);
        var wait = new Wait(entry);
        var missing = HoldingsNeeds.None;
        foreach (var part in HoldingsMap.Parts)
        {
            if ((request.Needs & HoldingsMap.NeedsOf(part)) == HoldingsNeeds.None)
                continue;
            if (entry.Parts.TryGetValue(part, out var kept) && IsFresh(kept, request.Needs, budget))
            {
                _telemetry.CacheHit();
                wait.Parts.Add(kept);
                if (_time.GetElapsedTime(kept.At) >= Fresh / 2 && entry.Ageing.Add(part))
                    ageing.Add((entry, kept));
            }
            else if (entry.LoadOf(request.Needs & HoldingsMap.NeedsOf(part)) is { } load)
            {
                _telemetry.CacheShared();
                wait.Loads.Add((part, load));
            }
            else
            {
                _telemetry.CacheMiss();
                missing |= request.Needs & HoldingsMap.NeedsOf(part);
            }
        }
        if (missing == HoldingsNeeds.None)
        {
            if (wait.Loads.Count == 0)
                wait.Composed = entry.Composed.GetValueOrDefault(request.Needs);
            return wait;
        }

        var own = Begin(entry, missing, asked);
        own.Owner = wait;
        wait.Loads.AddRange(HoldingsMap.Of(missing).Select(part => (part, own)));
        return wait;
    }

    private static Load Begin(Entry entry, HoldingsNeeds needs, List<(WalletRequest, TaskCompletionSource<WalletAnswer>)> asked)
    {
        var answer = new TaskCompletionSource<WalletAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = new Load(needs, answer.Task);
        entry.Loads.Add(load);
        asked.Add((new WalletRequest(entry.Wallet, needs), answer));
        return load;
    }

    /// <summary>Asks again for parts once they are no longer fresh, where nobody else has by then.</summary>
    private async Task RefreshAsync(List<(Entry Entry, WalletPart Part)> ageing)
    {
        // How long answers are fresh may have changed since; what is over already is no wait.
        var wait = ageing.Max(a => Fresh - _time.GetElapsedTime(a.Part.At));
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time).ConfigureAwait(false);
        var asked = new List<(WalletRequest Request, TaskCompletionSource<WalletAnswer> Answer)>();
        lock (_kept.Lock)
        {
            foreach (var (entry, part) in ageing)
                entry.Ageing.Remove(part.Part);

            // A provider that is limited or fails has no time for what nobody waits for.
            if (_provider.State != ProviderState.Up)
                return;
            foreach (var parts in ageing.GroupBy(a => a.Entry, a => a.Part))
            {
                var (entry, needs) = (parts.Key, HoldingsNeeds.None);
                foreach (var part in parts)
                {
                    var same = part.Needs & HoldingsMap.NeedsOf(part.Part);
                    if (ReferenceEquals(entry.Parts.GetValueOrDefault(part.Part), part) && entry.LoadOf(same) is null)
                        needs |= same;
                }
                if (needs != HoldingsNeeds.None && _entries.GetValueOrDefault(entry.Wallet) == entry)
                    Begin(entry, needs, asked);
            }
        }
        if (asked.Count > 0)
            await AskAsync(asked, Fresh);
    }

    /// <summary>Asks the provider, for all who wait. What comes is kept before they have it.</summary>
    private async Task AskAsync(List<(WalletRequest Request, TaskCompletionSource<WalletAnswer> Answer)> asked, TimeSpan time)
    {
        using var own = CallBudget.Of(time, _time);
        var answers = await _checked.LoadAsync([.. asked.Select(a => a.Request)], own);
        try
        {
            Keep(asked, answers);
        }
#pragma warning disable CA1031 // What can't be kept is served all the same.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _faults.Report(Description.Id, Description.Name, fault);
        }
        for (var i = 0; i < answers.Count; i++)
            asked[i].Answer.SetResult(answers[i]);
    }

    private void Keep(List<(WalletRequest Request, TaskCompletionSource<WalletAnswer> Answer)> asked, IReadOnlyList<WalletAnswer> answers)
    {
        lock (_kept.Lock)
        {
            // First of all: a call that is over must not be waited for.
            foreach (var (request, answer) in asked)
                EntryOf(request.Wallet).Loads.RemoveAll(l => l.Answer == answer.Task);
            for (var i = 0; i < answers.Count; i++)
            {
                var entry = EntryOf(asked[i].Request.Wallet);
                Keep(entry, asked[i].Request, answers[i]);
                _kept.Settle(entry);
            }
            _kept.Evict(_options.MaxBytes);
        }
    }

    private async Task<WalletAnswer> AnswerAsync(WalletRequest request, Wait wait, CallBudget budget)
    {
        var loads = wait.Loads;
        var answers = new WalletAnswer?[loads.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var load = loads[i].Load;
            try
            {
                // The one who began it has as long as the call has: only others can run out of time before.
                answers[i] = await load.Answer.WaitAsync(load.IsOwnedBy(wait) ? budget.Caller : budget.Token);
            }
            catch (OperationCanceledException) when (budget.IsOver)
            {
                continue;
            }
        }

        var now = _time.GetTimestamp();
        lock (_kept.Lock)
        {
            for (var i = 0; i < answers.Length; i++)
            {
                var (part, load) = loads[i];
                var loaded = answers[i] is { } answer
                    ? wait.Entry.Parts.GetValueOrDefault(part) is { } kept && ReferenceEquals(kept.Answer, answer) ? kept : PartOf(part, load.Needs, answer, now)
                    : new WalletPart(part, load.Needs, Nothing(request.Wallet), OutOfTime(part), now);
                var standsIn = loaded.IsFailed && wait.Entry.Parts.TryGetValue(part, out var last) && last.Covers(request.Needs)
                    && _time.GetElapsedTime(last.At) < TimeSpan.FromSeconds(_options.StaleSeconds)
                        ? last.InPlaceOf(loaded.Report!)
                        : null;
                if (standsIn is not null)
                    _telemetry.CacheStale();
                wait.Parts.Add(standsIn ?? loaded);
            }
        }
        return Compose(request, wait, budget);
    }

    /// <summary>Keeps the parts that are better than what there is: a failure never takes the place of an answer.</summary>
    private void Keep(Entry entry, WalletRequest request, WalletAnswer answer)
    {
        if (_options is { FreshSeconds: 0, StaleSeconds: 0 })
            return;
        var now = _time.GetTimestamp();
        entry.Composed.Clear();
        foreach (var part in HoldingsMap.Of(request.Needs))
        {
            var loaded = PartOf(part, request.Needs, answer, now);
            if (loaded.IsComplete || (!loaded.IsFailed && !entry.Parts.ContainsKey(part)))
                entry.Parts[part] = loaded;
        }
        _kept.Resize(entry, entry.Parts.Values.Select(p => p.Answer).Distinct(ReferenceEqualityComparer.Instance).Cast<WalletAnswer>().Sum(AnswerSize.Of));
    }

    private Entry EntryOf(WalletKey wallet)
    {
        if (!_entries.TryGetValue(wallet, out var entry))
            _entries.Add(wallet, entry = new Entry(this, wallet));
        _kept.Read(entry);
        return entry;
    }

    private KeptResults<TKey, T> Results<TKey, T>(Func<T, T> mark, Func<T, long> size)
        where TKey : notnull =>
        new(Description.Name, _kept, () => _options, _time, _telemetry, mark, size);

    private static TokenBalance? Mark(TokenBalance? balance) => balance is null ? null : balance with { Source = balance.Source with { IsStale = true } };

    private static DefiPosition? Mark(DefiPosition? position) =>
        position is null ? null : position with { Source = position.Source with { IsStale = true } };

    private static WalletPart PartOf(HoldingsNeeds part, HoldingsNeeds needs, WalletAnswer answer, long now) =>
        new(part, needs, answer, WalletParts.ReportOn(part, answer), now);

    private WalletAnswer Nothing(WalletKey wallet) => new() { Wallet = wallet, ProviderId = Description.Id, Sources = [] };

    private SourceReport? OutOfTime(HoldingsNeeds part) => HoldingsMap.FailsAs(part, Description) is { } capability
        ? new SourceReport(Description.Id, capability, SourceStatus.Failed, Error: new SourceError(
            SourceErrorCodes.Timeout, null, $"{Description.Name} did not answer in the time that there was"))
        : null;

    /// <summary>A call that is under way for a wallet.</summary>
    private sealed class Load(HoldingsNeeds needs, Task<WalletAnswer> answer)
    {
        public HoldingsNeeds Needs { get; } = needs;

        public Task<WalletAnswer> Answer { get; } = answer;

        public Wait? Owner { get; set; }

        public bool IsOwnedBy(Wait wait) => ReferenceEquals(Owner, wait);
    }

    /// <summary>What is known of a wallet, and under way.</summary>
    private sealed class Entry(CachedProvider owner, WalletKey wallet) : KeptAnswer
    {
        public WalletKey Wallet { get; } = wallet;

        public Dictionary<HoldingsNeeds, WalletPart> Parts { get; } = [];

        /// <summary>Answers made of the parts as they are, by what was asked for.</summary>
        public Dictionary<HoldingsNeeds, WalletAnswer> Composed { get; } = [];

        public List<Load> Loads { get; } = [];

        /// <summary>Parts that are asked for again when they are no longer fresh.</summary>
        public HashSet<HoldingsNeeds> Ageing { get; } = [];

        /// <summary>A call that is under way and brings all of this.</summary>
        public Load? LoadOf(HoldingsNeeds needs) => Loads.Find(l => (l.Needs & needs) == needs);

        public override bool IsUnderWay => Loads.Count > 0;

        public override bool IsEmpty => Parts.Count == 0;

        public override void Forget() => owner._entries.Remove(Wallet);
    }

    /// <summary>What one request for one wallet has, and waits for.</summary>
    private sealed class Wait(Entry entry)
    {
        public Entry Entry { get; } = entry;

        public List<WalletPart> Parts { get; } = [];

        /// <summary>The answer, where it is there as a whole.</summary>
        public WalletAnswer? Composed { get; set; }

        public List<(HoldingsNeeds Part, Load Load)> Loads { get; } = [];
    }
}
