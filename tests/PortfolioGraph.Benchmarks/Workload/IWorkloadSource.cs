namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>Where the loaders read: one call for many keys.</summary>
internal interface IWorkloadSource
{
    ValueTask<IReadOnlyList<(JsonText Key, IReadOnlyList<BalanceRow> Rows)>> BalancesAsync(IReadOnlyList<JsonText> wallets, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<(JsonText Key, IReadOnlyList<PlatformRow> Rows)>> PlatformsAsync(IReadOnlyList<JsonText> wallets, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<NetworkRow>> NetworksAsync(IReadOnlyList<JsonText> ids, CancellationToken cancellationToken);
}
