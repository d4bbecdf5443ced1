namespace PortfolioGraph.Providers.Caching;

/// <summary>Something that a provider answered and that is kept: a wallet, or the result for a key.</summary>
internal abstract class KeptAnswer
{
    protected KeptAnswer() => Node = new LinkedListNode<KeptAnswer>(this);

    /// <summary>Its place in the order of reading.</summary>
    public LinkedListNode<KeptAnswer> Node { get; }

    /// <summary>The memory that it takes, as far as it is counted.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether it is being asked for now: it stays until that is over.</summary>
    public abstract bool IsUnderWay { get; }

    /// <summary>Whether there is nothing in it that could be served.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Takes it out of where it is found by its key.</summary>
    public abstract void Forget();
}
