using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>The streams that are open, counted by caller, and the sockets that have not been acknowledged, counted by address. Thread-safe.</summary>
public sealed class OpenStreams
{
    private readonly Lock _lock = new();
    private readonly Places _known = new();
    private readonly Places _pending = new();

    /// <summary>How many there are, those that have not been acknowledged among them.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _known.Count + _pending.Count;
        }
    }

    /// <summary>Event streams for several operations, by their token.</summary>
    internal ConcurrentDictionary<string, SharedEventStream> Shared { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a place for a caller, given back when it is disposed of.</summary>
    /// <param name="isOwnLimit">Whether it is the caller who has too many, where there is no place.</param>
    internal StreamPlace? TryEnter(string caller, StreamOptions options, out bool isOwnLimit)
    {
        lock (_lock)
        {
            return _known.TryAdd(caller, options.MaxConnectionsPerCaller, options.MaxConnections, out isOwnLimit)
                ? new StreamPlace(this, caller, isPending: false)
                : null;
        }
    }

    /// <summary>Takes a place for a socket that has not been acknowledged. They have few, so that they take none from those who are known.</summary>
    /// <param name="isOwnLimit">Whether it is the address that has too many, where there is no place.</param>
    internal StreamPlace? TryEnterPending(string address, StreamOptions options, out bool isOwnLimit)
    {
        lock (_lock)
        {
            return _pending.TryAdd(address, options.MaxPendingSocketsPerAddress, options.MaxPendingSockets, out isOwnLimit)
                ? new StreamPlace(this, address, isPending: true)
                : null;
        }
    }

    /// <summary>Gives a place to the caller who is now known to have it. False: there is no place for it.</summary>
    /// <param name="isOwnLimit">Whether it is the caller who has too many then.</param>
    internal bool TryMove(StreamPlace place, string caller, StreamOptions options, out bool isOwnLimit)
    {
        lock (_lock)
        {
            isOwnLimit = false;
            if (!place.IsPending && caller == place.Caller) return true;
            if (!place.IsPending) _known.Remove(place.Caller);
            if (_known.TryAdd(caller, options.MaxConnectionsPerCaller, options.MaxConnections, out isOwnLimit))
            {
                if (place.IsPending) _pending.Remove(place.Caller);
                (place.Caller, place.IsPending) = (caller, false);
                return true;
            }

            if (!place.IsPending) _known.Add(place.Caller);
            return false;
        }
    }

    internal void Leave(StreamPlace place)
    {
        lock (_lock) (place.IsPending ? _pending : _known).Remove(place.Caller);
    }

    private sealed class Places
    {
        private readonly Dictionary<string, int> _byOwner = new(StringComparer.Ordinal);

        public int Count { get; private set; }

        public bool TryAdd(string owner, int mostOfOwner, int most, out bool isOwnLimit)
        {
            isOwnLimit = _byOwner.GetValueOrDefault(owner) >= mostOfOwner;
            if (isOwnLimit || Count >= most) return false;
            Add(owner);
            return true;
        }

        public void Add(string owner)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_byOwner, owner, out _)++;
            Count++;
        }

        public void Remove(string owner)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_byOwner, owner) == 0) _byOwner.Remove(owner);
            Count--;
        }
    }
}
