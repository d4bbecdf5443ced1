using System.Net.WebSockets;
using System.Text;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Streams;

/// <summary><c>graphql-transport-ws</c> by raw sockets: what the protocol asks for, and what breaks it.</summary>
public sealed class SocketTests
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Ack = """{"type":"connection_ack"}""";

    [Fact]
    public async Task Operation_OfEachKind_IsAnswered_AndCompletes()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectedAsync(server);

        await socket.SendAsync("""{"type":"subscribe","id":"q","payload":{"query":"query Q($n: String) { hello(name: $n) }","variables":{"n":"you"}}}""");
        (await socket.ReadAsync(2)).ShouldBe(["""{"type":"next","id":"q","payload":{"data":{"hello":"Hello you"}}}""", """{"type":"complete","id":"q"}"""]);

        await socket.SendAsync("""{"type":"subscribe","id":"m","payload":{"query":"mutation { touch }"}}""");
        (await socket.ReadAsync(2)).ShouldBe(["""{"type":"next","id":"m","payload":{"data":{"touch":1}}}""", """{"type":"complete","id":"m"}"""]);

        await socket.SendAsync("""{"type":"subscribe","id":"s","payload":{"query":"subscription { count(to: 2) }"}}""");
        (await socket.ReadAsync(3)).ShouldBe([
            """{"type":"next","id":"s","payload":{"data":{"count":1}}}""", """{"type":"next","id":"s","payload":{"data":{"count":2}}}""", """{"type":"complete","id":"s"}"""]);
    }

    [Theory]
    [InlineData("{ hello", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ none }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query($a: Int!) { hello @skip(if: false) }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { refused }", "NOT_TODAY")]
    public async Task Request_ThatCannotBeExecuted_IsAnErrorMessage_AndTheIdIsFreeAgain(string document, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectedAsync(server);

        for (var i = 0; i < 2; i++)
        {
            await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{"query":"{{{document}}}"}}""");
            var message = (await socket.ReadAsync())!;
            message.ShouldStartWith("""{"type":"error","id":"1","payload":[{"message":""");
            message.ShouldContain(code);
        }

        await socket.SendAsync("""{"type":"ping"}""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"pong"}""");
    }

    [Fact]
    public async Task Complete_OfTheClient_StopsTheSource_AndNothingMoreIsSent()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectedAsync(server);
        await socket.SendAsync("""{"type":"subscribe","id":"t","payload":{"query":"subscription { ticks }"}}""");
        server.Ticks.Writer.TryWrite(1);
        (await socket.ReadAsync()).ShouldBe("""{"type":"next","id":"t","payload":{"data":{"ticks":1}}}""");

        await socket.SendAsync("""{"type":"complete","id":"t"}""");
        await Eventually(() => server.Subscribers == 0);
        server.Ticks.Writer.TryWrite(2);
        await socket.SendAsync("""{"type":"complete","id":"nobody"}""");
        await socket.SendAsync("""{"type":"subscribe","id":"t","payload":{"query":"{ hello }"}}""");

        (await socket.ReadAsync()).ShouldBe("""{"type":"next","id":"t","payload":{"data":{"hello":"Hello world"}}}""");
    }

    [Fact]
    public async Task Socket_ThatGoes_StopsItsSources()
    {
        await using var server = await TestServer.StartAsync();
        using (var socket = await ConnectedAsync(server))
        {
            await socket.SendAsync("""{"type":"subscribe","id":"t","payload":{"query":"subscription { ticks }"}}""");
            await Eventually(() => server.Subscribers == 1);
        }

        await Eventually(() => server.Subscribers == 0);
    }

    [Fact]
    public async Task PingAndPong_AreAnsweredAndTaken_BeforeAndAfterInit()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server.GraphQL);

        await socket.SendAsync("""{"type":"pong"}""");
        await socket.SendAsync("""{"type":"ping","payload":{"n":1}}""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"pong","payload":{"n":1}}""");
        await socket.SendAsync(Init);
        (await socket.ReadAsync()).ShouldBe(Ack);
        await socket.SendAsync("""{"type":"pong","payload":{}}""");
        await socket.SendAsync("""{"type":"ping"}""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"pong"}""");
    }

    [Fact]
    public async Task Server_Pings_AndGivesUpWhoStaysSilent()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { KeepAlive = TimeSpan.FromMilliseconds(100) } });
        using var socket = await ConnectedAsync(server);

        (await socket.ReadAsync()).ShouldBe("""{"type":"ping"}""");
        await socket.SendAsync("""{"type":"pong"}""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"ping"}""");

        await Should.ThrowAsync<WebSocketException>(() => socket.ReadAsync());
    }

    [Theory]
    [InlineData(4400, "no json")]
    [InlineData(4400, "[]")]
    [InlineData(4400, "{}")]
    [InlineData(4400, """{"type":1}""")]
    [InlineData(4400, """{"type":"start","id":"1"}""")]
    [InlineData(4400, """{"type":"connection_init","payload":[]}""")]
    [InlineData(4400, """{"type":"connection_ack"}""")]
    [InlineData(4401, """{"type":"subscribe","id":"1","payload":{"query":"{ hello }"}}""")]
    [InlineData(4429, Init, Init)]
    [InlineData(4400, Init, """{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":1,"payload":{"query":"{ hello }"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1"}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":[]}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":{"query":1}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":"x"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"\ud800","payload":{"query":"{ hello }"}}""")]
    [InlineData(4400, Init, """{"type":"complete"}""")]
    [InlineData(4409, Init, """{"type":"subscribe","id":"1","payload":{"query":"subscription { ticks }"}}""", """{"type":"subscribe","id":"1","payload":{"query":"{ hello }"}}""")]
    public async Task Abuse_ClosesTheSocket_WithItsCode(int code, params string[] messages)
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server.GraphQL);

        foreach (var message in messages) await socket.SendAsync(message);

        (await socket.ClosedAsync()).ShouldBe(code);
        await Eventually(() => server.Subscribers == 0);
    }

    [Theory]
    [InlineData("graphql-ws")]
    [InlineData(null)]
    public async Task Subprotocol_ThatIsAnother_Closes4406(string? subprotocol)
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server.GraphQL, subprotocol);

        (await socket.ClosedAsync()).ShouldBe(4406);
    }

    [Fact]
    public async Task Init_ThatDoesNotCome_Closes4408()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { InitTimeout = TimeSpan.FromMilliseconds(50) } });
        using var socket = await RawSocket.ConnectAsync(server.GraphQL);

        (await socket.ClosedAsync()).ShouldBe(4408);
    }

    [Fact]
    public async Task Init_ThatIsRefused_Closes4403()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { AdmitSocket = (_, payload) => ValueTask.FromResult(payload?.GetProperty("key").GetString() == "right") },
        });
        using var wrong = await RawSocket.ConnectAsync(server.GraphQL);
        await wrong.SendAsync("""{"type":"connection_init","payload":{"key":"wrong"}}""");
        (await wrong.ClosedAsync()).ShouldBe(4403);

        using var right = await RawSocket.ConnectAsync(server.GraphQL);
        await right.SendAsync("""{"type":"connection_init","payload":{"key":"right"}}""");
        (await right.ReadAsync()).ShouldBe(Ack);
    }

    [Fact]
    public async Task Failure_ThatIsTheServers_Closes4500()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { AdmitSocket = (_, _) => throw new InvalidOperationException("secret") },
        });
        using var socket = await RawSocket.ConnectAsync(server.GraphQL);
        await socket.SendAsync(Init);

        (await socket.ClosedAsync()).ShouldBe(4500);
    }

    [Fact]
    public async Task Message_ThatIsTooLargeOrBinary_ClosesTheSocket()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxRequestBytes = 10_000 });
        using var large = await RawSocket.ConnectAsync(server.GraphQL);
        await large.SendAsync($$$"""{"type":"ping","payload":{"x":"{{{new string('x', 10_000)}}}"}}""");
        (await large.ClosedAsync()).ShouldBe(1009);

        using var binary = await RawSocket.ConnectAsync(server.GraphQL);
        await binary.Socket.SendAsync(Encoding.UTF8.GetBytes(Init), WebSocketMessageType.Binary, true, CancellationToken.None);
        (await binary.ClosedAsync()).ShouldBe(4400);
    }

    [Fact]
    public async Task Message_NestedTooDeep_ClosesTheSocket()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server.GraphQL);

        await socket.SendAsync($$"""{"type":"ping","payload":{"x":{{new string('[', 10_000)}}""");

        (await socket.ClosedAsync()).ShouldBe(4400);
    }

    [Fact]
    public async Task Stop_OfTheServer_Closes1001()
    {
        using var stopping = new CancellationTokenSource();
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { Stopping = stopping.Token } });
        using var socket = await ConnectedAsync(server);
        await socket.SendAsync("""{"type":"subscribe","id":"t","payload":{"query":"subscription { ticks }"}}""");
        await Eventually(() => server.Subscribers == 1);

        await stopping.CancelAsync();

        (await socket.ClosedAsync()).ShouldBe(1001);
        await Eventually(() => server.Subscribers == 0);
    }

    [Fact]
    public async Task Operations_BeyondTheLimit_AreRefused_AndThoseThatRunGoOn()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { MaxOperationsPerConnection = 5 } });
        using var socket = await ConnectedAsync(server);

        for (var i = 0; i < 1_000; i++) await socket.SendAsync($$$"""{"type":"subscribe","id":"{{{i}}}","payload":{"query":"subscription { ticks }"}}""");

        for (var i = 5; i < 1_000; i++)
        {
            var message = (await socket.ReadAsync())!;
            message.ShouldStartWith($$"""{"type":"error","id":"{{i}}","payload":[""");
            message.ShouldContain("LIMIT_EXCEEDED");
        }

        await Eventually(() => server.Subscribers == 5);
    }

    [Fact]
    public async Task Connections_BeyondTheLimits_AreRefused()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { MaxPendingSockets = 1, AdmitSocket = Admit, CallerOf = c => (string?)c.Items["caller"] ?? "" },
        });
        using var first = await ConnectedAsync(server);
        using (var second = await RawSocket.ConnectAsync(server.GraphQL))
        {
            (await Should.ThrowAsync<WebSocketException>(() => RawSocket.ConnectAsync(server.GraphQL))).Message.ShouldContain("503");
        }

        RawSocket? third = null;
        await Eventually(async () =>
        {
            try
            {
                third = await RawSocket.ConnectAsync(server.GraphQL);
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        });
        third!.Dispose();

        static ValueTask<bool> Admit(Microsoft.AspNetCore.Http.HttpContext context, System.Text.Json.JsonElement? payload)
        {
            context.Items["caller"] = "app";
            return ValueTask.FromResult(true);
        }
    }

    [Fact]
    public async Task Caller_WithTooManySockets_IsToldToTryAgainLater()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions
            {
                MaxConnectionsPerCaller = 2,
                AdmitSocket = (context, _) =>
                {
                    context.Items["caller"] = "app";
                    return ValueTask.FromResult(true);
                },
                CallerOf = context => (string?)context.Items["caller"] ?? Guid.NewGuid().ToString(),
            },
        });
        using var first = await ConnectedAsync(server);
        using var second = await ConnectedAsync(server);
        using var third = await RawSocket.ConnectAsync(server.GraphQL);
        await third.SendAsync(Init);

        (await third.ClosedAsync()).ShouldBe(1013);
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("https://app.example", true)]
    [InlineData("self", true)]
    [InlineData("https-self", true)]
    public async Task Page_OfAnotherOrigin_MayConnect_OnlyWhereItIsAllowed(string origin, bool allowed)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { AllowedOrigins = ["https://app.example"] });
        var own = server.GraphQL.GetLeftPart(UriPartial.Authority);
        var sent = origin switch { "self" => own, "https-self" => own.Replace("http:", "https:", StringComparison.Ordinal), _ => origin };

        if (allowed)
        {
            using var socket = await RawSocket.ConnectAsync(server.GraphQL, origin: sent);
            await socket.SendAsync(Init);
            (await socket.ReadAsync()).ShouldBe(Ack);
        }
        else
        {
            (await Should.ThrowAsync<WebSocketException>(() => RawSocket.ConnectAsync(server.GraphQL, origin: sent))).Message.ShouldContain("403");
        }
    }

    [Fact]
    public async Task Client_ThatDoesNotRead_IsLetGo()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { Streams = new StreamOptions { SendTimeout = TimeSpan.FromMilliseconds(200) } });
        using var socket = await ConnectedAsync(server);
        var name = new string('x', 500_000);

        // Nobody reads the answers: the buffers in between fill, and the send that finds no room is the last.
        await Eventually(async () =>
        {
            try
            {
                await socket.SendAsync($$$"""{"type":"subscribe","id":"{{{Guid.NewGuid()}}}","payload":{"query":"{ hello(name: \"{{{name}}}\") }"}}""");
                return false;
            }
            catch (WebSocketException)
            {
                return true;
            }
        });
    }

    private static async Task<RawSocket> ConnectedAsync(TestServer server)
    {
        var socket = await RawSocket.ConnectAsync(server.GraphQL);
        await socket.SendAsync(Init);
        (await socket.ReadAsync()).ShouldBe(Ack);
        return socket;
    }

    private static Task Eventually(Func<bool> condition) => Eventually(() => Task.FromResult(condition()));

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition()) await Task.Delay(5, late.Token);
    }
}
