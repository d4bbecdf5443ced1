namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>A deferred part on one object, at its place of the answer.</summary>
internal sealed class DeferredRow(DeferredPart part, int row, object[] path, IReadOnlyList<DeferredFragment> fragments, FragmentLink? links)
{
    public DeferredPart Part { get; } = part;

    public int Row { get; } = row;

    public object[] Path { get; } = path;

    /// <summary>It is delivered with the first of these.</summary>
    public IReadOnlyList<DeferredFragment> Fragments { get; } = fragments;

    public FragmentLink? Links { get; } = links;

    /// <summary>Its errors are known, and its data is written. From then on the members below have values.</summary>
    public bool IsSettled { get; set; }

    /// <summary>A null where none may be: there is no data.</summary>
    public bool HasFailed { get; set; }

    public IReadOnlyList<ReportedError> Errors { get; set; } = [];

    /// <summary>Where its data is among that which waits to be delivered.</summary>
    public Range Data { get; set; }

    public bool IsDelivered { get; set; }
}

/// <summary>The fragments that an object is in, from the inside out.</summary>
internal sealed record FragmentLink(DeferUsage Usage, DeferredFragment Fragment, FragmentLink? Next)
{
    /// <summary>The fragment that a <c>@defer</c> is in, of those that do defer.</summary>
    public static DeferredFragment? Around(FragmentLink? links, DeferUsage usage)
    {
        for (var parent = usage.Parent; parent is not null; parent = parent.Parent)
            for (var link = links; link is not null; link = link.Next)
                if (ReferenceEquals(link.Usage, parent))
                    return link.Fragment;
        return null;
    }

    public static DeferredFragment Find(FragmentLink? link, DeferUsage usage)
    {
        for (; link is not null; link = link.Next)
            if (ReferenceEquals(link.Usage, usage))
                return link.Fragment;
        throw new InvalidOperationException("A deferred field is below the fragment that defers it.");
    }
}
