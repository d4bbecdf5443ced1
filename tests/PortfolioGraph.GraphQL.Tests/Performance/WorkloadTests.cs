using PortfolioGraph.Benchmarks.Workload;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.Tests.Performance;

/// <summary>What the lab's workload may cost, in what can be counted exactly: bytes allocated, and calls.</summary>
public sealed class WorkloadTests : IDisposable, IServiceProvider
{
    // 24 KB in an optimised build, most of it the loaders' keys and results; a debug build keeps its async methods on the heap.
    private const long MaxBytesOfQ2 = 32_000;

    // A column, its pooled array's owner and what makes it: for each field of the document, whatever the number of its values.
    private const long MaxBytesAField = 300;

    private readonly CountingSource _source = new();
    private readonly Utf8ResponseWriter _writer = new(1 << 20);
    private readonly RequestExecutor _executor;

    public WorkloadTests() => _executor = new RequestExecutor(WorkloadSchema.Bind(_source));

    [Fact]
    public void Q2_KnownDocument_AllocatesWithinBound() => AllocatedBy(WorkloadQueries.Q2).ShouldBeLessThan(MaxBytesOfQ2);

    [Theory]
    [InlineData(WorkloadQueries.Q2)]
    [InlineData(WorkloadQueries.Q3)]
    public void LeafFields_Doubled_AllocateNothingAValue(string query)
    {
        var twice = query
            .Replace(" id address ", " id address id2: id address2: address ", StringComparison.Ordinal)
            .Replace(" symbol amount value ", " symbol amount value symbol2: symbol amount2: amount value2: value risk2: isRisk ", StringComparison.Ordinal)
            .Replace(" symbol amount }", " symbol amount symbol2: symbol amount2: amount }", StringComparison.Ordinal);
        const int added = 8;

        var more = AllocatedBy(twice) - AllocatedBy(query);

        // 400 balances for Q2, 4,000 for Q3: a byte a value would show.
        more.ShouldBeInRange(0, added * MaxBytesAField);
    }

    [Fact]
    public void KnownDocument_WithALongOperationBeside_AllocatesAsMuchAsAShortOne()
    {
        var fields = string.Join(' ', Enumerable.Range(0, 20).Select(i => $"w{i}: wallets(first: 1) {WorkloadQueries.Fields}"));
        const string asked = "query asked { wallets(first: 1) { id } }";

        var shortOne = AllocatedBy($"{asked} query other {{ wallets(first: 1) {{ id }} }}", "asked");
        var longOne = AllocatedBy($"{asked} query other {{{fields} }}", "asked");

        longOne.ShouldBe(shortOne);
    }

    [Theory]
    [InlineData(WorkloadQueries.Q1, 0, 0, 0)]
    [InlineData(WorkloadQueries.Q2, 1, 1, 1)]
    [InlineData(WorkloadQueries.Q3, 4, 4, 1)]
    public void Loaders_BatchesOf50_MakeTheFewestCalls(string query, int balances, int platforms, int networks)
    {
        Execute(query, null);

        _source.Balances.ShouldBe(balances);
        _source.Platforms.ShouldBe(platforms);
        _source.Networks.ShouldBe(networks);
    }

    public void Dispose() => _writer.Dispose();

    object? IServiceProvider.GetService(Type serviceType) => null;

    // The least of many: pools fill at first, and tests beside this one may empty them.
    private long AllocatedBy(string query, string? operationName = null)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 50; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Execute(query, operationName);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private void Execute(string query, string? operationName)
    {
        // Without the test runner's context everything stays on this thread, and the counts are of all of it.
        SynchronizationContext.SetSynchronizationContext(null);
        _writer.Truncate(0);
        var outcome = _executor.ExecuteAsync(
            new GraphQLRequest { Query = query, OperationName = operationName, Services = this }, _writer, CancellationToken.None);
        outcome.IsCompletedSuccessfully.ShouldBeTrue();
        _writer.WrittenSpan.StartsWith("{\"data\":"u8).ShouldBeTrue();
    }
}
