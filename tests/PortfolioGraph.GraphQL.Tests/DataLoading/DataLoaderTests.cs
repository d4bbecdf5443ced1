using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Tests.Execution;

namespace PortfolioGraph.GraphQL.Tests.DataLoading;

public sealed class DataLoaderTests
{
    private const string Sdl = """
        type Query { items(n: Int = 3): [Item!]! item: Item free: String }
        type Item { a: String b: String c: String strict: String! foreign: String again: String children: [Item!]! }
        """;

    private readonly List<string> _batches = [];

    [Fact]
    public async Task SameKey_FromManyPlaces_IsAskedForOnce()
    {
        await Server(c => new KeyLoader(_batches)).AskAsync("{ x: items { a } y: items(n: 4) { a children { a } } }");
        _batches.ShouldBe(["0,1,2,3,10,20,30"]);
    }

    [Fact]
    public async Task NullKey_HasNoValue_AndIsNotAskedFor()
    {
        var loaded = await new TestServer("type Query { items: [Item] } type Item { n: Int strict: Int! }", b =>
        {
            b.Object<object>("Query").List("items", _ => (int?[])[1, 2]);
            b.Object<int>("Item")
                .Load("n", c => c.Loader(_ => new LengthLoader(_batches)), i => i == 1 ? null : "key")
                .Load("strict", c => c.Loader(_ => new LengthLoader(_batches)), i => i == 1 ? "k" : "kk");
        }).AskAsync("{ items { n strict } }");
        loaded.ShouldBe("""{"data":{"items":[{"n":null,"strict":1},{"n":3,"strict":2}]}}""");
        _batches.ShouldBe(["key,k,kk"]);
    }

    [Fact]
    public async Task KeySelectorThrows_FailsItsObjectOnly() =>
        (await Server(c => new KeyLoader(_batches), key: i => i == 1 ? throw new GraphQLException("no key", "KEY") : i).AskAsync("{ items { a } }")).ShouldBe(
            """{"errors":[{"message":"no key","locations":[{"line":1,"column":11}],"path":["items",1,"a"],"extensions":{"code":"KEY"}}],"data":{"items":[{"a":"v0"},{"a":null},{"a":"v2"}]}}""");

    [Fact]
    public async Task ThrowingBatch_FailsEachPosition_AndIsReportedOnce()
    {
        var told = new List<string>();
        var answer = await Server(
            c => new KeyLoader(_batches, _ => throw new InvalidOperationException("secret")),
            options: new RequestExecutorOptions { OnUnexpectedError = (id, e) => told.Add(id + e.Message) }).AskAsync("{ items { a } }");
        answer.ShouldContain("""{"items":[{"a":null},{"a":null},{"a":null}]}""");
        answer.ShouldContain("""["items",2,"a"]""");
        answer.ShouldNotContain("secret");
        told.Count.ShouldBe(1);
        answer.ShouldContain(told[0][..32]);
    }

    [Fact]
    public async Task UnansweredKey_IsAnError()
    {
        var answer = await Server(c => new KeyLoader(_batches, key => key == 1 ? default : Result<string>.Of($"v{key}"))).AskAsync("{ items { a } }");
        answer.ShouldContain("The loader gave no result for a key.");
        answer.ShouldContain("""[{"a":"v0"},{"a":null},{"a":"v2"}]""");
    }

    [Fact]
    public async Task MoreKeysThanABatchTakes_GoIntoSeveral()
    {
        await Server(c => new KeyLoader(_batches, maxBatchSize: 2)).AskAsync("{ items(n: 5) { a } }");
        _batches.ShouldBe(["0,1", "2,3", "4"]);
    }

    [Fact]
    public async Task BatchThatAsksAnotherLoader_DoesNotWaitForever()
    {
        var answer = await Server(c => new AskingLoader(_batches, c.Loader(_ => new OtherLoader(_batches)))).AskAsync("{ items { a } }");
        answer.ShouldBe("""{"data":{"items":[{"a":"v0"},{"a":"v1"},{"a":"v2"}]}}""");
        _batches.ShouldBe(["0,1,2", "100,101,102"]);
    }

    [Fact]
    public async Task BatchThatAsksItsOwnLoader_DoesNotWaitForever()
    {
        var answer = await Server(c => new RecursiveLoader(_batches)).AskAsync("{ items(n: 2) { a } }");
        answer.ShouldBe("""{"data":{"items":[{"a":"v0"},{"a":"v1"}]}}""");
        _batches.ShouldBe(["0,1", "1000,1001"]);
    }

    [Fact]
    public async Task BatchesThatAskForEachOthersKeys_DoNotWaitForever()
    {
        // Both loaders run in the same wave; the one asks for a key that the other is already loading.
        var answer = await Server(c => new AskingLoader(_batches, c.Loader(_ => new OtherLoader(_batches)))).AskAsync("{ items { a b } }");
        answer.ShouldBe("""{"data":{"items":[{"a":"v0","b":"v100"},{"a":"v1","b":"v101"},{"a":"v2","b":"v102"}]}}""");
    }

