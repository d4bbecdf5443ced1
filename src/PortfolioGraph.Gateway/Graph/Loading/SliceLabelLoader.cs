using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>What the slices of an allocation are called: as the object is that a slice is for, where it is for one.</summary>
internal sealed class SliceLabelLoader(RequestHoldings holdings) : DataLoader<AllocationSliceNode, string>
{
    protected override int Wave => 2;

    protected override bool IsLocal => true;

    protected override ValueTask LoadBatchAsync(
        IReadOnlyList<AllocationSliceNode> keys, Memory<Result<string>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++) results.Span[i] = LabelOf(keys[i]) ?? keys[i].Slice.Label;
        return ValueTask.CompletedTask;
    }

    private string? LabelOf(AllocationSliceNode node) => node.By switch
    {
        AllocationDimension.Asset =>
            holdings.Objects.FindToken(node.Slice.Key) is { } token ? token.Symbol ?? token.Name ?? token.Id : null,
        AllocationDimension.Network => holdings.Objects.FindNetwork(node.Slice.Key)?.Name,
        AllocationDimension.Platform => holdings.Objects.FindPlatform(node.Slice.Key)?.Name,
        AllocationDimension.Provider => holdings.Providers.Find(node.Slice.Key).Description.Name,
        _ => null,
    };
}
