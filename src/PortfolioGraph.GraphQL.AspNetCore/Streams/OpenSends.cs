using System.Collections.Concurrent;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>The long answers that are being sent, so that those can be given up that hold their buffers for longest. Thread-safe.</summary>
internal sealed class OpenSends(TimeSpan patience, TimeProvider time)
{
    private readonly ConcurrentDictionary<Send, bool> _open = [];

    /// <param name="abort">Ends the connection.</param>
    /// <returns>Disposed of when it is sent.</returns>
    public IDisposable Begin(Action abort)
    {
        var send = new Send(_open, abort, time.GetTimestamp());
        _open[send] = true;
        return send;
    }

    /// <summary>Gives up what takes longer than one may wait for anybody while others have no room.</summary>
    public void EndSlow()
    {
        foreach (var (send, _) in _open)
            if (time.GetElapsedTime(send.Start) > patience)
                send.Abort();
    }

    private sealed class Send(ConcurrentDictionary<Send, bool> open, Action abort, long start) : IDisposable
    {
        public long Start => start;

        public void Abort()
        {
            if (open.TryRemove(this, out _)) abort();
        }

        public void Dispose() => open.TryRemove(this, out _);
    }
}