    [Fact]
    public async Task ForeignTasks_AndLoaders_Mix()
    {
        for (var i = 0; i < 50; i++)
        {
            (await Server(c => new KeyLoader(_batches)).AskAsync("{ items(n: 2) { a foreign again children { foreign a } } free }")).ShouldBe(
                """{"data":{"items":[{"a":"v0","foreign":"v0","again":"v50","children":[]},{"a":"v1","foreign":"v1","again":"v51","children":[{"foreign":"v10","a":"v10"}]}],"free":"free"}}""");
        }
    }

    [Fact]
    public async Task HangingTask_EndsWithTheRequest()
    {
        using var cancel = new CancellationTokenSource();
        var never = new TaskCompletionSource<string>();
        var loaded = new TaskCompletionSource();
        var server = new TestServer("type Query { a: String b: String }", b => b.Object<object>("Query")
            .Batch<string>("a", async _ => [await never.Task])
            .Load("b", c => c.Loader(_ => new KeyLoader(_batches, key =>
            {
                loaded.SetResult();
                return "b";
            })), _ => 1));
        var answer = server.AskAsync("{ a b }", cancellationToken: cancel.Token);
        await loaded.Task;
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        _batches.ShouldBe(["1"]);
    }

    [Fact]
    public async Task Cancellation_ReachesTheBatch()
    {
        using var cancel = new CancellationTokenSource();
        var server = Server(c => new CancelledLoader(_batches, cancel));
        await Should.ThrowAsync<OperationCanceledException>(() => server.AskAsync("{ items { a } }", cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task AnswerBoundToBeNull_StopsFurtherBatches()
    {
        // The first batch makes the non-null field fail; what would be loaded next is not asked for.
        var answer = await Server(c => new KeyLoader(_batches, key => Result<string>.Failed(new GraphQLException("down", "DOWN")))).AskAsync("{ items { strict again } }");
        answer.ShouldEndWith("\"data\":null}");
        _batches.ShouldBe(["0,1,2"]);
    }

    [Fact]
    public async Task LoaderOutsideTheContext_IsPartOfTheExecution()
    {
        var server = new TestServer("type Query { a: String }", b => b.Object<object>("Query").Load("a", _ => new KeyLoader(_batches), _ => 5));
        (await server.AskAsync("{ a }")).ShouldBe("""{"data":{"a":"v5"}}""");
    }

    private static TestServer Server(Func<GraphQL.Execution.ExecutionContext, KeyLoader> loader, Func<int, int>? key = null, RequestExecutorOptions? options = null) =>
        new(
            Sdl,
            b =>
            {
                b.Object<object>("Query")
                    .List("items", a => a.Get<int>("n"), (_, n) => Enumerable.Range(0, n).ToArray())
                    .Field("item", _ => (int?)1)
                    .Batch<string>("free", async _ =>
                    {
                        await Task.Yield();
                        return ["free"];
                    });
                b.Object<int>("Item")
                    .Load("a", c => c.Loader(loader), key ?? (i => i))
                    .Load("b", c => c.Loader(_ => new OtherLoader([])), i => i + 100)
                    .Load("c", c => c.Loader(loader), i => i + 5)
                    .Load("strict", c => c.Loader(loader), i => i)
                    .Batch<string>("foreign", async c =>
                    {
                        await Task.Yield();
                        return await c.Execution.Loader(loader).LoadAsync(c.Parents);
                    })
                    .Batch<string>("again", async c =>
                    {
                        var keyLoader = c.Execution.Loader(loader);
                        await keyLoader.LoadAsync(c.Parents);
                        return await keyLoader.LoadAsync([.. c.Parents.Select(p => p + 50)]);
                    })
                    .List("children", i => i is > 0 and < 4 ? (int[])[i * 10] : []);
            },
            options);

    private sealed class LengthLoader(List<string> batches) : DataLoader<string, int>
    {
        protected override ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<int>> results, CancellationToken cancellationToken)
        {
            batches.Add(string.Join(',', keys));
            for (var i = 0; i < keys.Count; i++) results.Span[i] = keys[i].Length;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class OtherLoader(List<string> batches) : KeyLoader(batches)
    {
        protected override async ValueTask BeforeAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) => await Task.Yield();
    }

    private sealed class AskingLoader(List<string> batches, OtherLoader other) : KeyLoader(batches)
    {
        protected override async ValueTask BeforeAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            await other.LoadAsync([.. keys.Select(k => k + 100)]);
    }

    private sealed class RecursiveLoader(List<string> batches) : KeyLoader(batches)
    {
        protected override async ValueTask BeforeAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            if (keys[0] < 1000) await LoadAsync([.. keys.Select(k => k + 1000)]);
        }
    }

    private sealed class CancelledLoader(List<string> batches, CancellationTokenSource cancel) : KeyLoader(batches)
    {
        protected override async ValueTask BeforeAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            var cancelled = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            await cancel.CancelAsync();
            await cancelled.Task;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
