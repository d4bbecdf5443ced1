using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.GraphQL.DataLoading;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>The providers of an answer: each is in one state in all of it, that at the end of its calls.</summary>
internal sealed class ProviderLoader(ProviderSet providers) : DataLoader<string, ProviderNode>
{
    protected override int Wave => 2;

    protected override bool IsLocal => true;

    protected override ValueTask LoadBatchAsync(
        IReadOnlyList<string> keys, Memory<Result<ProviderNode>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var provider = providers.Find(keys[i]);
            results.Span[i] = new ProviderNode(provider, provider.State);
        }

        return ValueTask.CompletedTask;
    }
}
