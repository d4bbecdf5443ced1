using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>
/// A cache of at most <paramref name="capacity"/> entries, which together weigh at most <paramref name="maxWeight"/>. When half of either is new,
/// what was not used since the last time is dropped. Reads take no lock.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity, IEqualityComparer<TKey> comparer, long maxWeight = long.MaxValue, Func<TKey, int>? weigh = null)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private volatile ConcurrentDictionary<TKey, TValue> _young = new(comparer);
    private volatile ConcurrentDictionary<TKey, TValue> _old = new(comparer);
    private int _youngCount;
    private long _youngWeight;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out value)) return true;
        if (!_old.TryGetValue(key, out value)) return false;
        Add(key, value);
        return true;
    }

    public void Add(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (!_young.TryAdd(key, value)) return;
            _youngWeight += weigh?.Invoke(key) ?? 0;
            if (++_youngCount < Math.Max(1, capacity / 2) && _youngWeight < maxWeight / 2) return;
            _old = _young;
            _young = new ConcurrentDictionary<TKey, TValue>(comparer);
            _youngCount = 0;
            _youngWeight = 0;
        }
    }
}
