using System.Net;
using System.Text;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Streams;

/// <summary>Server-Sent Events by both modes of <c>graphql-sse</c>.</summary>
public sealed class EventStreamTests
{
    private const string Events = "text/event-stream";
    private const string Count = """{"query":"subscription { count(to: 2) }"}""";

    [Theory]
    [InlineData("""{"query":"{ hello }"}""", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""{"query":"mutation { touch }"}""", """{"data":{"touch":1}}""")]
    [InlineData(Count, """{"data":{"count":1}}""", """{"data":{"count":2}}""")]
    public async Task Post_OfAnyOperation_IsAnsweredByItsPayloads(string body, params string[] payloads)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body, Events);

        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("text/event-stream; charset=utf-8");
        answer.Headers["Cache-Control"].ShouldBe("no-cache");
        answer.Headers["X-Accel-Buffering"].ShouldBe("no");
        answer.Body.ShouldBe(":\n\n" + string.Concat(payloads.Select(p => $"event: next\ndata: {p}\n\n")) + "event: complete\ndata: \n\n");
    }

    [Fact]
    public async Task Get_OfASubscription_IsAnswered_AndOfAMutationIsNot()
    {
        await using var server = await TestServer.StartAsync();

        var count = await server.GetAsync("/graphql?query=subscription{count(to:1)}", ("Accept", Events));
        var touch = await server.GetAsync("/graphql?query=mutation{touch}", ("Accept", Events));

        count.Body.ShouldBe(":\n\nevent: next\ndata: {\"data\":{\"count\":1}}\n\nevent: complete\ndata: \n\n");
        touch.Body.ShouldContain("event: next\ndata: {\"errors\":[{\"message\":\"A mutation cannot be sent this way; only queries can.\"");
        server.Touched.ShouldBe(0);
    }

    [Theory]
    [InlineData("{ hello", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ none }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { refused }", "NOT_TODAY")]
    public async Task Request_ThatCannotBeExecuted_IsStillA200_WithItsErrors(string document, string code)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync($$"""{"query":"{{document}}"}""", Events);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldStartWith(":\n\nevent: next\ndata: {\"errors\":[");
        answer.Body.ShouldContain(code);
        answer.Body.ShouldEndWith("\n\nevent: complete\ndata: \n\n");
    }

    [Theory]
    [InlineData("no json", 400)]
    [InlineData("""{"query":1}""", 400)]
    [InlineData("""[{"query":"{ hello }"}]""", 400)]
    public async Task Body_ThatIsNoRequest_IsRefused_AsEver(string body, int status)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body, Events);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    // What urql and others send with every operation.
    [Theory]
    [InlineData("{ hello }", "application/graphql-response+json; charset=utf-8")]
    [InlineData("subscription { count(to: 1) }", "text/event-stream; charset=utf-8")]
    [InlineData("subscription { none }", "application/graphql-response+json; charset=utf-8")]
    public async Task Accept_OfBoth_GetsAStream_OnlyForASubscription(string document, string contentType)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync($$"""{"query":"{{document}}"}""", "application/graphql-response+json, application/json, text/event-stream, multipart/mixed");

        answer.ContentType.ShouldBe(contentType);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Payloads_AreSentAsTheyCome_WithSignsOfLifeBetween(string version)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { KeepAlive = TimeSpan.FromMilliseconds(50) } });
        using var stream = await OpenAsync(server, """{"query":"subscription { ticks }"}""", version: version);

        (await stream.LineAsync()).ShouldBe(":");
        server.Ticks.Writer.TryWrite(1);
        (await stream.EventAsync()).ShouldBe(("next", """{"data":{"ticks":1}}"""));
        (await stream.LineAsync()).ShouldBe(":");
        server.Ticks.Writer.TryWrite(2);
        (await stream.EventAsync()).ShouldBe(("next", """{"data":{"ticks":2}}"""));
        server.Ticks.Writer.Complete();
        (await stream.EventAsync()).ShouldBe(("complete", ""));
        (await stream.EndAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Client_ThatGoes_StopsTheSource()
    {
        await using var server = await TestServer.StartAsync();
        using (await OpenAsync(server, """{"query":"subscription { ticks }"}""")) await Until(() => server.Subscribers == 1);

        await Until(() => server.Subscribers == 0);
    }

    [Fact]
    public async Task Stop_OfTheServer_CompletesTheStream()
    {
        using var stopping = new CancellationTokenSource();
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { Stopping = stopping.Token } });
        using var stream = await OpenAsync(server, """{"query":"subscription { ticks }"}""");
        await Until(() => server.Subscribers == 1);

        await stopping.CancelAsync();

        (await stream.EventAsync()).ShouldBe(("complete", ""));
        await Until(() => server.Subscribers == 0);
    }

    [Fact]
    public async Task Execution_ThatTakesTooLong_IsAPayloadThatSaysSo()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { ExecutionTimeout = TimeSpan.FromMilliseconds(50) });

        var answer = await server.PostAsync("""{"query":"{ slow }"}""", Events);

        answer.Body.ShouldContain("TIMEOUT");
        answer.Body.ShouldEndWith("event: complete\ndata: \n\n");
    }

    [Fact]
    public async Task Streams_BeyondTheLimits_AreRefused()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { MaxConnections = 2, MaxConnectionsPerCaller = 1, CallerOf = c => c.Request.Headers["X-Caller"].ToString() },
        });
        using var first = await OpenAsync(server, """{"query":"subscription { ticks }"}""", caller: "a");

        (await StatusAsync(server, "a")).ShouldBe(HttpStatusCode.TooManyRequests);
        using (await OpenAsync(server, """{"query":"subscription { ticks }"}""", caller: "b"))
        {
            (await StatusAsync(server, "c")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        await Until(async () => await StatusAsync(server, "c") == HttpStatusCode.OK);
    }

    [Fact]
    public async Task SharedStream_HasTheOperationsThatNameIt()
    {
        await using var server = await TestServer.StartAsync();
        var token = await ReserveAsync(server);
        using var stream = await OpenAsync(server, null, token);

        (await OperateAsync(server, token, "1", "{ hello }")).ShouldBe(202);
        (await stream.EventAsync()).ShouldBe(("next", """{"id":"1","payload":{"data":{"hello":"Hello world"}}}"""));
        (await stream.EventAsync()).ShouldBe(("complete", """{"id":"1"}"""));

        (await OperateAsync(server, token, "2", "subscription { ticks }")).ShouldBe(202);
        await Until(() => server.Subscribers == 1);
        (await OperateAsync(server, token, "2", "{ hello }")).ShouldBe(409);
        server.Ticks.Writer.TryWrite(7);
        (await stream.EventAsync()).ShouldBe(("next", """{"id":"2","payload":{"data":{"ticks":7}}}"""));
        (await SendAsync(server, HttpMethod.Delete, "?operationId=2", token)).Status.ShouldBe(200);
        (await stream.EventAsync()).ShouldBe(("complete", """{"id":"2"}"""));
        server.Subscribers.ShouldBe(0);
        (await SendAsync(server, HttpMethod.Delete, "?operationId=2", token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task SharedStream_IsOpenedOnce_ByItsCaller_AndGoesWithItsClient()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { CallerOf = c => c.Request.Headers["X-Caller"].ToString() } });
        var token = await ReserveAsync(server);
        (await SendAsync(server, HttpMethod.Get, "", token, "other", Events)).Status.ShouldBe(404);
        using (await OpenAsync(server, null, token))
        {
            (await SendAsync(server, HttpMethod.Get, "", token, accept: Events)).Status.ShouldBe(409);
            (await OperateAsync(server, token, "1", "subscription { ticks }", "other")).ShouldBe(404);
            (await OperateAsync(server, token, "1", "subscription { ticks }")).ShouldBe(202);
            await Until(() => server.Subscribers == 1);
        }

        await Until(() => server.Subscribers == 0);
        (await OperateAsync(server, token, "1", "{ hello }")).ShouldBe(404);
    }

    [Fact]
    public async Task SharedStream_WithTooManyOrNamelessOperations_RefusesThem()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { MaxOperationsPerConnection = 1 } });
        var token = await ReserveAsync(server);
        using var stream = await OpenAsync(server, null, token);

        (await OperateAsync(server, token, "", "{ hello }")).ShouldBe(400);
        (await SendAsync(server, HttpMethod.Post, "", token, body: """{"query":"{ hello }"}""")).Status.ShouldBe(400);
        (await OperateAsync(server, token, "1", "subscription { ticks }")).ShouldBe(202);
        (await OperateAsync(server, token, "2", "{ hello }")).ShouldBe(429);
        (await SendAsync(server, HttpMethod.Delete, "", token)).Status.ShouldBe(400);
        (await SendAsync(server, HttpMethod.Delete, "?operationId=1", "none")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Reservation_ThatNobodyOpens_IsGivenUp()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { MaxConnections = 1, InitTimeout = TimeSpan.FromMilliseconds(50) },
        });
        var token = await ReserveAsync(server);
        await Until(async () => (await SendAsync(server, HttpMethod.Delete, "?operationId=1", token)).Status == 404);

        await ReserveAsync(server);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string caller)
    {
        using var request = Request(server, HttpMethod.Post, "", null, caller, Events, """{"query":"{ hello }"}""");
        using var response = await server.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<string> ReserveAsync(TestServer server)
    {
        var answer = await SendAsync(server, HttpMethod.Put, "", null);
        answer.Status.ShouldBe(201);
        return answer.Body;
    }

    private static async Task<int> OperateAsync(TestServer server, string token, string id, string document, string caller = "") =>
        (await SendAsync(server, HttpMethod.Post, "", token, caller, body: $$$"""{"query":"{{{document}}}","extensions":{"operationId":"{{{id}}}"}}""")).Status;

    private static Task<Answer> SendAsync(
        TestServer server, HttpMethod method, string query, string? token, string caller = "", string accept = "*/*", string? body = null) =>
        server.SendAsync(Request(server, method, query, token, caller, accept, body));

    private static async Task<EventReader> OpenAsync(TestServer server, string? body, string? token = null, string caller = "", string version = "1.1")
    {
        using var request = Request(server, body is null ? HttpMethod.Get : HttpMethod.Post, "", token, caller, Events, body);
        request.Version = Version.Parse(version);
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (version == "2.0") request.RequestUri = server.Http2;
        return await EventReader.OpenAsync(server.Client, request);
    }

    private static HttpRequestMessage Request(TestServer server, HttpMethod method, string query, string? token, string caller, string accept, string? body)
    {
        var request = new HttpRequestMessage(method, new Uri(server.GraphQL, $"/graphql{query}"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Add("X-Caller", caller);
        if (token is not null) request.Headers.Add("X-GraphQL-Event-Stream-Token", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition()) await Task.Delay(5, late.Token);
    }
}
