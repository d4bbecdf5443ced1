using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>The positions on platforms, from providers that give them by a call of their own: one call a platform for all wallets.</summary>
internal sealed class PlatformPositionsLoader(RequestHoldings holdings, TimeProvider time) : DataLoader<WalletPlatform, IReadOnlyList<DefiPosition>>
{
    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<WalletPlatform> keys, Memory<Result<IReadOnlyList<DefiPosition>>> results, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, keys.Count).GroupBy(i => keys[i].ProviderId).Select(async group =>
        {
            var own = group.Where(i => !TakeKnown(keys[i], results, i)).ToArray();
            if (own.Length == 0) return;
            var platforms = holdings.Providers.Find(group.Key).Platforms!;
            var values = await platforms.LoadPositionsAsync(
                [.. own.Select(i => new PlatformKey(keys[i].Wallet.Key, keys[i].Platform.Code))], holdings.Budget);
            for (var k = 0; k < own.Length; k++)
            {
                keys[own[k]].Wallet.Report(new SourceReport(
                    group.Key, Capability.DefiPositions, values[k].Status, values[k].FetchedAt ?? time.GetUtcNow(), null, values[k].Error));
                foreach (var position in values[k].Value ?? []) holdings.Objects.Read(position);
                results.Span[own[k]] = values[k] is { Status: SourceStatus.Failed, Error: { } error }
                    ? Result<IReadOnlyList<DefiPosition>>.Failed(SourceFailure.Of(error))
                    : new List<DefiPosition>(values[k].Value ?? []);
            }
        }));

    // A wallet whose positions have all been asked for has those of its platforms, too.
    private static bool TakeKnown(WalletPlatform key, Memory<Result<IReadOnlyList<DefiPosition>>> results, int index)
    {
        if (!key.Wallet.AllNeeds.HasFlag(HoldingsNeeds.DefiPositions)) return false;
        var answer = key.Wallet.Answers.First(a => a.ProviderId == key.ProviderId);
        var report = answer.Sources.FirstOrDefault(r => r.Capability == Capability.DefiPositions);
        List<DefiPosition> positions = [.. answer.Positions.OfType<DefiPosition>().Where(p => p.Platform?.Id == key.Platform.Id)];
        results.Span[index] = positions.Count == 0 && report is { Status: SourceStatus.Failed or SourceStatus.Partial, Error: { } error }
            ? Result<IReadOnlyList<DefiPosition>>.Failed(SourceFailure.Of(error))
            : positions;
        return true;
    }
}
