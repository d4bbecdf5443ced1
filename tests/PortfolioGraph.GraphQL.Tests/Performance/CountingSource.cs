using PortfolioGraph.Benchmarks.Workload;

namespace PortfolioGraph.GraphQL.Tests.Performance;

/// <summary>The workload in memory, with the calls counted that an upstream would get.</summary>
internal sealed class CountingSource : IWorkloadSource
{
    // Built once: it is only read.
    private static readonly MemorySource Memory = new();

    public int Balances { get; private set; }

    public int Platforms { get; private set; }

    public int Networks { get; private set; }

    public ValueTask<IReadOnlyList<(JsonText Key, IReadOnlyList<BalanceRow> Rows)>> BalancesAsync(
        IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        Balances++;
        return Memory.BalancesAsync(wallets, buffers, cancellationToken);
    }

    public ValueTask<IReadOnlyList<(JsonText Key, IReadOnlyList<PlatformRow> Rows)>> PlatformsAsync(
        IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        Platforms++;
        return Memory.PlatformsAsync(wallets, buffers, cancellationToken);
    }

    public ValueTask<IReadOnlyList<NetworkRow>> NetworksAsync(IReadOnlyList<JsonText> ids, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        Networks++;
        return Memory.NetworksAsync(ids, buffers, cancellationToken);
    }
}
