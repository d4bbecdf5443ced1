using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>Balances by wallet, 50 a call.</summary>
internal sealed class BalancesLoader(IWorkloadSource source, AnswerBuffers buffers) : DataLoader<JsonText, IReadOnlyList<BalanceRow>?>
{
    protected override int MaxBatchSize => 50;

    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<JsonText> keys, Memory<Result<IReadOnlyList<BalanceRow>?>> results, CancellationToken cancellationToken) =>
        Answers.Place(keys, await source.BalancesAsync(keys, buffers, cancellationToken), results.Span);
}

/// <summary>Platforms by wallet, 50 a call.</summary>
internal sealed class PlatformsLoader(IWorkloadSource source, AnswerBuffers buffers) : DataLoader<JsonText, IReadOnlyList<PlatformRow>?>
{
    protected override int MaxBatchSize => 50;

    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<JsonText> keys, Memory<Result<IReadOnlyList<PlatformRow>?>> results, CancellationToken cancellationToken) =>
        Answers.Place(keys, await source.PlatformsAsync(keys, buffers, cancellationToken), results.Span);
}

/// <summary>Networks by id.</summary>
internal sealed class NetworksLoader(IWorkloadSource source, AnswerBuffers buffers) : DataLoader<JsonText, NetworkRow>
{
    protected override async ValueTask LoadBatchAsync(IReadOnlyList<JsonText> keys, Memory<Result<NetworkRow>> results, CancellationToken cancellationToken)
    {
        var byId = new Dictionary<JsonText, NetworkRow>();
        foreach (var row in await source.NetworksAsync(keys, buffers, cancellationToken)) byId[row.Id] = row;
        for (var i = 0; i < keys.Count; i++) results.Span[i] = byId[keys[i]];
    }
}

/// <summary>Puts answers where they were asked for, by their key: the order of an answer is nobody's promise.</summary>
internal static class Answers
{
    public static void Place<T>(
        IReadOnlyList<JsonText> keys, IReadOnlyList<(JsonText Key, IReadOnlyList<T> Rows)> answers, Span<Result<IReadOnlyList<T>?>> results)
    {
        var byKey = new Dictionary<JsonText, IReadOnlyList<T>>(answers.Count);
        foreach (var (key, rows) in answers) byKey[key] = rows;
        for (var i = 0; i < keys.Count; i++)
        {
            results[i] = byKey.TryGetValue(keys[i], out var rows)
                ? Result<IReadOnlyList<T>?>.Of(rows)
                : Result<IReadOnlyList<T>?>.Failed(new GraphQLException("The upstream left a wallet out.", ErrorCodes.Internal));
        }
    }
}
