namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>A place among the open streams, for as long as it is not disposed of.</summary>
internal sealed class StreamPlace(OpenStreams open, string caller) : IDisposable
{
    private int _isLeft;

    public string Caller { get; set; } = caller;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isLeft, 1) == 0) open.Leave(this);
    }
}
