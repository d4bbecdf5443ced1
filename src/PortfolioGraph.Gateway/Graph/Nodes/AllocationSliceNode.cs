using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A slice of an allocation, and what the total is split by.</summary>
internal sealed class AllocationSliceNode(AllocationSlice slice, AllocationDimension by) : ILedgerReader
{
    public AllocationSlice Slice { get; } = slice;

    public AllocationDimension By { get; } = by;
}
