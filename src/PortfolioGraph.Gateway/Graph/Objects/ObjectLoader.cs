using System.Diagnostics.CodeAnalysis;
using PortfolioGraph.GraphQL.DataLoading;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// The objects of an answer, put together when nothing more is asked of providers, so that what each of them says is known. In an answer
/// that comes in parts they stay as they were in the first.
/// </summary>
internal sealed class ObjectLoader<T>(Func<T, T> resolve, Func<T, string> id) : DataLoader<T, T>(new ById(id))
    where T : class
{
    protected override int Wave => 2;

    protected override bool IsLocal => true;

    protected override ValueTask LoadBatchAsync(IReadOnlyList<T> keys, Memory<Result<T>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++) results.Span[i] = resolve(keys[i]);
        return ValueTask.CompletedTask;
    }

    private sealed class ById(Func<T, string> id) : IEqualityComparer<T>
    {
        public bool Equals(T? x, T? y) => ReferenceEquals(x, y) || id(x!) == id(y!);

        public int GetHashCode([DisallowNull] T obj) => id(obj).GetHashCode(StringComparison.Ordinal);
    }
}
