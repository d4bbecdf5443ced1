using System.Net.Sockets;
using System.Text;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks;

/// <summary>Answers that are too large, too late, or not taken: each ends with one error or the connection, on every transport.</summary>
[Collection(AloneCollection.Name)]
public sealed class LargeAnswerTests
{
    private const int Megabyte = 1024 * 1024;

    private static readonly RequestExecutorOptions OneMegabyte = new() { MaxResponseBytes = Megabyte };

    [Theory]
    [InlineData("{ text(length: 1100000) }")]
    [InlineData("{ numbers(count: 500000) }")]
    [InlineData("{ rows(count: 2000) { name } }")]
    [InlineData("{ rows(count: 200000) { id } }")]
    [InlineData("{ rows(count: 100) { inner { inner { inner { a: name b: name c: name d: name e: name f: name g: name h: name i: name j: name k: name } } } } }")]
    [InlineData("{ rows(count: 20000) { fails } }")]
    public async Task Answer_ThatIsTooLarge_IsOneError(string query)
    {
        await using var server = await TestServer.StartAsync(executor: LargeAnswers.Executor(OneMegabyte));

        var answer = await server.PostAsync($$"""{"query":"{{query}}"}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            """{"errors":[{"message":"The answer is larger than 1048576 bytes. Ask for fewer wallets, rows or fields at once.","extensions":{"code":"RESPONSE_TOO_LARGE"}}],"data":null}""");
        server.Logs.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Megabyte - 20)]
    [InlineData(Megabyte - 19)]
    public async Task Answer_AsLargeAsItMayBe_IsGiven_AndNotOneByteMore(int length)
    {
        await using var server = await TestServer.StartAsync(executor: LargeAnswers.Executor(OneMegabyte));

        var answer = await server.PostAsync($$"""{"query":"{ text(length: {{length}}) }"}""");

        if (length + 20 <= Megabyte) answer.Body.Length.ShouldBe(Megabyte);
        else answer.Body.ShouldContain("RESPONSE_TOO_LARGE");
    }

    [Fact]
    public async Task Values_OfAnAnswerThatIsTooLarge_AreNotAllMade()
    {
        await using var server = await TestServer.StartAsync(executor: LargeAnswers.Executor(OneMegabyte));
        LargeAnswers.Rows = 0;

        var fields = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"f{i}: name"));
        (await server.PostAsync($$"""{"query":"{ rows(count: 10000) { {{fields}} } }"}""")).Body.ShouldContain("RESPONSE_TOO_LARGE");

        // A thousand values of a thousand characters are a megabyte.
        LargeAnswers.Rows.ShouldBeLessThan(5_000);
    }

    [Fact]
    public async Task DeferredPart_ThatIsTooLarge_EndsTheAnswerWithAnError()
    {
        await using var server = await TestServer.StartAsync(executor: LargeAnswers.Executor(OneMegabyte));

        var answer = await server.PostAsync("""{"query":"{ one { id ... @defer { inner { rest: inner { id } } } } ... @defer { rows(count: 3000) { name } } }"}""", "multipart/mixed");

        answer.Body.Length.ShouldBeLessThan(10_000);
        answer.Body.ShouldContain("RESPONSE_TOO_LARGE");
    }

    [Fact]
    public async Task Payload_ThatIsTooLarge_IsOneError_OverEventStreamAndSocket()
    {
        await using var server = await TestServer.StartAsync(executor: LargeAnswers.Executor(OneMegabyte));

        var events = await server.PostAsync("""{"query":"subscription { large(length: 2000000) }"}""", "text/event-stream");
        events.Body.Length.ShouldBeLessThan(1_000);
        events.Body.ShouldContain("RESPONSE_TOO_LARGE");
        events.Body.ShouldContain("event: complete");

        using var socket = await ConnectedAsync(server);
        await socket.SendAsync("""{"type":"subscribe","id":"1","payload":{"query":"{ text(length: 2000000) }"}}""");
        (await socket.ReadAsync())!.ShouldContain("RESPONSE_TOO_LARGE");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public async Task LongPayload_ComesWhole_OnEveryTransport(int length)
    {
        await using var server = await TestServer.StartAsync(executor: LargeAnswers.Executor());
        var expected = $$$"""{"data":{"text":"{{{new string('x', length)}}}"}}""";
        var body = $$"""{"query":"{ text(length: {{length}}) }"}""";

        (await server.PostAsync(body)).Body.ShouldBe(expected);
        (await server.PostAsync(body, "text/event-stream")).Body.ShouldContain($"event: next\ndata: {expected}\n\n");
        using var socket = await ConnectedAsync(server);
        await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{{{body}}}}""");
        (await socket.ReadAsync()).ShouldBe($$"""{"type":"next","id":"1","payload":{{expected}}}""");
    }

