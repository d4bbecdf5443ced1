namespace PortfolioGraph.GraphQL.DataLoading;

/// <summary>A loader of values by key. Keys that are equal are asked for once a request; results stay for the request.</summary>
public abstract class DataLoader<TKey, TValue> : DataLoader
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, int> _slots;
    private readonly List<TKey> _keys = [];
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly List<TaskCompletionSource> _released = [];
    private Result<TValue>[] _results = [];
    private int _dispatched;
    private int _loaded;

    protected DataLoader(IEqualityComparer<TKey>? comparer = null) => _slots = new Dictionary<TKey, int>(comparer);

    internal override bool HasPendingKeys
    {
        get
        {
            lock (_gate) return _keys.Count > _dispatched;
        }
    }

    /// <summary>The most keys in one call of <see cref="LoadBatchAsync"/>; further keys go into further calls, made concurrently.</summary>
    protected virtual int MaxBatchSize => int.MaxValue;

    /// <summary>One result a key, in the order asked for.</summary>
    public async ValueTask<Result<TValue>[]> LoadAsync(IReadOnlyList<TKey> keys)
    {
        var slots = new int[keys.Count];
        for (var i = 0; i < slots.Length; i++) slots[i] = Reserve(keys[i]);
        var last = slots.Length == 0 ? -1 : slots.Max();
        if (WhenLoaded(last) is { } pending) await pending;
        var results = new Result<TValue>[slots.Length];
        for (var i = 0; i < slots.Length; i++) results[i] = ResultOf(slots[i]);
        return results;
    }

    /// <summary>The value of one key; throws the error in its place.</summary>
    public async ValueTask<TValue> LoadAsync(TKey key)
    {
        var slot = Reserve(key);
        if (WhenLoaded(slot) is { } pending) await pending;
        var result = ResultOf(slot);
        return result.Error is null ? result.Value! : throw result.Error;
    }

    /// <summary>Fills <paramref name="results"/>, one a key, in the order of <paramref name="keys"/>. Throwing fails all of them.</summary>
    protected abstract ValueTask LoadBatchAsync(IReadOnlyList<TKey> keys, Memory<Result<TValue>> results, CancellationToken cancellationToken);

    /// <summary>Notes that a key is wanted. The result can be read once its batch has run.</summary>
    internal int Reserve(TKey key)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(key, out var slot)) return slot;
            slot = _keys.Count;
            _keys.Add(key);
            _slots.Add(key, slot);
            return slot;
        }
    }

    internal Result<TValue> ResultOf(int slot)
    {
        var result = _results[slot];
        return result.IsSet
            ? result
            : Result<TValue>.Failed(new GraphQLException("The loader gave no result for a key.", ErrorCodes.Internal));
    }

    internal bool IsLoaded(int slot) => slot < Volatile.Read(ref _loaded);

    internal override async Task DispatchAsync(CancellationToken cancellationToken)
    {
        TKey[] keys;
        int start;
        Memory<Result<TValue>> results;
        lock (_gate)
        {
            start = _dispatched;
            keys = [.. _keys[start..]];
            _dispatched = _keys.Count;
            Array.Resize(ref _results, _dispatched);
            results = _results.AsMemory(start);
            _released.AddRange(_waiting);
            _waiting.Clear();
        }

        if (keys.Length <= MaxBatchSize)
        {
            await LoadGuardedAsync(keys, results, cancellationToken);
        }
        else
        {
            var calls = new List<Task>();
            for (var i = 0; i < keys.Length; i += MaxBatchSize)
            {
                var count = Math.Min(MaxBatchSize, keys.Length - i);
                calls.Add(LoadGuardedAsync(new ArraySegment<TKey>(keys, i, count), results.Slice(i, count), cancellationToken));
            }

            await Task.WhenAll(calls);
        }

        Volatile.Write(ref _loaded, start + keys.Length);
    }

    internal override void Release()
    {
        TaskCompletionSource[] released;
        lock (_gate)
        {
            released = [.. _released];
            _released.Clear();
        }

        foreach (var waiter in released) waiter.SetResult();
    }

    private Task? WhenLoaded(int slot)
    {
        if (IsLoaded(slot)) return null;
        TaskCompletionSource waiter;
        lock (_gate)
        {
            // Continuations run where the executor releases them, so that the order of loads is always the same.
            waiter = new TaskCompletionSource();
            if (slot < _dispatched) _released.Add(waiter);
            else _waiting.Add(waiter);
        }

        Signal.Set();
        return waiter.Task;
    }

    private async Task LoadGuardedAsync(IReadOnlyList<TKey> keys, Memory<Result<TValue>> results, CancellationToken cancellationToken)
    {
        try
        {
            await LoadBatchAsync(keys, results, cancellationToken);
        }
        catch (Exception e)
        {
            results.Span.Fill(Result<TValue>.Failed(MaskedException.From(e)));
        }
    }
}
