using System.Diagnostics;
using System.Text.Json;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Tests.DataLoading;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>Where other breadth-first and batching engines went wrong.</summary>
public sealed class PitfallTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task BatchResolver_OfWrongCount_FailsThatFieldOnly()
    {
        var answer = await Items(b => b.Batch<string>("v", _ => ValueTask.FromResult<IReadOnlyList<Result<string>>>(["one"]))).AskAsync("{ items { v w } }");
        answer.ShouldContain("""{"items":[{"v":null,"w":"w0"},{"v":null,"w":"w1"},{"v":null,"w":"w2"}]}""");
        Count(answer, "Unexpected execution error.").ShouldBe(3);
    }

    [Fact]
    public async Task ListThatFailsWhileRead_FailsItsPositionOnly()
    {
        var server = new TestServer("type Query { rows: [Row] } type Row { tags: [Int!] }", b =>
        {
            b.Object<object>("Query").List("rows", _ => (int?[])[0, 1, 2]);
            b.Object<int>("Row").List("tags", i => i == 1 ? new BrokenList() : (IReadOnlyList<int>)[i, i]);
        });
        (await server.AskAsync("{ rows { tags } }")).ShouldContain("""{"rows":[{"tags":[0,0]},{"tags":null},{"tags":[2,2]}]}""");
    }

    [Fact]
    public async Task UnknownConcreteType_FailsItsPositionOnly()
    {
        var server = new TestServer("type Query { all: [U] } union U = A type A { x: Int }", b =>
        {
            b.Object<object>("Query").List("all", _ => (object?[])[new Version(), "text", null]);
            b.Object<string>("A").Field("x", s => s.Length);
        });
        (await server.AskAsync("{ all { ... on A { x } } }")).ShouldContain("""{"all":[null,{"x":4},null]}""");
    }

    [Fact]
    public async Task ThrowingBatchResolver_RepeatsTheErrorWithEachPath()
    {
        var answer = await Items(b => b.Batch<string>("v", _ => throw new GraphQLException("down", "DOWN"))).AskAsync("{ items { v } }");
        for (var i = 0; i < 3; i++) answer.ShouldContain($"\"path\":[\"items\",{i},\"v\"]");
    }

    [Fact]
    public async Task ResultsOfOneBatch_FailOneByOne() =>
        (await Items(b => b.Batch<string>("v", _ => ValueTask.FromResult<IReadOnlyList<Result<string>>>(
            ["a", Result<string>.Failed(new GraphQLException("no", "NO")), default]))).AskAsync("{ items { v } }"))
            .ShouldContain("""{"items":[{"v":"a"},{"v":null},{"v":null}]}""");

    [Fact]
    public async Task LazyFields_KeepKeyOrder() =>
        (await Items(b => b.Load("v", c => c.Loader(_ => new KeyLoader(_log)), i => i)).AskAsync("{ items(n: 1) { v w z: v } }"))
            .ShouldBe("""{"data":{"items":[{"v":"v0","w":"w0","z":"v0"}]}}""");

    [Fact]
    public async Task SharedError_HasThePathOfEachPlace()
    {
        var error = Result<string>.Failed(new GraphQLException("shared", "S"));
        var answer = await Items(b => b.Load("v", c => c.Loader(_ => new KeyLoader(_log, _ => error)), _ => 1)).AskAsync("{ items(n: 2) { v q: v } }");
        foreach (var path in new[] { "0,\"v\"", "0,\"q\"", "1,\"v\"", "1,\"q\"" }) answer.ShouldContain($"\"path\":[\"items\",{path}]");
    }

    [Fact]
    public async Task NonNullMutationField_Fails_NothingAfterItRuns()
    {
        var server = new TestServer("type Query { a: Int } type Mutation { bad: Int! good: Int }", b =>
        {
            b.Object<object>("Query").Field("a", _ => 1);
            b.Object<object>("Mutation").Field("bad", _ => Failing<int>()).Field("good", _ => Note("good"));
        });
        (await server.AskAsync("mutation { a: good bad b: good }")).ShouldEndWith("\"data\":null}");
        _log.ShouldBe(["good"]);
    }

    [Fact]
    public async Task MutationFields_RunOneAfterTheOther_LoadersIncluded()
    {
        var server = new TestServer("type Query { a: Int } type Mutation { one(n: Int!): Item } type Item { v: String }", b =>
        {
            b.Object<object>("Query").Field("a", _ => 1);
            b.Object<object>("Mutation").Field("one", a => a.Get<int>("n"), (_, n) =>
            {
                _log.Add($"run {n}");
                return (int?)n;
            });
            b.Object<int>("Item").Load("v", c => c.Loader(_ => new KeyLoader(_log)), i => i);
        });
        (await server.AskAsync("mutation { a: one(n: 1) { v } b: one(n: 2) { v } }")).ShouldBe("""{"data":{"a":{"v":"v1"},"b":{"v":"v2"}}}""");
        _log.ShouldBe(["run 1", "1", "run 2", "2"]);
    }

    [Fact]
    public async Task ErrorBelowAnAbstractType_IsFoundWithoutTypename()
    {
        var server = new TestServer("type Query { all: [I] } interface I { x: Int! } type A implements I { x: Int! } type B implements I { x: Int! }", b =>
        {
            b.Object<object>("Query").List("all", _ => (object?[])["a", 5, "b"]);
            b.Object<string>("A").Field("x", _ => 1);
            b.Object<int>("B").Field("x", _ => Failing<int>());
        });
        var answer = await server.AskAsync("{ all { x } }");
        answer.ShouldContain("\"path\":[\"all\",1,\"x\"]");
        answer.ShouldContain("""{"all":[{"x":1},null,{"x":1}]}""");
    }

    [Fact]
    public async Task FieldRepeatedByFragments_RunsOnce()
    {
        var server = new TestServer("type Query { a: Int }", b => b.Object<object>("Query").Field("a", _ => Note("a")));
        (await server.AskAsync("{ a ...F ...F ... { a ...F } } fragment F on Query { a }")).ShouldBe("""{"data":{"a":1}}""");
        _log.ShouldBe(["a"]);
    }

    [Fact]
    public async Task BatchResolverBelowATask_OfManyItems_DoesNotHang()
    {
        var server = new TestServer("type Query { items: [Item!]! } type Item { v: String }", b =>
        {
            b.Object<object>("Query").BatchList<int>("items", async c =>
            {
                await Task.Yield();
                return [Result<IReadOnlyList<int>?>.Of([1, 2, 3])];
            });
            b.Object<int>("Item").Batch<string>("v", async c => await c.Execution.Loader(_ => new KeyLoader(_log)).LoadAsync(c.Parents));
        });
        (await server.AskAsync("{ items { v } }")).ShouldBe("""{"data":{"items":[{"v":"v1"},{"v":"v2"},{"v":"v3"}]}}""");
        _log.ShouldBe(["1,2,3"]);
    }

    [Fact]
    public async Task OneItemViolatesNonNull_TheOthersKeepTheirChildren()
    {
        var server = new TestServer("type Query { items: [Item] } type Item { must: Int! child: Child } type Child { x: Int }", b =>
        {
            b.Object<object>("Query").List("items", _ => (int?[])[1, 2, 3]);
            b.Object<int>("Item")
                .Batch<int?>("must", c => ValueTask.FromResult<IReadOnlyList<Result<int?>>>([.. c.Parents.Select(p => (Result<int?>)(p == 2 ? null : p))]))
                .Field("child", i => new int?(i * 10));
            b.Object<int>("Child").Field("x", i => i);
        });
        (await server.AskAsync("{ items { must child { x } } }")).ShouldContain(
            """{"items":[{"must":1,"child":{"x":10}},null,{"must":3,"child":{"x":30}}]}""");
    }

    [Fact]
    public async Task FragmentFanOut_IsRefusedBeforeItIsPlanned()
    {
        var fragments = string.Concat(Enumerable.Range(0, 25).Select(i =>
            $" fragment F{i} on Item {{ a: self {{ ...F{i + 1} }} b: self {{ ...F{i + 1} }} }}")) + " fragment F25 on Item { w }";
        var watch = Stopwatch.StartNew();
        (await Items().AskAsync($"{{ items {{ ...F0 }} }}{fragments}")).ShouldContain("\"LIMIT_EXCEEDED\"");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task WrongValueForNullableValueType_IsNull_NotZero() =>
        (await new TestServer("type Query { n: Int }", b => b.Object<object>("Query").Field("n", _ => Failing<int>())).AskAsync("{ n }"))
            .ShouldEndWith("""{"n":null}}""");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task NumberWithoutJson_IsAnErrorAtItsPosition(double number)
    {
        var server = new TestServer("type Query { all: [Float] strict: [Float!] ok: Float }", b => b.Object<object>("Query")
            .List("all", _ => (double[])[1.5, number, 2]).List("strict", _ => (double[])[number]).Field("ok", _ => 0.5));
        var answer = await server.AskAsync("{ all strict ok }");
        JsonDocument.Parse(answer).RootElement.GetProperty("errors").GetArrayLength().ShouldBe(2);
        answer.ShouldContain("""{"all":[1.5,null,2],"strict":null,"ok":0.5}""");
        answer.ShouldContain("""["all",1]""");
    }

    [Fact]
    public async Task FailingWriter_IsMaskedAndToldOnce()
    {
        var told = new List<string>();
        var server = new TestServer(
            "scalar X type Query { x: X y: Int }",
            b =>
            {
                b.Scalar<string>("X", (_, _) => throw new InvalidOperationException("secret"));
                b.Object<object>("Query").Field("x", _ => "value").Field("y", _ => 1);
            },
            new RequestExecutorOptions { OnUnexpectedError = (_, e) => told.Add(e.Message) });
        var answer = await server.AskAsync("{ x y }");
        answer.ShouldEndWith("""{"x":null,"y":1}}""");
        answer.ShouldNotContain("secret");
        told.ShouldBe(["secret"]);
    }

    [Fact]
    public async Task TwoHundredLevels_AndManyRows_Work()
    {
        var server = Items(options: new RequestExecutorOptions { Limits = OperationLimits.None });
        var deep = $"{{ items(n: 1) {string.Concat(Enumerable.Repeat("{ self ", 198))} {{ w }} {new string('}', 198)} }}";
        (await server.AskAsync(deep)).ShouldContain("\"w\":\"w0\"");
        (await server.AskAsync("{ items(n: 100000) { w } }")).Length.ShouldBeGreaterThan(1_000_000);
    }

    [Fact]
    public async Task EverythingSkipped_IsAnEmptyObject()
    {
        var server = Items();
        (await server.AskAsync("{ items @skip(if: true) { w } }")).ShouldBe("""{"data":{}}""");
        (await server.AskAsync("{ items(n: 1) { w @include(if: false) } __typename }")).ShouldBe("""{"data":{"items":[{}],"__typename":"Query"}}""");
    }

    [Fact]
    public async Task MoreConditionsThanPlansAreKept_AreAllRight()
    {
        const int Count = 7;
        var server = Items();
        var query = $"query ({string.Join(' ', Enumerable.Range(0, Count).Select(i => $"$c{i}: Boolean = false"))} $unused: Boolean) {{ __typename @skip(if: true) {string.Join(' ', Enumerable.Range(0, Count).Select(i => $"k{i}: __typename @include(if: $c{i})"))} x: __typename @skip(if: $unused) }}"
            .Replace("$unused: Boolean)", "$unused: Boolean = false)", StringComparison.Ordinal);
        for (var bits = 0; bits < 1 << Count; bits++)
        {
            var given = string.Join(',', Enumerable.Range(0, Count).Select(i => $"\"c{i}\":{((bits >> i & 1) == 1 ? "true" : "false")}"));
            var answer = JsonDocument.Parse(await server.AskAsync(query, $"{{{given}}}")).RootElement.GetProperty("data");
            string.Join(',', answer.EnumerateObject().Select(p => p.Name)).ShouldBe(
                string.Join(',', Enumerable.Range(0, Count).Where(i => (bits >> i & 1) == 1).Select(i => $"k{i}").Append("x")));
        }
    }

    private static TestServer Items(Action<ObjectBinding<int>>? configure = null, RequestExecutorOptions? options = null) =>
        new("type Query { items(n: Int = 3): [Item!]! } type Item { v: String w: String self: Item! }", b =>
        {
            b.Object<object>("Query").List("items", a => a.Get<int>("n"), (_, n) => Enumerable.Range(0, n).ToArray());
            var item = b.Object<int>("Item").Field("w", i => $"w{i}").Field("self", i => i);
            if (configure is null) item.Field("v", _ => "v");
            else configure(item);
        }, options);

    private int Note(string text)
    {
        _log.Add(text);
        return 1;
    }

    private static T Failing<T>() => throw new GraphQLException("failed", "FAILED");

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private sealed class BrokenList : IReadOnlyList<int>
    {
        public int Count => 3;

        public int this[int index] => index < 2 ? index : throw new InvalidOperationException();

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
