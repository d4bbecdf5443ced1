using System.Collections.Concurrent;
using System.Collections.Immutable;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// Finds out which chains a kind of call does not cover. OKX refuses a call for all of its chains if it does not cover one of them, and
/// does not always say which. So the call is made again without that chain: the one that is named, else the one that is found by halving.
/// What was found is left out of calls of that kind for an hour.
/// </summary>
internal sealed class OkxCoverage(TimeProvider time)
{
    /// <summary>The most calls that are spent on one search.</summary>
    public const int MostCalls = 32;

    /// <summary>How long a refusal is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    // A search that found nothing is not soon made again: it is not the chains that OKX minds.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // As many as are on the wire at once.
    private const int MostEarly = 8;

    private const int MostKinds = 1000;

    private readonly ConcurrentDictionary<string, Kind> _kinds = new(StringComparer.Ordinal);

    /// <summary>Waits, a little, while the first calls of a kind are under way: what they find out, others need not.</summary>
    public async ValueTask WaitAsync(string kind, CallBudget budget)
    {
        if (!_kinds.TryGetValue(kind, out var known) || known.First is not { IsCompleted: false } first || known.IsEarly())
            return;
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        await Task.WhenAny(first, Task.Delay(LongestWait, time, waited.Token));
        await waited.CancelAsync();
    }

    /// <param name="kind">Calls of one kind cover the same chains.</param>
    /// <param name="chains">What is asked about.</param>
    /// <param name="ask">Makes the call for some of the chains.</param>
    /// <param name="budget">Of all calls together.</param>
    public async ValueTask<OkxAnswer<TItem>> AskAsync<TItem>(
        string kind, IReadOnlyList<string> chains, Func<IReadOnlyList<string>, ValueTask<CallResult<IReadOnlyList<TItem>>>> ask,
        CallBudget budget)
        where TItem : class
    {
        var known = KindOf(kind);
        var first = known.Begin();
        try
        {
            while (true)
            {
                var version = known.Version;
                var open = known.Open(chains);
                if (open.Count == 0)
                    return new OkxAnswer<TItem>(Refused<TItem>(known.RefusedOf(chains)), []) { Refused = known.RefusedOf(chains) };

                var refusal = known.Unfinished(open);
                if (refusal is null)
                {
                    var result = await ask(open);
                    refusal = IsRefusal(result.Error, open) ? result.Error : null;
                    if (refusal is null || open.Count == 1)
                        return Answer(known, chains, open, result);
                }
                // One search at a time: others use what it finds.
                if (!await known.EnterAsync(budget))
                    return Answer(known, chains, open, Failed<TItem>(OkxErrors.Undecided(refusal)));
                try
                {
                    if (known.Version == version)
                        return await new Search<TItem>(known, chains, open, refusal, ask, budget, time).RunAsync();
                }
                finally
                {
                    known.Leave();
                }
            }
        }
        finally
        {
            first?.TrySetResult();
        }
    }

    /// <summary>Whether a failure may be that of a single chain.</summary>
    private static bool IsRefusal(SourceError? error, IReadOnlyList<string> chains) => error?.ProviderCode switch
    {
        // That a chain is not supported (here), that address and format differ, and a parameter or platform that is refused.
        "81104" or "81150" or "81157" or "84000" or "84001" or "84019" => true,
        // A wrong parameter, of whatever kind.
        "51000" => error.Message.Contains("chain", StringComparison.OrdinalIgnoreCase)
            || OkxChains.NamedIn(error.Message, chains).Count > 0,
        _ => false,
    };

    private static OkxAnswer<TItem> Answer<TItem>(
        Kind known, IReadOnlyList<string> chains, IReadOnlyList<string> asked, CallResult<IReadOnlyList<TItem>> result)
        where TItem : class
    {
        var refused = known.RefusedOf(chains);
        // A single chain that is refused by name is not covered. It is not remembered: no other chain shows that the call itself was right.
        if (asked is [var only] && result.Error is { } error && IsRefusal(error, asked)
            && (error.Code == SourceErrorCodes.Unsupported || OkxChains.NamedIn(error.Message, asked).Count > 0))
        {
            refused = [.. refused, new OkxRefusal(only, error.ProviderCode)];
            return new OkxAnswer<TItem>(Refused<TItem>(refused), []) { Refused = refused };
        }
        return new OkxAnswer<TItem>(result, asked) { Refused = refused };
    }

