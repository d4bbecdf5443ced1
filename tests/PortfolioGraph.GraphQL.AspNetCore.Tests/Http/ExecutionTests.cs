using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class ExecutionTests
{
    private const string Slow = """{"query":"{slow}"}""";

    [Theory]
    [InlineData(StatusProfile.Audit)]
    [InlineData(StatusProfile.Draft2026)]
    public async Task Execution_TakesTooLong_Is408AndCancelled(StatusProfile profile)
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new GraphQLHttpOptions { ExecutionTimeout = TimeSpan.FromSeconds(2.5), TimeProvider = time, StatusProfile = profile });

        var pending = server.PostAsync(Slow);
        await server.SlowStarted.Task;
        time.Advance(TimeSpan.FromSeconds(15));
        var answer = await pending;

        answer.Status.ShouldBe(408);
        answer.RefusalCode.ShouldBe("TIMEOUT");
        answer.Message.ShouldBe("The execution took longer than 2.5 s.");
        server.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Batch_TakesTooLong_IsOneAnswer()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new GraphQLHttpOptions { ExecutionTimeout = TimeSpan.FromSeconds(1), TimeProvider = time, MaxBatchSize = 2 });

        var pending = server.PostAsync("""[{"query":"{hello}"},{"query":"{slow}"}]""");
        await server.SlowStarted.Task;
        time.Advance(TimeSpan.FromSeconds(15));
        var answer = await pending;

        answer.Status.ShouldBe(408);
        answer.RefusalCode.ShouldBe("TIMEOUT");
    }

    [Fact]
    public async Task Client_Leaves_CancelsTheExecutionQuietly()
    {
        await using var server = await TestServer.StartAsync();
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(Slow, System.Text.Encoding.UTF8, "application/json");

        var pending = server.Client.PostAsync("/graphql", content, leave.Token);
        await server.SlowStarted.Task;
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(pending);
        await server.SlowCancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        server.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Resolver_Throws_IsMasked()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync("""{"query":"{broken}"}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("\"data\":null");
        answer.Body.ShouldContain("INTERNAL_SERVER_ERROR");
        answer.Body.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Server_Fails_Is500MaskedAndLoggedUnderTheSameId()
    {
        await using var server = await TestServer.StartAsync();
        server.OnUnexpectedError = (_, _) => throw new InvalidOperationException("secret");

        var answer = await server.PostAsync("""{"query":"{broken}"}""");

        answer.Status.ShouldBe(500);
        answer.RefusalCode.ShouldBe("INTERNAL_SERVER_ERROR");
        answer.Body.ShouldNotContain("secret");
        using var json = JsonDocument.Parse(answer.Body);
        var id = json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("correlationId").GetString()!;
        var log = server.Logs.Errors.ShouldHaveSingleItem();
        log.ShouldContain(id);
        log.ShouldContain("secret");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_InATraceOfTheClient_HasItsId(bool ofTheServer)
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var server = await TestServer.StartAsync();
        var told = "";
        server.OnUnexpectedError = (id, _) => told = ofTheServer ? throw new InvalidOperationException("secret") : id;
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("""{"query":"{broken}"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        var answer = await server.SendAsync(request);

        answer.Body.ShouldContain($"\"correlationId\":\"{Trace}\"");
        if (ofTheServer) server.Logs.Errors.ShouldHaveSingleItem().ShouldContain(Trace);
        else told.ShouldBe(Trace);
    }

    [Fact]
    public async Task Body_BrokenOnTheWire_IsAGraphQLError()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.GraphQL.Host, server.GraphQL.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n"u8.ToArray());
        var answer = await new StreamReader(stream).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("""{"errors":[{"message":"The body could not be read.","extensions":{"code":"BAD_REQUEST"}}]}""");
        server.Logs.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "{a")]
    [InlineData("{f(a:", "[")]
    [InlineData("{f(a:", "{a:")]
    public async Task Document_OverTheLimit_IsRefusedAlikeOnEveryTransport(string start, string nested)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxBatchSize = 1 });
        var query = start + string.Concat(Enumerable.Repeat(nested, 1000));
        var body = JsonSerializer.Serialize(new Dictionary<string, string> { ["query"] = query });
        const string accept = "application/graphql-response+json";

        var posted = await server.PostAsync(body, accept);
        var got = await server.GetAsync($"/graphql?query={Uri.EscapeDataString(query)}", ("Accept", accept));
        var batch = await server.PostAsync($"[{body}]", accept);

        posted.Status.ShouldBe(400);
        posted.RefusalCode.ShouldBe("GRAPHQL_PARSE_FAILED");
        got.Status.ShouldBe(400);
        got.Body.ShouldBe(posted.Body);
        batch.Body.ShouldBe($"[{posted.Body}]");
    }

    [Fact]
    public async Task Document_SelectionsNested20000Deep_LeavesTheServerAlive()
    {
        await using var server = await TestServer.StartAsync();
        var query = string.Concat(Enumerable.Repeat("{a", 20_000));

        var answer = await server.PostAsync($$"""{"query":"{{query}}"}""", "application/graphql-response+json");

        answer.Status.ShouldBe(400);
        (await server.PostAsync("""{"query":"{hello}"}""")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("qwerty cop {abc}")]
    [InlineData("{hello}")]
    public async Task Answer_NeverTellsAboutTheInside(string query)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync($$"""{"query":"{{query}}"}""");

        answer.Body.ShouldNotContain("tracing");
        answer.Body.ShouldNotContain("Exception");
        answer.Body.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Server_ManyRequestsAtATime_KeepsAnswersApart()
    {
        await using var server = await TestServer.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            server.PostAsync($$$"""{"query":"query($n:String){hello(name:$n)}","variables":{"n":"{{{i}}}"}}""")));

        for (var i = 0; i < answers.Length; i++) answers[i].Body.ShouldBe($$$"""{"data":{"hello":"Hello {{{i}}}"}}""");
    }
}
