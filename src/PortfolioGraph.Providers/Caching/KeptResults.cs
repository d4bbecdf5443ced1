using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Caching;

/// <summary>
/// Results for keys of one kind (tokens, platforms, investments, the list of networks), kept like the parts of wallets: fresh ones are served, calls
/// under way are shared, and the last good one stands in for one that fails.
/// </summary>
/// <param name="name">The provider's, for people.</param>
/// <param name="kept">What they share their bound and their lock with.</param>
/// <param name="options">As they are now.</param>
/// <param name="time">Measures how old results are.</param>
/// <param name="telemetry">Is told of hits and misses.</param>
/// <param name="mark">Marks a value as stale.</param>
/// <param name="size">Says how much memory a value takes.</param>
internal sealed class KeptResults<TKey, T>(
    string name, KeptAnswers kept, Func<CacheOptions> options, TimeProvider time, ProviderTelemetry telemetry, Func<T, T> mark, Func<T, long> size)
    where TKey : notnull
{
    // Entry, key and report.
    private const long Overhead = 500;

    private readonly Dictionary<TKey, Entry> _entries = [];

    public delegate ValueTask<IReadOnlyList<ProviderResult<T>>> Ask(IReadOnlyList<TKey> keys, HoldingsNeeds needs, CallBudget budget);

    /// <summary>One result a key, in their order.</summary>
    /// <param name="keys">Distinct.</param>
    /// <param name="needs">What is read of the values, where that makes a difference.</param>
    /// <param name="ask">Asks the provider; never throws for what it does, and gives one result a key.</param>
    /// <param name="budget">Of the request.</param>
    public async ValueTask<IReadOnlyList<ProviderResult<T>>> GetAsync(IReadOnlyList<TKey> keys, HoldingsNeeds needs, Ask ask, CallBudget budget)
    {
        budget.Caller.ThrowIfCancellationRequested();
        var results = new ProviderResult<T>[keys.Count];
        var loads = new (Load? Load, bool IsOwn)[keys.Count];
        var asked = new List<(Entry Entry, Load Load)>();
        lock (kept.Lock)
        {
            for (var i = 0; i < results.Length; i++)
                (results[i], loads[i]) = Plan(keys[i], needs, budget, asked);
        }

        // As with wallets: the call goes on for the others, and for what is kept.
        if (asked.Count > 0)
            _ = AskAsync(asked, needs, ask, budget.Left);
        for (var i = 0; i < results.Length; i++)
        {
            if (loads[i] is ({ } load, var isOwn))
                results[i] = await ResultAsync(keys[i], needs, load, isOwn, budget);
            if (results[i].FetchedAt is { } fetched)
                budget.Uses(fetched);
        }
        return results;
    }

    private (ProviderResult<T> Result, (Load? Load, bool IsOwn) Waits) Plan(
        TKey key, HoldingsNeeds needs, CallBudget budget, List<(Entry Entry, Load Load)> asked)
    {
        if (!_entries.TryGetValue(key, out var entry))
            _entries.Add(key, entry = new Entry(this, key));
        kept.Read(entry);
        var fresh = TimeSpan.FromSeconds(options().FreshSeconds);
        if (budget.MaxAge is { } age && age < fresh)
            fresh = age;
        if (entry.Last is { IsComplete: true } last && last.Covers(needs) && time.GetElapsedTime(last.At) < fresh)
        {
            telemetry.CacheHit();
            return (last.Result, (null, false));
        }
        if (entry.Loads.Find(l => (l.Needs & needs) == needs) is { } load)
        {
            telemetry.CacheShared();
            return (default, (load, false));
        }
        telemetry.CacheMiss();
        var own = new Load(needs);
        entry.Loads.Add(own);
        asked.Add((entry, own));
        return (default, (own, true));
    }

    /// <summary>Asks the provider, for all who wait. What comes is kept before they have it.</summary>
    private async Task AskAsync(List<(Entry Entry, Load Load)> asked, HoldingsNeeds needs, Ask ask, TimeSpan left)
    {
        using var own = CallBudget.Of(left, time);
        var results = await ask([.. asked.Select(a => a.Entry.Key)], needs, own);
        var fetched = time.GetUtcNow();
        ProviderResult<T>[] dated = [.. results.Take(asked.Count)
            .Select(r => r.Status is SourceStatus.Ok or SourceStatus.Partial ? r with { FetchedAt = r.FetchedAt ?? fetched } : r)];
        try
        {
            Keep(asked, needs, dated);
        }
        finally
        {
            for (var i = 0; i < dated.Length; i++)
                asked[i].Load.Result.SetResult(dated[i]);
        }
    }

    private void Keep(List<(Entry Entry, Load Load)> asked, HoldingsNeeds needs, ProviderResult<T>[] results)
    {
        lock (kept.Lock)
        {
            foreach (var (entry, load) in asked)
                entry.Loads.Remove(load);
            for (var i = 0; i < results.Length; i++)
            {
                Keep(asked[i].Entry, new Kept(results[i], needs, time.GetTimestamp()));
                kept.Settle(asked[i].Entry);
            }
            kept.Evict(options().MaxBytes);
        }
    }

    /// <summary>A failure never takes the place of a result.</summary>
    private void Keep(Entry entry, Kept loaded)
    {
        if (options() is { FreshSeconds: 0, StaleSeconds: 0 } || loaded.Result.Status == SourceStatus.Failed || (!loaded.IsComplete && entry.Last is not null))
            return;
        entry.Last = loaded;
        kept.Resize(entry, Overhead + (loaded.Result.Value is { } value ? size(value) : 0));
    }

    private async Task<ProviderResult<T>> ResultAsync(TKey key, HoldingsNeeds needs, Load load, bool isOwn, CallBudget budget)
    {
        ProviderResult<T> result;
        try
        {
            // The one who began it has as long as the call has: only others can run out of time before.
            result = await load.Result.Task.WaitAsync(isOwn ? budget.Caller : budget.Token);
        }
        catch (OperationCanceledException) when (budget.IsOver)
        {
            result = ProviderResult<T>.Failed(new SourceError(SourceErrorCodes.Timeout, null, $"{name} did not answer in the time that there was"));
        }
        if (result is not { Status: SourceStatus.Failed, Error: { } error })
            return result;

        lock (kept.Lock)
        {
            if (_entries.GetValueOrDefault(key)?.Last is not { } last || !last.Covers(needs)
                || time.GetElapsedTime(last.At) >= TimeSpan.FromSeconds(options().StaleSeconds))
                return result;
            telemetry.CacheStale();
            return last.Result.InPlaceOf(error, mark);
        }
    }

    /// <summary>A result that was had.</summary>
    private sealed record Kept(ProviderResult<T> Result, HoldingsNeeds Needs, long At)
    {
        /// <summary>Nothing that may come later is missing: it can be served again.</summary>
        public bool IsComplete => Result is { Status: SourceStatus.Ok or SourceStatus.Unsupported }
            or { Status: SourceStatus.Partial, Error.Code: SourceErrorCodes.Unsupported };

        public bool Covers(HoldingsNeeds needs) => (Needs & needs) == needs;
    }

    /// <summary>A call that is under way for a key.</summary>
    private sealed class Load(HoldingsNeeds needs)
    {
        public HoldingsNeeds Needs { get; } = needs;

        public TaskCompletionSource<ProviderResult<T>> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Entry(KeptResults<TKey, T> owner, TKey key) : KeptAnswer
    {
        public TKey Key { get; } = key;

        public Kept? Last { get; set; }

        public List<Load> Loads { get; } = [];

        public override bool IsUnderWay => Loads.Count > 0;

        public override bool IsEmpty => Last is null;

        public override void Forget() => owner._entries.Remove(Key);
    }
}
