namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>How what is said of the objects of one type goes together.</summary>
internal abstract class ObjectRules<T>
    where T : class
{
    public abstract string IdOf(T said);

    /// <summary>
    /// Whether what is said is public: of an id that stands for the same thing for everyone. The rest may be what a custodian's user wrote.
    /// </summary>
    public virtual bool IsShared(T said) => true;

    /// <summary>All that is said, as one text: an order of statements that nothing else decides between.</summary>
    public abstract string TextOf(T said);

    /// <summary>The first, with what it does not say filled in by the second.</summary>
    public abstract T Fill(T first, T second);

    /// <summary>What we know ourselves stands above all that is said.</summary>
    public abstract T Complete(T merged);
}
