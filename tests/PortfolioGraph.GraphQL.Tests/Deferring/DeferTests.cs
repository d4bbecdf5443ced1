using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Tests.Execution;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Deferring;

/// <summary>Users whose values are loaded: each is there when the test says so.</summary>
public sealed class DeferTests
{
    private const string Sdl = """
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        type Query { id: Int! user(id: Int!): User users: [User!]! many: [User!]! odd: Float }
        type Mutation { first: User second: User }
        type User { id: Int! name: String value: Int must: Int! other: Int friend: User odd: Float }
        """;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<int?>> _gates = new();
    private readonly ConcurrentQueue<string> _batches = new();
    private readonly ConcurrentQueue<string> _events = new();
    private readonly TestServer _server;
    private bool _isOpen;

    public DeferTests() => _server = new TestServer(Sdl, bindings =>
    {
        bindings.Object<object>("Query")
            .Field("id", _ => 1)
            .Field("user", a => a.Get<int>("id"), (_, id) => new User(id))
            .List("users", _ => new[] { new User(1), new User(2) })
            .List("many", _ => Enumerable.Range(0, 300).Select(i => new User(i)).ToArray())
            .Field("odd", _ => (double?)double.NaN);
        bindings.Object<User>("User")
            .Field("id", u => u.Id)
            .Field("name", u => $"u{u.Id}")
            .Field("odd", _ => (double?)double.NaN)
            .Load("value", c => c.Loader(_ => new ValueLoader(this)), u => $"value{u.Id}")
            .Batch<int>("must", async c =>
            {
                var found = await c.Execution.Loader(_ => new ValueLoader(this)).LoadAsync([.. c.Parents.Select(u => $"must{u.Id}")]);
                return [.. found.Select(r => r.Value is { } value ? Result<int>.Of(value) : Result<int>.Failed(new GraphQLException("none", "NONE")))];
            })
            .Load("other", c => c.Loader(_ => new OtherLoader(this)), u => $"other{u.Id}")
            .Field("friend", u => u.Id < 10 ? new User(u.Id + 10) : null);
        bindings.Object<object>("Mutation")
            .Batch("first", c => Mutate("first", c.Parents.Count))
            .Batch("second", c => Mutate("second", c.Parents.Count));
    });