    [Fact]
    public async Task Deadline_PassesWhileTheAnswerIsWritten_Is408()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new GraphQLHttpOptions { ExecutionTimeout = TimeSpan.FromSeconds(2), TimeProvider = time },
            executor: LargeAnswers.Executor(onLate: () => time.Advance(TimeSpan.FromSeconds(3))));

        var answer = await server.PostAsync("""{"query":"{ late }"}""");

        answer.Status.ShouldBe(408);
        answer.RefusalCode.ShouldBe("TIMEOUT");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    [InlineData("multipart/mixed")]
    [InlineData("socket")]
    public async Task ClientsThatDoNotRead_HoldNoMoreThanTheBound_AndAreLetGo(string transport)
    {
        var time = new ManualTime();
        var options = new GraphQLHttpOptions
        {
            MaxBytesInFlight = 24 * Megabyte, SendTimeout = TimeSpan.FromSeconds(10), TimeProvider = time, ExecutionTimeout = null,
            Streams = new StreamOptions { SendTimeout = TimeSpan.FromSeconds(10), KeepAlive = TimeSpan.FromHours(1), MaxPendingSocketsPerAddress = 100 },
        };
        await using var server = await TestServer.StartAsync(options, executor: LargeAnswers.Executor());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => transport == "socket" ? SocketAsync(server) : RequestAsync(server, transport)));
        try
        {
            // Those who found no room were told so at once; the others wait for their clients.
            await Eventually(async () => (await server.PostAsync("""{"query":"{ text(length: 8000000) }"}""")).Status == 503);

            // Behind each buffer there is the value that it was made of, twice as long in memory; others are on their way to be refused.
            await Eventually(() => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true) - before < 100 * Megabyte));

            await Eventually(async () =>
            {
                time.Advance(TimeSpan.FromSeconds(11));
                return (await server.PostAsync("""{"query":"{ text(length: 16000000) }"}""")).Body.Length > 16_000_000;
            });
            server.Logs.Errors.ShouldBeEmpty();
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    [Fact]
    public async Task Answer_ThatFindsNoRoom_Is503_AndMayBeAskedForAgain()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxBytesInFlight = Megabyte }, executor: LargeAnswers.Executor());

        var answer = await server.PostAsync("""{"query":"{ text(length: 2000000) }"}""");

        answer.Status.ShouldBe(503);
        answer.RefusalCode.ShouldBe("OVERLOADED");
        answer.Headers["Retry-After"].ShouldBe("1");
        (await server.PostAsync("""{"query":"{ text(length: 20) }"}""")).Status.ShouldBe(200);
    }

    private static async Task<IDisposable> RequestAsync(TestServer server, string accept)
    {
        var client = new TcpClient { ReceiveBufferSize = 1024 };
        await client.ConnectAsync(server.GraphQL.Host, server.GraphQL.Port);
        var query = accept == "multipart/mixed" ? "{ one { id } ... @defer { text(length: 8000000) } }" : "{ text(length: 8000000) }";
        var body = $$"""{"query":"{{query}}"}""";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        return client;
    }

    private static async Task<IDisposable> SocketAsync(TestServer server)
    {
        var socket = await ConnectedAsync(server);
        await socket.SendAsync("""{"type":"subscribe","id":"1","payload":{"query":"{ text(length: 8000000) }"}}""");
        return socket;
    }

    private static async Task<RawSocket> ConnectedAsync(TestServer server)
    {
        var socket = await RawSocket.ConnectAsync(server.GraphQL);
        await socket.SendAsync("""{"type":"connection_init"}""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"connection_ack"}""");
        return socket;
    }

    private static async Task Eventually(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await isSo()) return;
            await Task.Delay(50);
        }

        (await isSo()).ShouldBeTrue();
    }
}
