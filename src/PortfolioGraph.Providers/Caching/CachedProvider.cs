using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Caching;

/// <summary>
/// Stands before a provider and asks it only for what it can't answer itself: not for parts of wallets that are fresh, nor for those that
/// another request is being answered now. What fails is answered with the last good answer, marked as stale, if there is one. What is still
/// read towards the end of its time is asked for again when that is over, so that the next reader need not wait.
/// </summary>
/// <remarks>Calls for single tokens, platforms and investments are passed on: what they answer is in no wallet's answer.</remarks>
public class CachedProvider : IHoldingsProvider
{
    private readonly IHoldingsProvider _provider;
    private readonly TimeProvider _time;
    private readonly ProviderTelemetry _telemetry;
    private readonly Lock _lock = new();
    private readonly Dictionary<WalletKey, Entry> _entries = [];

    // In the order in which they were read last.
    private readonly LinkedList<Entry> _read = new();
    private long _bytes;
    private volatile CacheOptions _options;

    private CachedProvider(IHoldingsProvider provider, CacheOptions options, TimeProvider time)
    {
        _provider = provider;
        _options = options;
        _time = time;
        _telemetry = new ProviderTelemetry(provider.Description.Id);
    }

    public ProviderDescription Description => _provider.Description;

    public ProviderState State => _provider.State;

    private TimeSpan Fresh => TimeSpan.FromSeconds(_options.FreshSeconds);

    /// <summary>The provider behind a cache, with the same abilities.</summary>
    public static IHoldingsProvider Over(IHoldingsProvider provider, CacheOptions options, TimeProvider time) => provider switch
    {
        IPlatformDetails and IInvestmentDetails and INetworkDirectory and ITokenLookup => new OfEverything(provider, options, time),
        ITokenLookup tokens => new OfTokens(tokens, options, time),
        _ => new CachedProvider(provider, options, time),
    };

    /// <summary>From now on, also for what is kept already.</summary>
    public void Configure(CacheOptions options) => _options = options;

