namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>How what is said of the objects of one type goes together.</summary>
internal abstract class ObjectRules<T>
    where T : class
{
    public abstract string IdOf(T said);

    /// <summary>All that is said, as one text: an order of statements that nothing else decides between.</summary>
    public abstract string TextOf(T said);

    /// <summary>The first, with what it does not say filled in by the second.</summary>
    public abstract T Fill(T first, T second);

    /// <summary>Whether the two say different things of something that both say.</summary>
    public abstract bool Contradict(T left, T right);

    /// <summary>What we know ourselves stands above all that is said.</summary>
    public abstract T Complete(T merged);
}
