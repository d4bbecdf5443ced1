using BenchmarkDotNet.Attributes;
using PortfolioGraph.Benchmarks.Workload;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.Benchmarks.Suites;

/// <summary>A whole request without HTTP: known document, execution over the memory loaders, response.</summary>
[MemoryDiagnoser]
public class ExecutorBenchmarks
{
    private static readonly Utf8ResponseWriter Writer = new();

    private readonly RequestExecutor _executor = new(WorkloadSchema.Bind(new MemorySource()));
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    [Benchmark]
    public ValueTask<RequestOutcome> Q1() => Execute(WorkloadQueries.Q1);

    [Benchmark]
    public ValueTask<RequestOutcome> Q2() => Execute(WorkloadQueries.Q2);

    [Benchmark]
    public ValueTask<RequestOutcome> Q3() => Execute(WorkloadQueries.Q3);

    private ValueTask<RequestOutcome> Execute(string query)
    {
        Writer.Truncate(0);
        return _executor.ExecuteAsync(new GraphQLRequest { Query = query, Services = _services }, Writer, CancellationToken.None);
    }
}