    public bool Answers(WalletKey wallet) => _provider.Answers(wallet);

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        budget.Caller.ThrowIfCancellationRequested();
        var waits = new Wait[requests.Count];
        var asked = new List<(WalletRequest Request, TaskCompletionSource<WalletAnswer> Answer)>();
        var ageing = new List<(Entry Entry, WalletPart Part)>();
        lock (_lock)
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
            answers[i] = waits[i].Loads.Count == 0 ? Compose(requests[i], waits[i], budget) : await AnswerAsync(requests[i], waits[i], budget);
        return answers;
    }

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
        lock (_lock)
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
        var fresh = budget.MaxAge is { } age && age < Fresh ? age : Fresh;
        var wait = new Wait(entry);
        var missing = HoldingsNeeds.None;
        foreach (var part in WalletParts.All)
        {
            if ((request.Needs & WalletParts.NeedsOf(part)) == HoldingsNeeds.None)
                continue;
            if (entry.Parts.TryGetValue(part, out var kept) && kept.IsComplete && kept.Covers(request.Needs) && _time.GetElapsedTime(kept.At) < fresh)
            {
                _telemetry.CacheHit();
                wait.Parts.Add(kept);
                if (_time.GetElapsedTime(kept.At) >= Fresh / 2 && entry.Ageing.Add(part))
                    ageing.Add((entry, kept));
            }
            else if (entry.LoadOf(request.Needs & WalletParts.NeedsOf(part)) is { } load)
            {
                _telemetry.CacheShared();
                wait.Loads.Add((part, load));
            }
            else
            {
                _telemetry.CacheMiss();
                missing |= request.Needs & WalletParts.NeedsOf(part);
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
        wait.Loads.AddRange(WalletParts.Of(missing).Select(part => (part, own)));
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
        await Task.Delay(ageing.Max(a => Fresh - _time.GetElapsedTime(a.Part.At)), _time).ConfigureAwait(false);
        var asked = new List<(WalletRequest Request, TaskCompletionSource<WalletAnswer> Answer)>();
        lock (_lock)
        {
            // A provider that is limited or fails has no time for what nobody waits for.
            var isWell = _provider.State == ProviderState.Up;
            foreach (var parts in ageing.GroupBy(a => a.Entry, a => a.Part))
            {
                var (entry, needs) = (parts.Key, HoldingsNeeds.None);
                foreach (var part in parts)
                {
                    entry.Ageing.Remove(part.Part);
                    var same = part.Needs & WalletParts.NeedsOf(part.Part);
                    if (isWell && ReferenceEquals(entry.Parts.GetValueOrDefault(part.Part), part) && entry.LoadOf(same) is null)
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
        try
        {
            using var own = time == TimeSpan.MaxValue ? CallBudget.FromCancellationToken(CancellationToken.None) : new CallBudget(time, _time, CancellationToken.None);
            var answers = await _provider.LoadAsync([.. asked.Select(a => a.Request)], own);
            lock (_lock)
            {
                for (var i = 0; i < answers.Count; i++)
                    Keep(asked[i].Request, asked[i].Answer.Task, answers[i]);
                Evict();
            }
            for (var i = 0; i < answers.Count; i++)
                asked[i].Answer.SetResult(answers[i]);
        }
#pragma warning disable CA1031 // A fault of ours is that of everyone who waits: it is passed on to them.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                foreach (var (request, answer) in asked)
                    EntryOf(request.Wallet).Loads.RemoveAll(l => l.Answer == answer.Task);
            }
            foreach (var (_, answer) in asked)
                answer.TrySetException(fault);
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
        lock (_lock)
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
    private void Keep(WalletRequest request, Task<WalletAnswer> load, WalletAnswer answer)
    {
        var entry = EntryOf(request.Wallet);
        entry.Loads.RemoveAll(l => l.Answer == load);
        if (_options is { FreshSeconds: 0, StaleSeconds: 0 })
            return;
        var now = _time.GetTimestamp();
        entry.Composed.Clear();
        foreach (var part in WalletParts.Of(request.Needs))
        {
            var loaded = PartOf(part, request.Needs, answer, now);
            if (loaded.IsComplete || (!loaded.IsFailed && !entry.Parts.ContainsKey(part)))
                entry.Parts[part] = loaded;
        }
        _bytes -= entry.Bytes;
        entry.Bytes = entry.Parts.Values.Select(p => p.Answer).Distinct(ReferenceEqualityComparer.Instance).Cast<WalletAnswer>().Sum(AnswerSize.Of);
        _bytes += entry.Bytes;
    }

    private void Evict()
    {
        for (var node = _read.First; node is not null && (_bytes > _options.MaxMegabytes * 1024L * 1024 || node.Value.IsEmpty);)
        {
            var (entry, next) = (node.Value, node.Next);
            if (entry.Loads.Count == 0)
            {
                _bytes -= entry.Bytes;
                _read.Remove(node);
                _entries.Remove(entry.Wallet);
            }
            node = next;
        }
    }

    private Entry EntryOf(WalletKey wallet)
    {
        if (!_entries.TryGetValue(wallet, out var entry))
            _entries.Add(wallet, entry = new Entry(wallet));
        else
            _read.Remove(entry.Node);
        _read.AddLast(entry.Node);
        return entry;
    }

    private static WalletPart PartOf(HoldingsNeeds part, HoldingsNeeds needs, WalletAnswer answer, long now) =>
        new(part, needs, answer, WalletParts.ReportOn(part, answer), now);

    private WalletAnswer Nothing(WalletKey wallet) => new() { Wallet = wallet, ProviderId = Description.Id, Sources = [] };

    private SourceReport? OutOfTime(HoldingsNeeds part)
    {
        var capability = part switch
        {
            HoldingsNeeds.Tokens => Capability.TokenBalances,
            HoldingsNeeds.DefiPositions => Capability.DefiPositions,
            HoldingsNeeds.Equities => Capability.Equities,
            HoldingsNeeds.Nfts => Capability.Nfts,
            HoldingsNeeds.Cash => Capability.Cash,
            HoldingsNeeds.Performance => Capability.Performance,
            _ => Capability.Platforms,
        };
        return Description.Capabilities.Contains(capability)
            ? new SourceReport(Description.Id, capability, SourceStatus.Failed, Error: new SourceError(
                SourceErrorCodes.Timeout, null, $"{Description.Name} did not answer in the time that there was"))
            : null;
    }

    /// <summary>A call that is under way for a wallet.</summary>
    private sealed class Load(HoldingsNeeds needs, Task<WalletAnswer> answer)
    {
        public HoldingsNeeds Needs { get; } = needs;

        public Task<WalletAnswer> Answer { get; } = answer;

        public Wait? Owner { get; set; }

        public bool IsOwnedBy(Wait wait) => ReferenceEquals(Owner, wait);
    }

    /// <summary>What is known of a wallet, and under way.</summary>
    private sealed class Entry
    {
        public Entry(WalletKey wallet)
        {
            Wallet = wallet;
            Node = new LinkedListNode<Entry>(this);
        }

        public WalletKey Wallet { get; }

        public LinkedListNode<Entry> Node { get; }

        public Dictionary<HoldingsNeeds, WalletPart> Parts { get; } = [];

        /// <summary>Answers made of the parts as they are, by what was asked for.</summary>
        public Dictionary<HoldingsNeeds, WalletAnswer> Composed { get; } = [];

        public List<Load> Loads { get; } = [];

        /// <summary>Parts that are asked for again when they are no longer fresh.</summary>
        public HashSet<HoldingsNeeds> Ageing { get; } = [];

        public long Bytes { get; set; }

        /// <summary>A call that is under way and brings all of this.</summary>
        public Load? LoadOf(HoldingsNeeds needs) => Loads.Find(l => (l.Needs & needs) == needs);

        public bool IsEmpty => Parts.Count == 0 && Loads.Count == 0;
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

    private class OfTokens(ITokenLookup provider, CacheOptions options, TimeProvider time) : CachedProvider(provider, options, time), ITokenLookup
    {
        public ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
            IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget) => provider.LookUpTokensAsync(keys, needs, budget);
    }

    private sealed class OfEverything(IHoldingsProvider provider, CacheOptions options, TimeProvider time)
        : OfTokens((ITokenLookup)provider, options, time), IPlatformDetails, IInvestmentDetails, INetworkDirectory
    {
        public ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> LoadPositionsAsync(IReadOnlyList<PlatformKey> keys, CallBudget budget) =>
            ((IPlatformDetails)provider).LoadPositionsAsync(keys, budget);

        public ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> LoadInvestmentsAsync(IReadOnlyList<InvestmentKey> keys, CallBudget budget) =>
            ((IInvestmentDetails)provider).LoadInvestmentsAsync(keys, budget);

        public ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget) => ((INetworkDirectory)provider).ListNetworksAsync(budget);
    }
}