    [Fact]
    public async Task InitialResult_DoesNotWaitForWhatIsDeferred()
    {
        await using var stream = await _server.StreamAsync("""{ id user(id: 1) { id ... @defer(label: "later") { value name } } }""");

        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"data":{"id":1,"user":{"id":1}},"pending":[{"id":"0","path":["user"],"label":"later"}],"hasNext":true}""");
        _batches.ShouldBe(["value1"]);
        stream.HasNext.ShouldBeTrue();

        Open("value1", 7);
        (await TestServer.NextAsync(stream)).ShouldBe("""{"incremental":[{"id":"0","data":{"value":7,"name":"u1"}}],"completed":[{"id":"0"}],"hasNext":false}""");
        stream.HasNext.ShouldBeFalse();
        (await TestServer.NextAsync(stream)).ShouldBeNull();
    }

    [Fact]
    public async Task ObjectsOfAList_AreDeliveredAsTheirKeysAreThere()
    {
        await using var stream = await _server.StreamAsync("{ users { id ... @defer { must } } }");

        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"data":{"users":[{"id":1},{"id":2}]},"pending":[{"id":"0","path":["users",0]},{"id":"1","path":["users",1]}],"hasNext":true}""");
        _batches.ShouldBe(["must1,must2"]);
        Open("must2", 2);
        (await TestServer.NextAsync(stream)).ShouldBe("""{"incremental":[{"id":"1","data":{"must":2}}],"completed":[{"id":"1"}],"hasNext":true}""");
        Open("must1", 1);
        (await TestServer.NextAsync(stream)).ShouldBe("""{"incremental":[{"id":"0","data":{"must":1}}],"completed":[{"id":"0"}],"hasNext":false}""");
    }

    [Fact]
    public async Task InitialResult_WaitsForItsOwnKeysOfABatchOnly()
    {
        await using var stream = await _server.StreamAsync("{ a: user(id: 1) { must } ... @defer { b: user(id: 2) { must } } }");

        var first = TestServer.NextAsync(stream);
        Open("must1", 1);
        (await first).ShouldBe("""{"data":{"a":{"must":1}},"pending":[{"id":"0","path":[]}],"hasNext":true}""");
        _batches.ShouldBe(["must1,must2"]);
        Open("must2", 2);
        (await TestServer.NextAsync(stream)).ShouldBe("""{"incremental":[{"id":"0","data":{"b":{"must":2}}}],"completed":[{"id":"0"}],"hasNext":false}""");
    }

    [Fact]
    public async Task InitialResult_AsksFurtherWhileADeferredPartWaits()
    {
        await using var stream = await _server.StreamAsync("{ a: user(id: 1) { must friend { other } } ... @defer { b: user(id: 2) { must } } }");

        var first = TestServer.NextAsync(stream);
        Open("other11", 3);
        Open("must1", 1);
        (await first)!.ShouldStartWith("""{"data":{"a":{"must":1,"friend":{"other":3}}},"pending":""");
    }

    [Fact]
    public async Task WhatIsThereAtOnce_IsOneAnswerInTheOrderOfTheDocument()
    {
        _isOpen = true;
        (await _server.ReadAsync("""{ ... @defer { user(id: 1) { name ... @defer { value } id } } id }""")).ShouldBe(
            ["""{"data":{"user":{"name":"u1","value":1,"id":1},"id":1}}"""]);
    }

    [Fact]
    public async Task TransportOfOneAnswer_GetsAllOfItAtOnce()
    {
        _isOpen = true;
        (await _server.AskAsync("""{ user(id: 1) { ...V @defer(label: "v") id } } fragment V on User { value }""")).ShouldBe(
            """{"data":{"user":{"value":1,"id":1}}}""");
    }

    [Fact]
    public async Task FieldOfTheResultAround_IsNotRepeated()
    {
        await using var stream = await _server.StreamAsync("{ user(id: 1) { id friend { id } ... @defer { id friend { id value } } } }");

        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"data":{"user":{"id":1,"friend":{"id":11}}},"pending":[{"id":"0","path":["user"]}],"hasNext":true}""");
        Open("value11", 4);
        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"incremental":[{"id":"0","subPath":["friend"],"data":{"value":4}}],"completed":[{"id":"0"}],"hasNext":false}""");
    }

    [Fact]
    public async Task FieldOfTwoFragments_IsDeliveredOnce()
    {
        await using var stream = await _server.StreamAsync("""
            { user(id: 1) { ... @defer(label: "a") { value other } ... @defer(label: "b") { value must } } }
            """);

        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"data":{"user":{}},"pending":[{"id":"0","path":["user"],"label":"a"},{"id":"1","path":["user"],"label":"b"}],"hasNext":true}""");
        Open("value1", 1);
        Open("must1", 2);
        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"incremental":[{"id":"1","data":{"value":1}},{"id":"1","data":{"must":2}}],"completed":[{"id":"1"}],"hasNext":true}""");
        Open("other1", 3);
        (await TestServer.NextAsync(stream)).ShouldBe("""{"incremental":[{"id":"0","data":{"other":3}}],"completed":[{"id":"0"}],"hasNext":false}""");
    }

    [Fact]
    public async Task InnerFragment_IsAnnouncedWithTheOuterOne()
    {
        await using var stream = await _server.StreamAsync("""
            { user(id: 1) { ... @defer(label: "outer") { value ... @defer(label: "inner") { other } } } }
            """);

        (await TestServer.NextAsync(stream)).ShouldBe("""{"data":{"user":{}},"pending":[{"id":"0","path":["user"],"label":"outer"}],"hasNext":true}""");
        Open("value1", 1);
        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"incremental":[{"id":"0","data":{"value":1}}],"completed":[{"id":"0"}],"pending":[{"id":"1","path":["user"],"label":"inner"}],"hasNext":true}""");
        Open("other1", 2);
        (await TestServer.NextAsync(stream)).ShouldBe("""{"incremental":[{"id":"1","data":{"other":2}}],"completed":[{"id":"1"}],"hasNext":false}""");
    }

    [Fact]
    public async Task NullWhereNoneMayBe_EndsItsFragmentAlone()
    {
        await using var stream = await _server.StreamAsync("{ users { id ... @defer { name must } } }");

        await TestServer.NextAsync(stream);
        Open("must1", null);
        var failed = JsonNode.Parse((await TestServer.NextAsync(stream))!)!;
        failed["incremental"].ShouldBeNull();
        failed["completed"]![0]!["id"]!.GetValue<string>().ShouldBe("0");
        failed["completed"]![0]!["errors"]![0]!["path"]!.ToJsonString().ShouldBe("""["users",0,"must"]""");
        Open("must2", 5);
        (await TestServer.NextAsync(stream)).ShouldBe(
            """{"incremental":[{"id":"1","data":{"name":"u2","must":5}}],"completed":[{"id":"1"}],"hasNext":false}""");
    }

    [Fact]
    public async Task NullResultAround_TakesWhatIsDeferredWithIt()
    {
        var reading = _server.ReadAsync("{ user(id: 1) { must ... @defer { value } } id }");
        Open("must1", null);
        var payload = JsonNode.Parse((await reading).ShouldHaveSingleItem())!;
        payload["data"]!.ToJsonString().ShouldBe("""{"user":null,"id":1}""");
        payload["pending"].ShouldBeNull();
    }

    [Fact]
    public async Task ValueWithoutJson_IsAnErrorOfItsFragment()
    {
        await using var stream = await _server.StreamAsync("{ odd ... @defer { user(id: 1) { odd value } } ... @defer { user(id: 1) { friend { odd } } } }");

        var initial = JsonNode.Parse((await TestServer.NextAsync(stream))!)!;
        initial["errors"]!.AsArray().Count.ShouldBe(1);
        Open("value1", 1);
        var merged = new List<string> { initial.ToJsonString() };
        while (await TestServer.NextAsync(stream) is { } payload) merged.Add(payload);
        var answer = MergedAnswer.Of(merged);

        // Which of the two fragments is delivered first is not said, and so not in which order their fields are put together.
        var expected = JsonNode.Parse("""{"odd":null,"user":{"friend":{"odd":null},"odd":null,"value":1}}""");
        JsonNode.DeepEquals(answer.Data, expected).ShouldBeTrue(answer.Data!.ToJsonString());
        answer.Errors.Order().ShouldBe(["odd", "user/friend/odd", "user/odd"]);
    }

    [Fact]
    public async Task LongList_IsDeliveredInOnePart()
    {
        await using var stream = await _server.StreamAsync("{ many { id ... @defer { value } } }");

        var initial = JsonNode.Parse((await TestServer.NextAsync(stream))!)!;
        initial["pending"]!.AsArray().Count.ShouldBe(300);
        for (var i = 0; i < 300; i++) Open($"value{i}", i);
        JsonNode.Parse((await TestServer.NextAsync(stream))!)!["incremental"]!.AsArray().Count.ShouldBe(300);
        stream.HasNext.ShouldBeFalse();
        _batches.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task MoreThanAServerCanRemember_IsNotDeferred()
    {
        var defers = string.Concat(Enumerable.Range(0, 40).Select(i => $"... @defer {{ v{i}: value friend {{ ... @defer {{ w{i}: value }} }} }} "));
        await using var stream = await new TestServer(_server.Schema, new RequestExecutorOptions { Limits = OperationLimits.None }).StreamAsync(
            $"{{ users {{ ... @defer {{ other }} }} many {{ id {defers} }} }}");
        for (var i = 0; i < 300; i++) Open($"value{i}", i);

        var initial = JsonNode.Parse((await TestServer.NextAsync(stream))!)!;
        initial["pending"]!.AsArray().Count.ShouldBe(2);
        initial["data"]!["many"]![7]!["v39"]!.GetValue<int>().ShouldBe(7);
        initial["data"]!["many"]![7]!["friend"]!["w39"]!.GetValue<int>().ShouldBe(17);
        Open("other1", 1);
        Open("other2", 2);
        while (await TestServer.NextAsync(stream) is not null)
        {
        }
    }

    [Fact]
    public async Task Loaders_AreAskedForTheSameBatchesAsWithoutDefer()
    {
        _isOpen = true;
        await _server.AskAsync("{ users { value ... @defer { must friend { value } other } } user(id: 5) { value } }");
        var whole = Batches();
        _batches.Clear();
        await _server.ReadAsync("{ users { value ... @defer { must friend { value } other } } user(id: 5) { value } }");
        Batches().ShouldBe(whole);

        string[] Batches() => [.. _batches.Select(b => string.Join(',', b.Split(',').Order())).Order()];
    }

    [Fact]
    public async Task Mutation_HasAllItsEffectsBeforeWhatIsDeferredBegins()
    {
        _isOpen = true;
        (await _server.ReadAsync("mutation { first { id ... @defer { value } } second { id } }"))[0].ShouldBe(
            """{"data":{"first":{"id":1,"value":1},"second":{"id":1}}}""");
        _events.ShouldBe(["first", "second", "value1"]);
    }

    [Fact]
    public async Task CancelledWait_EndsBatchesAndWhatTheClientWaitsFor()
    {
        using var caller = new CancellationTokenSource();
        await using var stream = await _server.StreamAsync("""{ users { ... @defer { value } } }""", cancellationToken: caller.Token);
        await TestServer.NextAsync(stream, caller.Token);
        using var writer = new Utf8ResponseWriter();
        var waiting = stream.WriteAsync(writer, caller.Token).AsTask();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await Should.ThrowAsync<OperationCanceledException>(Gate("value1").Task);

        stream.TryEnd(new GraphQLError("too late", [], "TIMEOUT"), writer).ShouldBeTrue();
        var end = JsonNode.Parse(Encoding.UTF8.GetString(writer.WrittenSpan))!;
        end["completed"]!.AsArray().Select(c => c!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>()).ShouldBe(["TIMEOUT", "TIMEOUT"]);
        end["hasNext"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task DeferredFields_CostWhatOthersCost()
    {
        var server = new TestServer(
            SchemaBindings.BindJson(SchemaBuilder.Parse(Sdl), new object(), new SlowMembers(SchemaBuilder.Parse(Sdl))),
            new RequestExecutorOptions { Limits = new OperationLimits { MaxCost = 20 } });
        var payload = (await server.ReadAsync("{ users { ... @defer { friend { friend { id } } } } }")).ShouldHaveSingleItem();
        payload.ShouldContain("COST_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task SchemaWithoutTheDirective_KnowsNone()
    {
        var server = new TestServer("type Query { a: Int }", bindings => bindings.Object<object>("Query").Field("a", _ => 1));
        (await server.ReadAsync("{ ... @defer { a } }")).ShouldHaveSingleItem().ShouldContain("Unknown directive \\\"@defer\\\".");
    }

    [Fact]
    public async Task SchemaWithTheDirective_ShowsIt()
    {
        (await _server.AskAsync("{ __schema { directives { name locations args { name defaultValue } } } }")).ShouldContain(
            """{"name":"defer","locations":["FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if","defaultValue":"true"},{"name":"label","defaultValue":null}]}""");
        SchemaPrinter.Print(SchemaBuilder.Parse(Sdl)).ShouldContain("directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT");
    }

    private ValueTask<IReadOnlyList<Result<User?>>> Mutate(string name, int count)
    {
        _events.Enqueue(name);
        return new([.. Enumerable.Repeat((Result<User?>)new User(1), count)]);
    }

    private TaskCompletionSource<int?> Gate(string key) => _gates.GetOrAdd(key, _ => new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Open(string key, int? value) => Gate(key).TrySetResult(value);

    private sealed record User(int Id);

    private class ValueLoader(DeferTests test) : DataLoader<string, int?>
    {
        protected override async ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<int?>> results, CancellationToken cancellationToken)
        {
            test._batches.Enqueue(string.Join(',', keys));
            foreach (var key in keys) test._events.Enqueue(key);
            if (test._isOpen)
            {
                results.Span.Fill((int?)1);
                return;
            }

            await using var cancelled = cancellationToken.UnsafeRegister(_ => keys.Select(test.Gate).ToList().ForEach(g => g.TrySetCanceled(cancellationToken)), null);
            var values = await Task.WhenAll(keys.Select(async key =>
            {
                var value = await test.Gate(key).Task;
                Publish(key, value);
                return value;
            }));
            for (var i = 0; i < values.Length; i++) results.Span[i] = values[i];
        }
    }

    private sealed class OtherLoader(DeferTests test) : ValueLoader(test);
}