    private static CallResult<IReadOnlyList<TItem>> Refused<TItem>(IReadOnlyList<OkxRefusal> refused)
        where TItem : class => Failed<TItem>(OkxErrors.NotCovered("OKX does not cover", refused));

    private static CallResult<IReadOnlyList<TItem>> Failed<TItem>(SourceError error)
        where TItem : class => CallResult<IReadOnlyList<TItem>>.Failed(error, isTransient: false, default);

    private Kind KindOf(string kind)
    {
        if (_kinds.TryGetValue(kind, out var known) && known.IsGood(time.GetUtcNow()))
            return known;
        if (_kinds.Count >= MostKinds)
            _kinds.Clear();
        var now = time.GetUtcNow();
        return _kinds.AddOrUpdate(kind, _ => new Kind(now + Memory), (_, last) => last.IsGood(now) ? last : new Kind(now + Memory));
    }

    /// <summary>What is known of one kind of call, until it is found out anew.</summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle nobody takes holds nothing to dispose of.
    private sealed class Kind(DateTimeOffset until)
#pragma warning restore CA1001
    {
        private readonly Lock _lock = new();
        private readonly SemaphoreSlim _search = new(1);
        private ImmutableDictionary<string, string?> _refused = ImmutableDictionary<string, string?>.Empty;
        private (IReadOnlyList<string> All, IReadOnlyList<string> Open)? _last;
        private (IReadOnlyList<string> Suspects, SourceError Refusal)? _unfinished;
        private long _until = until.UtcTicks;
        private long _restsUntil;
        private int _version;
        private int _early;

        /// <summary>Another whenever something more is refused.</summary>
        public int Version => Volatile.Read(ref _version);

        public bool IsGood(DateTimeOffset now) => now.UtcTicks < Volatile.Read(ref _until);

        /// <summary>Whether a search has found nothing just now.</summary>
        public bool Rests(DateTimeOffset now) => now.UtcTicks < Volatile.Read(ref _restsUntil);

        public void RestUntil(DateTimeOffset time) => Volatile.Write(ref _restsUntil, time.UtcTicks);

        /// <summary>The first call of the kind, while it is under way.</summary>
        public Task? First { get; private set; }

        /// <summary>Whether a call is one of the first, which need not wait for each other.</summary>
        public bool IsEarly() => Interlocked.Increment(ref _early) < MostEarly;

        /// <summary>For the first call: to be set when it has ended.</summary>
        public TaskCompletionSource? Begin()
        {
            lock (_lock)
            {
                if (First is not null)
                    return null;
                var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                First = first.Task;
                return first;
            }
        }

        /// <summary>The chains without those that were refused. The same list for the same list, as long as no other is.</summary>
        public IReadOnlyList<string> Open(IReadOnlyList<string> chains)
        {
            lock (_lock)
            {
                if (_refused.IsEmpty)
                    return chains;
                if (_last is not { } last || !ReferenceEquals(last.All, chains))
                {
                    var open = chains.Where(chain => !_refused.ContainsKey(chain)).ToArray();
                    _last = last = (chains, open.Length == chains.Count ? chains : open);
                }
                return last.Open;
            }
        }

        public IReadOnlyList<OkxRefusal> RefusedOf(IReadOnlyList<string> chains)
        {
            lock (_lock)
            {
                return _refused.IsEmpty
                    ? [] : [.. chains.Where(_refused.ContainsKey).Select(chain => new OkxRefusal(chain, _refused[chain]))];
            }
        }

        public void Refuse(List<string> chains, string? code, DateTimeOffset until)
        {
            if (chains.Count == 0)
                return;
            lock (_lock)
            {
                if (_refused.IsEmpty)
                    _until = until.UtcTicks;
                _version++;
                _refused = _refused.SetItems(chains.Select(chain => KeyValuePair.Create(chain, code)));
                _last = null;
            }
        }

        /// <summary>The refusal for which a search was begun that is not done; null where there is none for these chains.</summary>
        public SourceError? Unfinished(IReadOnlyList<string> open) => SuspectsOf(open) is null ? null : _unfinished?.Refusal;

        /// <summary>Where that search had got to.</summary>
        public IReadOnlyList<string>? SuspectsOf(IReadOnlyList<string> open)
        {
            lock (_lock)
                return _unfinished is { } search && search.Suspects.All(open.Contains) ? search.Suspects : null;
        }

        public void Suspect(IReadOnlyList<string>? suspects, SourceError refusal)
        {
            lock (_lock)
                _unfinished = suspects is null ? null : (suspects, refusal);
        }

        public async ValueTask<bool> EnterAsync(CallBudget budget)
        {
            try
            {
                await _search.WaitAsync(budget.Token);
                return true;
            }
            catch (OperationCanceledException) when (budget.IsOver)
            {
                return false;
            }
        }

        public void Leave() => _search.Release();
    }

