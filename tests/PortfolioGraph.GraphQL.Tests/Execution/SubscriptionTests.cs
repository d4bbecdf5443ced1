using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>Streams of responses (spec section 6.2.3).</summary>
public sealed class SubscriptionTests
{
    private const string Sdl = """
        type Query { hello: String! broken: String! }
        type Mutation { touch: Int! }
        type Subscription { price(of: String!, most: Int = 10): Price! }
        type Price { of: String! value: Int! label: String! loads: Int! now: Now failing: Int }
        type Now { at: Time! }
        scalar Time
        """;

    private readonly Channel<Price> _prices = Channel.CreateUnbounded<Price>();
    private readonly List<(string, Exception)> _unexpected = [];
    private int _touched;
    private int _disposed;
    private int _batches;
    private int _reads;

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"Hello"}}""")]
    [InlineData("{ broken }", """{"errors":[{"message":"Not now.","locations":[{"line":1,"column":3}],"path":["broken"],"extensions":{"code":"NOT_NOW"}}],"data":null}""")]
    [InlineData("mutation { touch }", """{"data":{"touch":1}}""")]
    public async Task QueryOrMutation_IsOnePayload(string document, string expected) =>
        (await Server().ReadAsync(document)).ShouldBe([expected]);

    [Fact]
    public async Task QueryOrMutation_HasNotRun_BeforeItIsWritten()
    {
        await using var stream = await Server().StreamAsync("mutation { touch }");
        stream.HasNext.ShouldBeTrue();
        (await stream.MoveNextAsync()).ShouldBeTrue();
        _touched.ShouldBe(0);

        using var writer = new Utf8ResponseWriter();
        await stream.WriteAsync(writer, CancellationToken.None);

        _touched.ShouldBe(1);
        stream.HasNext.ShouldBeFalse();
        stream.IsFailed.ShouldBeFalse();
        stream.Outcome.ShouldBe(RequestOutcome.Executed);
    }

    [Theory]
    [InlineData("subscription {", RequestOutcome.SyntaxError, "Syntax Error")]
    [InlineData("subscription { price(of: \"a\") { none } }", RequestOutcome.ValidationError, "Cannot query field \"none\" on type \"Price\".")]
    [InlineData("subscription($of: String!) { price(of: $of) { value } }", RequestOutcome.VariableError, "Variable \"$of\" of required type \"String!\" was not provided.")]
    [InlineData("subscription { price(of: \"forbidden\") { value } }", RequestOutcome.OperationError, "No prices of forbidden.")]
    public async Task Request_ThatCannotBeExecuted_IsOnePayloadOfErrors(string document, RequestOutcome outcome, string message)
    {
        await using var stream = await Server().StreamAsync(document);

        stream.Outcome.ShouldBe(outcome);
        stream.IsFailed.ShouldBeTrue();
        var payload = (await TestServer.NextAsync(stream))!;
        payload.ShouldStartWith("""{"errors":[""");
        payload.ShouldContain(message.Replace("\"", "\\\"", StringComparison.Ordinal));
        payload.ShouldNotContain("\"data\"");
        (await TestServer.NextAsync(stream)).ShouldBeNull();
    }

    [Fact]
    public async Task Source_ThatRefuses_NamesTheField()
    {
        var payloads = await Server().ReadAsync("subscription { mine: price(of: \"forbidden\") { value } }");

        payloads.ShouldBe(["""{"errors":[{"message":"No prices of forbidden.","locations":[{"line":1,"column":16}],"path":["mine"],"extensions":{"code":"FORBIDDEN"}}]}"""]);
    }

    [Fact]
    public async Task Event_IsTheParentOfTheField_AndExecutedOnItsOwn()
    {
        Send(new("a", 1), new("a", 2));

        var payloads = await Server().ReadAsync("subscription { p: price(of: \"a\") { of value label } }");

        payloads.ShouldBe([
            """{"data":{"p":{"of":"a","value":1,"label":"a: 1"}}}""",
            """{"data":{"p":{"of":"a","value":2,"label":"a: 2"}}}""",
        ]);
    }

    [Fact]
    public async Task Event_HasLoadersOfItsOwn()
    {
        Send(new("a", 1), new("a", 1));

        var payloads = await Server().ReadAsync("subscription { price(of: \"a\") { loads } }");

        payloads.ShouldBe(["""{"data":{"price":{"loads":1}}}""", """{"data":{"price":{"loads":2}}}"""]);
    }

    [Fact]
    public async Task Arguments_AndVariables_ReachTheSource()
    {
        Send(new("a", 1), new("b", 2), new("a", 20), new("a", 3));

        var payloads = await Server().ReadAsync("subscription($of: String!) { price(of: $of, most: 5) { value } }", """{"of":"a"}""");

        payloads.ShouldBe(["""{"data":{"price":{"value":1}}}""", """{"data":{"price":{"value":3}}}"""]);
    }

    [Fact]
    public async Task Event_WithAFailedField_HasItsErrors_AndTheNextOneFollows()
    {
        Send(new("a", -1), new("a", 2));

        var payloads = await Server().ReadAsync("subscription { price(of: \"a\") { label } }");

        payloads.ShouldBe([
            """{"errors":[{"message":"Less than nothing.","locations":[{"line":1,"column":33}],"path":["price","label"],"extensions":{"code":"NEGATIVE"}}],"data":null}""",
            """{"data":{"price":{"label":"a: 2"}}}""",
        ]);
    }

    [Fact]
    public async Task Source_ThatFails_EndsWithAPayloadOfErrors_Masked()
    {
        _prices.Writer.TryWrite(new("a", 1));
        _prices.Writer.Complete(new InvalidOperationException("secret"));
        await using var stream = await Server().StreamAsync("subscription { price(of: \"a\") { value } }");

        (await TestServer.NextAsync(stream)).ShouldBe("""{"data":{"price":{"value":1}}}""");
        stream.IsFailed.ShouldBeFalse();
        var last = (await TestServer.NextAsync(stream))!;

        last.ShouldStartWith("""{"errors":[{"message":"Unexpected execution error.","locations":[{"line":1,"column":16}],"path":["price"],"extensions":{"code":"INTERNAL_SERVER_ERROR","correlationId":""");
        last.ShouldNotContain("secret");
        stream.IsFailed.ShouldBeTrue();
        stream.HasNext.ShouldBeFalse();
        (await TestServer.NextAsync(stream)).ShouldBeNull();
        _unexpected.ShouldHaveSingleItem().Item2.Message.ShouldBe("secret");
    }

    [Fact]
    public async Task Payload_ThatIsTheSame_IsLeftOut_WhereOnlyChangesAreWanted()
    {
        Send(new("a", 1), new("a", 1), new("a", 2), new("a", 1));

        var payloads = await Server(changesOnly: true).ReadAsync("subscription { price(of: \"a\") { value } }");

        payloads.ShouldBe(["""{"data":{"price":{"value":1}}}""", "", """{"data":{"price":{"value":2}}}""", """{"data":{"price":{"value":1}}}"""]);
    }

    [Fact]
    public async Task Payload_ThatDiffersOnlyInWhatIsPassing_IsTheSame()
    {
        Send(new("a", 1), new("a", 1), new("a", -1), new("a", -1), new("a", 1));

        var payloads = await Server(changesOnly: true).ReadAsync("subscription { price(of: \"a\") { now { at } readOnly: failing value } }");

        payloads.Select(p => p.Length > 0).ShouldBe([true, false, true, false, true]);
        payloads[0].ShouldContain("\"at\":\"1\"");
        payloads[2].ShouldContain("correlationId");
        payloads[4].ShouldContain("\"at\":\"5\"");
    }

    [Fact]
    public async Task Payload_ThatIsCancelled_LeavesTheStreamAsItIs()
    {
        Send(new("a", 1), new("a", 2));
        await using var stream = await Server().StreamAsync("subscription { price(of: \"a\") { value } }");

        await Should.ThrowAsync<OperationCanceledException>(() => TestServer.NextAsync(stream, new CancellationToken(canceled: true)));

        (await TestServer.NextAsync(stream)).ShouldBe("""{"data":{"price":{"value":2}}}""");
    }

    [Fact]
    public async Task Stream_ThatIsCancelledOrDisposed_StopsTheSource()
    {
        using var gone = new CancellationTokenSource();
        await using (var stream = await Server().StreamAsync("subscription { price(of: \"a\") { value } }", cancellationToken: gone.Token))
        {
            var waiting = stream.MoveNextAsync();
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(async () => await waiting);
        }

        _disposed.ShouldBe(1);
    }

    [Fact]
    public async Task QueriesOnly_AllowsWhatHasNoEffects()
    {
        Send(new Price("a", 1));
        await using var subscription = await Server().StreamAsync("subscription { price(of: \"a\") { value } }", queriesOnly: true);
        (await TestServer.NextAsync(subscription)).ShouldBe("""{"data":{"price":{"value":1}}}""");

        await using var mutation = await Server().StreamAsync("mutation { touch }", queriesOnly: true);
        mutation.Outcome.ShouldBe(RequestOutcome.OperationNotAllowed);
        await TestServer.NextAsync(mutation);
        _touched.ShouldBe(0);
    }

    [Fact]
    public async Task Subscription_WithoutAStream_IsRefused()
    {
        var answer = await Server().AskAsync("subscription { price(of: \"a\") { value } }");

        answer.ShouldContain("OPERATION_RESOLUTION_FAILURE");
        _batches.ShouldBe(0);
    }

    [Fact]
    public void SubscriptionField_WithoutASource_StopsTheStart()
    {
        var problems = Should.Throw<BindingException>(() => new TestServer("type Query { a: Int } type Subscription { b: Int }", schema =>
        {
            schema.Object<object>("Query").Field<int?>("a", _ => 1).Subscribe<object>("a", a => a, _ => throw new NotSupportedException());
            schema.Object<object>("Subscription").Field<int?>("b", _ => 1);
        })).Problems;

        problems.ShouldBe(["Query.a: has a source of events, but is no field of a subscription.", "Subscription.b: has no source of events."]);
    }

    private void Send(params Price[] prices)
    {
        foreach (var price in prices) _prices.Writer.TryWrite(price);
        _prices.Writer.Complete();
    }

    private TestServer Server(bool changesOnly = false) => new(
        Sdl,
        schema =>
        {
            schema.Object<object>("Query").Field("hello", _ => "Hello").Field<string>("broken", _ => throw new GraphQLException("Not now.", "NOT_NOW"));
            schema.Object<object>("Mutation").Field("touch", _ => ++_touched);
            schema.Object<Price>("Subscription")
                .Subscribe("price", a => (Of: a.Get<string>("of")!, Most: a.Get<int>("most")), c => Source(c.Arguments.Of, c.Arguments.Most, c.CancellationToken), changesOnly)
                .Field("price", p => p);
            schema.Object<Price>("Price")
                .Field("of", p => p.Of)
                .Field("value", p => p.Value)
                .Field("label", p => p.Value < 0 ? throw new GraphQLException("Less than nothing.", "NEGATIVE") : $"{p.Of}: {p.Value}")
                .Load<string, int>("loads", c => c.Loader(_ => new CountingLoader(this)), p => p.Of)
                .Field("now", _ => ++_reads)
                .Field<int?>("failing", p => p.Value < 0 ? throw new InvalidOperationException("secret") : 1);
            schema.Value<TimeSpan>("Time", (w, v) =>
            {
                var start = w.Length;
                w.WriteString(v.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
                w.MarkPassing(start);
            });
            schema.Object<int>("Now").Field("at", n => TimeSpan.FromSeconds(n));
        },
        new RequestExecutorOptions { OnUnexpectedError = (id, e) => _unexpected.Add((id, e)) });

    private ValueTask<IAsyncEnumerable<Price>> Source(string of, int most, CancellationToken cancellationToken) => of == "forbidden"
        ? throw new GraphQLException("No prices of forbidden.", "FORBIDDEN")
        : new(Events(of, most, cancellationToken));

    private async IAsyncEnumerable<Price> Events(string of, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var price in _prices.Reader.ReadAllAsync(cancellationToken))
                if (price.Of == of && price.Value <= most)
                    yield return price;
        }
        finally
        {
            _disposed++;
        }
    }

    private sealed record Price(string Of, int Value);

    private sealed class CountingLoader(SubscriptionTests test) : DataLoader<string, int>
    {
        protected override ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<int>> results, CancellationToken cancellationToken)
        {
            results.Span.Fill(++test._batches);
            return ValueTask.CompletedTask;
        }
    }
}
