using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.Tests.Execution;

public sealed class AllocationTests
{
    private const string Query = "query ($n: Int!, $yes: Boolean!) { rows(n: $n) { id name @include(if: $yes) score } }";

    private static readonly Row[] Rows = [.. Enumerable.Range(0, 4_000).Select(i => new Row(i, $"name {i}", i / 4.0))];

    private readonly RequestExecutor _executor = new(SchemaBindings.Bind(
        SchemaBuilder.Parse("type Query { rows(n: Int!): [Row!]! } type Row { id: Int! name: String score: Float! }"),
        new object(),
        b =>
        {
            b.Object<object>("Query").List("rows", a => a.Get<int>("n"), (_, n) => new ArraySegment<Row>(Rows, 0, n));
            b.Object<Row>("Row").Field("id", r => r.Id).Field("name", r => r.Name).Field("score", r => r.Score);
        }));

    [Fact]
    public void MoreRows_AllocateNothingPerLeaf()
    {
        // 1,000 more rows are 3,000 more leaves: less than a byte for each. Arrays come from the pool.
        var (few, many) = OnOwnThread(() => (Allocated(1_000), Allocated(2_000)));
        (many - few).ShouldBeLessThan(3_000);
    }

    [Fact]
    public void KnownDocument_IsNotParsedOrPlannedAgain()
    {
        // What a request costs when everything is known: variables, the execution's own objects, one column a field.
        var (once, _) = OnOwnThread(() => (Allocated(1), 0L));
        once.ShouldBeLessThan(6_000);
    }

    private long Allocated(int rows)
    {
        using var variables = System.Text.Json.JsonDocument.Parse($$"""{"n":{{rows}},"yes":true}""");
        var request = new GraphQLRequest { Query = Query, Variables = variables.RootElement, Services = new NoServices() };
        using var writer = new Utf8ResponseWriter(1 << 20);
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            writer.Truncate(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            _executor.ExecuteAsync(request, writer, CancellationToken.None).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    // Without the test runner's synchronization context everything stays on one thread.
    private static (long First, long Second) OnOwnThread(Func<(long, long)> measure)
    {
        (long, long) result = default;
        var thread = new Thread(() => result = measure());
        thread.Start();
        thread.Join();
        return result;
    }

    private sealed record Row(int Id, string Name, double Score);

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
