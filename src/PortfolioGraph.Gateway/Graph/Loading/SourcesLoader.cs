using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>Reads what the providers answered for a wallet once nothing more is asked of them.</summary>
internal sealed class SourcesLoader : DataLoader<WalletNode, IReadOnlyList<SourceReport>>
{
    protected override int Wave => 1;

    protected override ValueTask LoadBatchAsync(IReadOnlyList<WalletNode> keys, Memory<Result<IReadOnlyList<SourceReport>>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++) results.Span[i] = new List<SourceReport>(keys[i].Reports);
        return ValueTask.CompletedTask;
    }
}
