using System.Diagnostics;
using System.Runtime.InteropServices;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.DataLoading;

/// <summary>
/// A loader of values by key. Keys that are equal are asked for once a request; results stay for the request. Resolvers may ask from any
/// thread. A batch may ask other loaders, or this one for further keys.
/// </summary>
public abstract class DataLoader<TKey, TValue> : DataLoader
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, int> _slots;
    private readonly List<TKey> _keys = [];
    private readonly List<Waiter> _waiting = [];
    private readonly List<Waiter> _waitingBatches = [];
    private Result<TValue>[] _results = [];
    private int _dispatched;
    private int _loaded;
    private bool _isNeededByBatch;
    private bool _isUrgent;

    protected DataLoader(IEqualityComparer<TKey>? comparer = null) => _slots = new Dictionary<TKey, int>(comparer);

    internal override bool HasPendingKeys
    {
        get
        {
            lock (_gate) return _keys.Count > _dispatched;
        }
    }

    internal override bool IsNeededByBatch
    {
        get
        {
            lock (_gate) return _isNeededByBatch;
        }
    }

    internal override bool IsUrgent
    {
        get
        {
            lock (_gate) return _isUrgent;
        }
    }

    /// <summary>The most keys in one call of <see cref="LoadBatchAsync"/>; further keys go into further calls, made concurrently.</summary>
    protected virtual int MaxBatchSize => int.MaxValue;

    /// <summary>One result a key, in the order asked for.</summary>
    public async ValueTask<Result<TValue>[]> LoadAsync(IReadOnlyList<TKey> keys)
    {
        var slots = new int[keys.Count];
        lock (_gate)
        {
            for (var i = 0; i < slots.Length; i++) slots[i] = SlotOf(keys[i]);
        }

        if (WhenLoaded(slots) is { } pending) await pending;
        return ResultsOf(slots);
    }

    /// <summary>The value of one key; throws the error in its place.</summary>
    public async ValueTask<TValue> LoadAsync(TKey key)
    {
        int[] slots = [0];
        Reserve(new ReadOnlySpan<TKey>(in key), slots);
        if (WhenLoaded(slots) is { } pending) await pending;
        var result = ResultsOf(slots)[0];
        return result.Error is null ? result.Value! : throw result.Error;
    }

    /// <summary>Fills <paramref name="results"/>, one a key, in the order of <paramref name="keys"/>. Throwing fails all of them.</summary>
    protected abstract ValueTask LoadBatchAsync(IReadOnlyList<TKey> keys, Memory<Result<TValue>> results, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the result of a key before the rest of its batch is there. Where an answer comes in parts, whoever waits for this key alone goes on;
    /// everywhere else it makes no difference. The batch still fills in the result at its end.
    /// </summary>
    protected void Publish(TKey key, Result<TValue> result)
    {
        if (!Signal.IsIncremental) return;
        lock (_gate)
        {
            if (_results.Length < _keys.Count) Array.Resize(ref _results, _keys.Count);
            _results[_slots[key]] = result;
            CountLoaded();
        }

        Signal.Set();
    }

    /// <summary>Notes that keys are wanted, and says where their results can be read once their batch has run. A slot that is negative stays so: it has no key.</summary>
    internal void Reserve(ReadOnlySpan<TKey> keys, Span<int> slots)
    {
        lock (_gate)
        {
            for (var i = 0; i < slots.Length; i++)
                if (slots[i] >= 0)
                    slots[i] = SlotOf(keys[i]);
        }
    }

    /// <summary>The result of a slot that is loaded, read between batches.</summary>
    internal Result<TValue> ResultOf(int slot) => _results[slot];

    /// <summary>Whether this slot and all before it are loaded.</summary>
    internal bool IsLoaded(int slot) => slot < Volatile.Read(ref _loaded);

    internal override async Task DispatchAsync(CancellationToken cancellationToken)
    {
        TKey[] keys;
        int start;
        lock (_gate)
        {
            start = _dispatched;
            keys = CollectionsMarshal.AsSpan(_keys)[start..].ToArray();
            _dispatched = _keys.Count;
            _isNeededByBatch = false;
            _isUrgent = false;
        }

        var size = Math.Max(1, MaxBatchSize);
        if (keys.Length <= size)
        {
            await LoadGuardedAsync(keys, start, cancellationToken);
            return;
        }

        var calls = new List<Task>();
        for (var i = 0; i < keys.Length; i += size)
        {
            calls.Add(LoadGuardedAsync(new ArraySegment<TKey>(keys, i, Math.Min(size, keys.Length - i)), start + i, cancellationToken));
        }

        await Task.WhenAll(calls);
    }

    internal override void Release() => Release(_waiting, onlyUrgent: false);

    internal override bool ReleaseEarly(bool onlyUrgent) => Release(_waiting, onlyUrgent);

    private bool Release(List<Waiter> waiters, bool onlyUrgent)
    {
        List<TaskCompletionSource>? released = null;
        lock (_gate)
        {
            waiters.RemoveAll(waiter =>
            {
                if ((onlyUrgent && !waiter.IsUrgent) || !AreLoaded(waiter.Slots)) return false;
                (released ??= []).Add(waiter.Source);
                return true;
            });
        }

        if (released is null) return false;
        foreach (var source in released) source.SetResult();
        return true;
    }

    private Task? WhenLoaded(int[] slots)
    {
        TaskCompletionSource source;
        lock (_gate)
        {
            if (AreLoaded(slots)) return null;

            // Continuations run where they are released, so that the order of loads is always the same: those of resolvers by the executor,
            // those of other batches, which the executor waits for, by the batch that has their keys.
            source = new TaskCompletionSource();
            var isUrgent = Signal.IsIncremental && !InDeferredPart.Value;
            (InsideBatch.Value ? _waitingBatches : _waiting).Add(new Waiter(slots, source, isUrgent));
            _isNeededByBatch |= InsideBatch.Value && slots.Any(s => s >= _dispatched);
        }

        Signal.Set();
        return source.Task;
    }

    private bool AreLoaded(int[] slots)
    {
        foreach (var slot in slots)
            if (slot >= _results.Length || !_results[slot].IsSet)
                return false;
        return true;
    }

    // Under the lock.
    private int SlotOf(TKey key)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out var exists);
        if (!exists)
        {
            slot = _keys.Count;
            _keys.Add(key);
        }

        _isUrgent |= Signal.IsIncremental && slot >= _dispatched && !InDeferredPart.Value;
        return slot;
    }

    private Result<TValue>[] ResultsOf(int[] slots)
    {
        var results = new Result<TValue>[slots.Length];
        lock (_gate)
        {
            for (var i = 0; i < slots.Length; i++) results[i] = _results[slots[i]];
        }

        return results;
    }

    private async Task LoadGuardedAsync(IReadOnlyList<TKey> keys, int start, CancellationToken cancellationToken)
    {
        using var span = EngineTelemetry.StartBatch(GetType().Name, keys.Count);
        var results = new Result<TValue>[keys.Count];
        try
        {
            InsideBatch.Value = true;
            await LoadBatchAsync(keys, results, cancellationToken);
        }
        catch (Exception e)
        {
            var masked = MaskedException.From(e);
            Array.Fill(results, Result<TValue>.Failed(masked));
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", masked.Code);
        }

        Keep(results, start);
        Release(_waitingBatches, onlyUrgent: false);
    }

    private void Keep(Result<TValue>[] results, int start)
    {
        lock (_gate)
        {
            if (_results.Length < start + results.Length) Array.Resize(ref _results, Math.Max(start + results.Length, _keys.Count));
            for (var i = 0; i < results.Length; i++)
            {
                _results[start + i] = results[i].IsSet
                    ? results[i]
                    : Result<TValue>.Failed(new GraphQLException("The loader gave no result for a key.", ErrorCodes.Internal));
            }

            CountLoaded();
        }
    }

    private void CountLoaded()
    {
        var loaded = _loaded;
        while (loaded < _results.Length && _results[loaded].IsSet) loaded++;
        Volatile.Write(ref _loaded, loaded);
    }

    private readonly record struct Waiter(int[] Slots, TaskCompletionSource Source, bool IsUrgent);
}
