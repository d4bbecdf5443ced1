namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>The time that providers have for one request. When it is over they are cancelled, and what they did not answer is reported.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken _request;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenSource _linked;

    public Deadline(TimeSpan time, TimeProvider timeProvider, CancellationToken request)
    {
        _request = request;
        _source = new CancellationTokenSource(time, timeProvider);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_source.Token, request);
        Token = _linked.Token;
        Seconds = time.TotalSeconds;
    }

    public CancellationToken Token { get; }

    public double Seconds { get; }

    /// <summary>Whether a cancelled call was cut off by the deadline rather than by a client that has gone.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_request.IsCancellationRequested;

    public void Dispose()
    {
        _linked.Dispose();
        _source.Dispose();
    }
}
