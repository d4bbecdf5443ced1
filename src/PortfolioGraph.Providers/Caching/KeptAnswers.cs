namespace PortfolioGraph.Providers.Caching;

/// <summary>All that is kept of one provider, in one bound: what has not been read for longest goes first. Used under one lock.</summary>
internal sealed class KeptAnswers
{
    private readonly LinkedList<KeptAnswer> _read = new();
    private long _bytes;

    /// <summary>Guards this, and everything that is kept.</summary>
    public Lock Lock { get; } = new();

    /// <summary>It is read, or new.</summary>
    public void Read(KeptAnswer answer)
    {
        if (answer.Node.List is not null)
            _read.Remove(answer.Node);
        _read.AddLast(answer.Node);
    }

    public void Resize(KeptAnswer answer, long bytes)
    {
        _bytes += bytes - answer.Bytes;
        answer.Bytes = bytes;
    }

    /// <summary>A call for it is over: where that left nothing to serve, nothing is kept.</summary>
    public void Settle(KeptAnswer answer)
    {
        if (answer is { IsEmpty: true, IsUnderWay: false } && answer.Node.List is not null)
            Remove(answer);
    }

    public void Evict(long maxBytes)
    {
        for (var node = _read.First; node is not null && _bytes > maxBytes;)
        {
            var (answer, next) = (node.Value, node.Next);
            if (!answer.IsUnderWay)
                Remove(answer);
            node = next;
        }
    }

    private void Remove(KeptAnswer answer)
    {
        _bytes -= answer.Bytes;
        _read.Remove(answer.Node);
        answer.Forget();
    }
}
