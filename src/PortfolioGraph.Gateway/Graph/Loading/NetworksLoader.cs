using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>The networks that a provider lists; without such a list, those that it is known to cover.</summary>
internal sealed class NetworksLoader(RequestHoldings holdings) : DataLoader<string, IReadOnlyList<Network>?>
{
    protected override async ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<IReadOnlyList<Network>?>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var provider = holdings.Providers.Find(keys[i]);
            var known = provider.Description.Networks.Select(Network.Of).ToList();
            if (provider.Networks is not { } directory)
            {
                results.Span[i] = known;
                continue;
            }

            // A list that can't be had leaves what we know ourselves.
            var listed = await directory.ListNetworksAsync(holdings.Budget);
            var isKnown = listed.Status is not (SourceStatus.Failed or SourceStatus.Unsupported);
            if (isKnown) holdings.Objects.Read(listed.Value!, keys[i]);
            results.Span[i] = isKnown ? new List<Network>(listed.Value!) : known;
        }
    }
}
