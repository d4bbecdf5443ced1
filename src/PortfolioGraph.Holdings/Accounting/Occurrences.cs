namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Tells rows of one answer apart that have the same identity: two of them are two rows.</summary>
internal sealed class Occurrences(int capacity)
{
    private readonly Dictionary<(string, string), int> _counts = new(capacity);

    /// <summary>Which row with this identity it is, from 1 on.</summary>
    public int Next(string first, string second)
    {
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (first, second), out _);
        return ++count;
    }
}
