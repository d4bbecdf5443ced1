using System.Collections.Concurrent;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>The streams that are open, counted by caller. Thread-safe.</summary>
public sealed class OpenStreams
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byCaller = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    /// <summary>Event streams for several operations, by their token.</summary>
    internal ConcurrentDictionary<string, SharedEventStream> Shared { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a place for a caller, given back when it is disposed of.</summary>
    /// <param name="isCallersLimit">Whether it is the caller who has too many, where there is no place.</param>
    internal StreamPlace? TryEnter(string caller, StreamOptions options, out bool isCallersLimit)
    {
        lock (_lock)
        {
            isCallersLimit = _byCaller.GetValueOrDefault(caller) >= options.MaxConnectionsPerCaller;
            if (isCallersLimit || _count >= options.MaxConnections) return null;
            _byCaller[caller] = _byCaller.GetValueOrDefault(caller) + 1;
            _count++;
            return new StreamPlace(this, caller);
        }
    }

    /// <summary>Gives a place to somebody else: now it is known who it is. False: he has enough.</summary>
    internal bool TryMove(StreamPlace place, string caller, StreamOptions options)
    {
        lock (_lock)
        {
            if (caller == place.Caller) return true;
            if (_byCaller.GetValueOrDefault(caller) >= options.MaxConnectionsPerCaller) return false;
            Leave(place.Caller);
            _byCaller[caller] = _byCaller.GetValueOrDefault(caller) + 1;
            place.Caller = caller;
            return true;
        }
    }

    internal void Leave(StreamPlace place)
    {
        lock (_lock)
        {
            Leave(place.Caller);
            _count--;
        }
    }

    private void Leave(string caller)
    {
        if (--_byCaller[caller] == 0) _byCaller.Remove(caller);
    }
}
