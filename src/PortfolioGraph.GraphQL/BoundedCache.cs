using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PortfolioGraph.GraphQL;

/// <summary>A cache of at most <paramref name="capacity"/> entries. When half of them are new, those not used since the last time are dropped. Reads take no lock.</summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private volatile ConcurrentDictionary<TKey, TValue> _young = new(comparer);
    private volatile ConcurrentDictionary<TKey, TValue> _old = new(comparer);
    private int _youngCount;

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
            if (!_young.TryAdd(key, value) || ++_youngCount < Math.Max(1, capacity / 2)) return;
            _old = _young;
            _young = new ConcurrentDictionary<TKey, TValue>(comparer);
            _youngCount = 0;
        }
    }
}
