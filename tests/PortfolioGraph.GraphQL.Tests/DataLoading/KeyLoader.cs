using PortfolioGraph.GraphQL.DataLoading;

namespace PortfolioGraph.GraphQL.Tests.DataLoading;

/// <summary>A loader whose batches are noted and answered by a function.</summary>
internal class KeyLoader(List<string> batches, Func<int, Result<string>>? value = null, int maxBatchSize = int.MaxValue) : DataLoader<int, string>
{
    protected override int MaxBatchSize => maxBatchSize;

    protected override async ValueTask LoadBatchAsync(IReadOnlyList<int> keys, Memory<Result<string>> results, CancellationToken cancellationToken)
    {
        batches.Add(string.Join(',', keys));
        await BeforeAsync(keys, cancellationToken);
        for (var i = 0; i < keys.Count; i++) results.Span[i] = value is null ? $"v{keys[i]}" : value(keys[i]);
    }

    protected virtual ValueTask BeforeAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
