namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>Where the loaders read: one call for many keys. What is read points into the buffers of the request.</summary>
internal interface IWorkloadSource
{
    ValueTask<IReadOnlyList<(JsonText Key, IReadOnlyList<BalanceRow> Rows)>> BalancesAsync(IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<(JsonText Key, IReadOnlyList<PlatformRow> Rows)>> PlatformsAsync(IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<NetworkRow>> NetworksAsync(IReadOnlyList<JsonText> ids, AnswerBuffers buffers, CancellationToken cancellationToken);
}