    /// <summary>One search: <paramref name="refusal"/> says that something among the open chains is not covered.</summary>
    private sealed class Search<TItem>(
        Kind known, IReadOnlyList<string> chains, IReadOnlyList<string> open, SourceError refusal,
        Func<IReadOnlyList<string>, ValueTask<CallResult<IReadOnlyList<TItem>>>> ask, CallBudget budget, TimeProvider time)
        where TItem : class
    {
        private readonly List<string> _found = [];

        // Chains of calls that were answered.
        private readonly HashSet<string> _covered = [];
        private IReadOnlyList<string>? _suspects = known.SuspectsOf(open);
        private int _calls;
        private TimeSpan _slowest;

        // Whether any chain was answered: else it may be something else that OKX refuses.
        private bool _hasAnswered;

        private bool _namesHelp;

        /// <summary>Room for one more try, and for the call that is made in the end.</summary>
        private bool HasRoom => _calls < MostCalls - 1 && budget.Left > _slowest * 2.5;

        public async ValueTask<OkxAnswer<TItem>> RunAsync()
        {
            var rest = open;
            var said = refusal;
            var byName = _suspects is null;
            while (true)
            {
                IReadOnlyList<string> bad = byName ? OkxChains.NamedIn(said.Message, rest) : [];
                var isNamed = bad.Count > 0 && bad.Count < rest.Count;
                if (!isNamed)
                {
                    if (byName && _found.Count > 0)
                    {
                        // Leaving out what was named did not help, so the names meant something else.
                        _found.Clear();
                        rest = open;
                    }
                    byName = false;
                    if (known.Rests(time.GetUtcNow()))
                        return Answer(known, chains, open, Failed<TItem>(refusal));
                    var (suspects, stopped) = await HalveAsync(rest);
                    if (stopped is { } failure)
                    {
                        KeepFound();
                        return Answer(known, chains, rest, failure);
                    }
                    if (suspects.Count > 1)
                        return await WithoutAsync(rest, suspects, said);
                    bad = suspects;
                }
                if (bad.Count == 0)
                {
                    // What was suspected last time is covered by now.
                    rest = open;
                }
                _found.AddRange(bad);
                rest = [.. rest.Except(bad)];
                if (rest.Count == 0)
                    return Fruitless();

                var result = await AskAsync(rest);
                if (result.Error is not { } error || !IsRefusal(error, rest))
                {
                    if (result.Error is null || _hasAnswered)
                        known.Refuse(_found, refusal.ProviderCode, time.GetUtcNow() + Memory);
                    known.Suspect(null, refusal);
                    return Answer(known, chains, rest, result);
                }
                said = error;
                if (!isNamed && !_hasAnswered)
                {
                    var answersAny = await AnswersAnyAsync(rest);
                    if (answersAny == false)
                        return Fruitless();
                    // What was found is where the next search begins.
                    if (answersAny is null)
                    {
                        known.Suspect([.. bad], refusal);
                        return Answer(known, chains, open, Failed<TItem>(OkxErrors.Undecided(refusal)));
                    }
                }
                // Another name than before: leaving out the last ones did help.
                _namesHelp = isNamed && OkxChains.NamedIn(said.Message, rest).Count > 0;
                if (!HasRoom)
                    return await WithoutAsync(rest, [.. rest.Except(_covered)], said);
            }
        }

        /// <summary>Whether OKX answers for any chain by itself: a few are tried, from all over the list. Null where there was no room to find out.</summary>
        private async ValueTask<bool?> AnswersAnyAsync(IReadOnlyList<string> rest)
        {
            foreach (var place in new[] { rest.Count - 1, rest.Count / 2, rest.Count / 4 }.Distinct())
            {
                // A single one was asked for just now.
                if (rest.Count == 1)
                    return false;
                if (!HasRoom)
                    return null;
                var result = await AskAsync([rest[place]]);
                if (result.Error is null)
                    return true;
                if (!IsRefusal(result.Error, [rest[place]]))
                    return null;
            }
            return false;
        }

        /// <summary>Narrows the chains down to one that is refused, if there is room for that. None: nothing is refused any more.</summary>
        private async ValueTask<(IReadOnlyList<string> Suspects, CallResult<IReadOnlyList<TItem>>? Stopped)> HalveAsync(
            IReadOnlyList<string> rest)
        {
            // What another request has found out may be old, so the last suspect is looked at itself.
            var mayBeOld = _suspects is not null;
            var suspects = _suspects ?? [.. rest.Except(_covered)];
            _suspects = null;
            while (suspects.Count > 1 || mayBeOld)
            {
                if (!HasRoom)
                {
                    known.Suspect(suspects, refusal);
                    return (suspects, null);
                }
                IReadOnlyList<string> half = [.. suspects.Take((suspects.Count + 1) / 2)];
                var result = await AskAsync(half);
                if (result.Error is null)
                {
                    suspects = [.. suspects.Skip(half.Count)];
                    if (suspects.Count == 0)
                        break;
                }
                else if (IsRefusal(result.Error, half))
                {
                    suspects = half;
                    mayBeOld &= half.Count > 1;
                }
                else
                {
                    known.Suspect(suspects, refusal);
                    return (suspects, result);
                }
            }
            known.Suspect(null, refusal);
            return (suspects, null);
        }

        /// <summary>There is no time to find out more: the rest is asked for without all that may be at fault.</summary>
        private async ValueTask<OkxAnswer<TItem>> WithoutAsync(IReadOnlyList<string> all, IReadOnlyList<string> suspects, SourceError said)
        {
            IReadOnlyList<string> rest = [.. all.Except(suspects)];
            var undecided = OkxErrors.Undecided(said);
            if (rest.Count == 0)
            {
                KeepFound();
                return Answer(known, chains, [.. all], Failed<TItem>(undecided));
            }
            var result = await AskAsync(rest);
            KeepFound();
            if (result.Error is { } error && IsRefusal(error, rest))
                result = Failed<TItem>(OkxErrors.Undecided(error));
            return Answer(known, chains, rest, result) with { LeftOut = suspects, LeftOutFor = undecided };
        }

        private void KeepFound()
        {
            if (_hasAnswered || _namesHelp)
                known.Refuse(_found, refusal.ProviderCode, time.GetUtcNow() + Memory);
        }

        private OkxAnswer<TItem> Fruitless()
        {
            known.RestUntil(time.GetUtcNow() + Rest);
            known.Suspect(null, refusal);
            return Answer(known, chains, open, Failed<TItem>(refusal));
        }

        private async ValueTask<CallResult<IReadOnlyList<TItem>>> AskAsync(IReadOnlyList<string> some)
        {
            _calls++;
            var start = time.GetTimestamp();
            var result = await ask(some);
            var took = time.GetElapsedTime(start);
            _slowest = took > _slowest ? took : _slowest;
            if (result.Error is null)
            {
                _hasAnswered = true;
                _covered.UnionWith(some);
            }
            return result;
        }
    }
}
