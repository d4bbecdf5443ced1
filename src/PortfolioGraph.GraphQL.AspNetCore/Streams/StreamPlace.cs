namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>A place among the open streams, for as long as it is not disposed of.</summary>
internal sealed class StreamPlace(OpenStreams open, string caller, bool isPending) : IDisposable
{
    private int _isLeft;

    /// <summary>Whose it is; the address that it is used from, where that is not known yet.</summary>
    public string Caller { get; set; } = caller;

    /// <summary>Whether it is that of a socket which has not been acknowledged.</summary>
    public bool IsPending { get; set; } = isPending;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isLeft, 1) == 0) open.Leave(this);
    }
}
