namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>One <c>@defer</c> at one place of the answer: what a client is told to expect, and what it is told to have got.</summary>
internal sealed class DeferredFragment(DeferUsage usage, object[] path, DeferredFragment? around)
{
    public DeferUsage Usage { get; } = usage;

    public object[] Path { get; } = path;

    /// <summary>The one that has to be delivered before this one is announced.</summary>
    public DeferredFragment? Around { get; } = around;

    /// <summary>What it is made of.</summary>
    public List<DeferredRow> Rows { get; } = [];

    public List<DeferredFragment> Inner { get; } = [];

    /// <summary>Set when it is announced.</summary>
    public int? Id { get; set; }

    /// <summary>Delivered, failed, or without anything to deliver.</summary>
    public bool IsOver { get; set; }

    public bool HasFailed { get; set; }
}
