using System.Collections.Concurrent;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>An event stream for several operations ("single connection mode"): reserved, then opened once, by the caller who reserved it.</summary>
internal sealed class SharedEventStream(StreamPlace place, string token)
{
    private readonly TaskCompletionSource<EventStream> _events = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isOpen;

    public StreamPlace Place { get; } = place;

    public string Token { get; } = token;

    /// <summary>The operations that run, by the ids that the client gave them.</summary>
    public ConcurrentDictionary<string, CancellationTokenSource> Operations { get; } = new(StringComparer.Ordinal);

    /// <summary>Where their payloads go, once it is there.</summary>
    public Task<EventStream> Events => _events.Task;

    /// <summary>False: somebody has opened it before, or it was given up.</summary>
    public bool TryOpen() => Interlocked.Exchange(ref _isOpen, 1) == 0;

    public void Opened(EventStream events) => _events.TrySetResult(events);

    /// <summary>Stops all operations.</summary>
    public void Close()
    {
        _events.TrySetCanceled();
        foreach (var (_, operation) in Operations) operation.Cancel();
    }
}
