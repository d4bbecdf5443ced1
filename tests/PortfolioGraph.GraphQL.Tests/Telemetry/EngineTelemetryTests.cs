using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.Telemetry;
using PortfolioGraph.GraphQL.Tests.Execution;

namespace PortfolioGraph.GraphQL.Tests.Telemetry;

/// <summary>Listening is for the whole process: these tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}

[Collection(TelemetryCollection.Name)]
public sealed class EngineTelemetryTests
{
    private const string Sdl = "type Query { double(of: Int!): Int! broken: Int failing: Int plain: Int! }";

    private readonly List<(string Id, Exception Cause)> _told = [];
    private readonly List<Activity?> _current = [];
    private readonly ConcurrentQueue<Activity> _spans = new();

    [Fact]
    public async Task NobodyListens_NothingIsMade()
    {
        (await Server().AskAsync("{ double(of: 2) plain }")).ShouldBe("""{"data":{"double":4,"plain":1}}""");

        _current.ShouldAllBe(activity => activity == null);
        EngineTelemetry.IsListenedTo.ShouldBeFalse();
        OperationTelemetry.Start(new GraphQLRequest { Query = "{ plain }", Services = Server() }, TimeProvider.System).ShouldBeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();
        EngineTelemetry.CountError(ErrorCodes.Internal);
        EngineTelemetry.StartBatch("Doubles", 3);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public async Task Suppressed_IsInNoSpan_UntilTheSuppressionEnds()
    {
        using var listener = Listen();

        using (TelemetrySuppression.Begin())
        {
            EngineTelemetry.IsListenedTo.ShouldBeFalse();
            (await Server().AskAsync("{ double(of: 2) broken }")).ShouldStartWith("""{"errors":""");
        }

        _spans.ShouldBeEmpty();
        await Server().AskAsync("{ double(of: 2) }");
        _spans.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Listener_SeesTheOperation_AndInItWhatWaits()
    {
        using var listener = Listen();
        using var request = new Activity("request").Start();

        await Server().AskAsync("query Twice { double(of: 2) b: double(of: 3) plain }");

        var operation = _spans.Where(s => s.Kind == ActivityKind.Server).ShouldHaveSingleItem();
        operation.ParentSpanId.ShouldBe(request.SpanId);
        operation.DisplayName.ShouldBe("query");
        operation.GetTagItem("graphql.operation.type").ShouldBe("query");
        operation.GetTagItem("graphql.operation.name").ShouldBe("Twice");
        operation.GetTagItem("graphql.operation.outcome").ShouldBe("ok");
        operation.GetTagItem("graphql.document").ShouldBeNull();
        operation.Events.Select(e => e.Name).ShouldBe(["graphql.parsed", "graphql.validated", "graphql.planned"]);
        operation.Status.ShouldBe(ActivityStatusCode.Unset);

        var batch = _spans.Where(s => s.DisplayName == "load Doubles").ShouldHaveSingleItem();
        batch.ParentSpanId.ShouldBe(operation.SpanId);
        batch.GetTagItem("graphql.dataloader.batch.size").ShouldBe(2);
        _current.ShouldContain(batch);

        var fields = _spans.Where(s => s.DisplayName.StartsWith("resolve", StringComparison.Ordinal)).ToArray();
        fields.Select(s => s.DisplayName).ShouldBe(["resolve Query.double", "resolve Query.double"], "plain does not wait");
        fields.ShouldAllBe(s => s.ParentSpanId == operation.SpanId && (int)s.GetTagItem("graphql.field.parents")! == 1);
        _spans.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("{ failing }", "errors", "INTERNAL_SERVER_ERROR", ActivityStatusCode.Error)]
    [InlineData("{ failing", "syntax_error", "GRAPHQL_PARSE_FAILED", ActivityStatusCode.Unset)]
    [InlineData("{ nothing }", "validation_error", "GRAPHQL_VALIDATION_FAILED", ActivityStatusCode.Unset)]
    [InlineData("query ($n: Int!) { double(of: $n) }", "variable_error", "BAD_USER_INPUT", ActivityStatusCode.Unset)]
    public async Task Failure_IsNamedByItsCode(string query, string outcome, string code, ActivityStatusCode status)
    {
        using var listener = Listen();

        await Server().AskAsync(query);

        var operation = _spans.Where(s => s.Kind == ActivityKind.Server).ShouldHaveSingleItem();
        operation.GetTagItem("graphql.operation.outcome").ShouldBe(outcome);
        operation.GetTagItem("error.type").ShouldBe(code);
        operation.Status.ShouldBe(status);
        operation.StatusDescription.ShouldBeNull();
    }

    [Fact]
    public async Task FailuresOfARequest_HaveTheIdOfItsTrace_AndAllAreTold()
    {
        using var request = new Activity("request").Start();
        var id = request.TraceId.ToHexString();

        var answer = await Server().AskAsync("{ broken failing }");

        JsonDocument.Parse(answer).RootElement.GetProperty("errors").EnumerateArray()
            .Select(e => e.GetProperty("extensions").GetProperty("correlationId").GetString()).ShouldBe([id, id]);
        _told.ShouldAllBe(t => t.Id == id);
        _told.Select(t => t.Cause.Message).Order(StringComparer.Ordinal).ShouldBe(["broken", "failing"]);
    }

    [Fact]
    public async Task Timings_AreThoseOfTheSteps_AndAddUp()
    {
        var timings = new OperationTimings();
        var executor = Executor(new Ticking());
        var request = new GraphQLRequest { Query = "{ plain }", Services = Server(), Timings = timings };
        using var writer = new Utf8ResponseWriter();
        var one = TimeSpan.FromMilliseconds(1);

        await executor.ExecuteAsync(request, writer, CancellationToken.None);
        (timings.Parse, timings.Validate, timings.Plan, timings.Execute).ShouldBe((one, one, one, one));
        await executor.ExecuteAsync(request, writer, CancellationToken.None);
        (timings.Parse, timings.Validate, timings.Plan, timings.Execute).ShouldBe((one, one, 2 * one, 2 * one), "the document was known");
    }

    private TestServer Server() => new(Schema(), Options(TimeProvider.System));

    private RequestExecutor Executor(TimeProvider time) => new(Schema(), Options(time));

    private RequestExecutorOptions Options(TimeProvider time) => new() { TimeProvider = time, OnUnexpectedError = (id, cause) => _told.Add((id, cause)) };

    private BoundSchema Schema() => SchemaBindings.Bind(PortfolioGraph.GraphQL.SchemaBuilding.SchemaBuilder.Parse(Sdl), new object(), b => b.Object<object>("Query")
        .Batch<int, int>("double", a => a.Get<int>("of"), async c => await c.Execution.Loader(_ => new Doubles { Seen = _current }).LoadAsync([c.Arguments]))
        .Batch<int?>("broken", async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        })
        .Field<int?>("failing", _ => throw new InvalidOperationException("failing"))
        .Field("plain", _ =>
        {
            _current.Add(Activity.Current);
            return 1;
        }));

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "PortfolioGraph.GraphQL",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Doubles : DataLoader<int, int>
    {
        public List<Activity?> Seen { get; init; } = [];

        protected override ValueTask LoadBatchAsync(IReadOnlyList<int> keys, Memory<Result<int>> results, CancellationToken cancellationToken)
        {
            Seen.Add(Activity.Current);
            for (var i = 0; i < keys.Count; i++) results.Span[i] = 2 * keys[i];
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A millisecond goes by whenever somebody looks.</summary>
    private sealed class Ticking : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => ++_now;
    }
}
