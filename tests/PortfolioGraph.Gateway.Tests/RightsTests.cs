using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What is open has the rights of the moment, and each operation those of the credential that came with it.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private const string Key = "key-5f1d";
    private const string Own = "wallet(by: { meshUser: { userId: \"cex-example\" } }) { id }";
    private const string Other = "wallet(by: { meshUser: { userId: \"tenant-1\" } }) { id }";
    private const string WatchOwn = "subscription { portfolioChanged(by: [{ meshUser: { userId: \"cex-example\" } }]) { wallets { id } } }";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });
    private static readonly string[] Both = ["mesh:cex-example", "mesh:tenant-1"];

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("portfoliograph-").FullName, "access.json");
    private GatewayServer _gateway = null!;

    private TokenIssuer Issuer { get; } = new();

    public async Task InitializeAsync()
    {
        Write(new { Keys = new { app = KeyOf(Key, Both), old = KeyOf("old") }, Jwt = Tokens(Issuer.Pem) });
        _gateway = await GatewayServer.StartAsync(new() { ["Subscriptions:PollSeconds"] = "1" }, LogLevel.Information, file: _file);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Issuer.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public async Task Socket_OfAKeyThatLosesAWallet_GivesItNoMore()
    {
        using var socket = await SocketAsync($$"""{"apiKey":"{{Key}}"}""");
        (await AskAsync(socket, $"{{ {Own} }}")).Text("payload.data.wallet.id").ShouldNotBeNull();
        await SubscribeAsync(socket, "watch", WatchOwn);
        (await ReadAsync(socket)).Text("payload.data.portfolioChanged.wallets.0.id").ShouldNotBeNull();

        await ChangeAsync(new { Keys = new { app = KeyOf(Key, "mesh:tenant-1") }, Jwt = Tokens(Issuer.Pem) });

        var ended = await ReadAsync(socket);
        ended.Text("id").ShouldBe("watch");
        ended.Text("type").ShouldBe("error");
        ended.Text("payload.0.extensions.code").ShouldBe("FORBIDDEN");
        (await AskAsync(socket, $"{{ {Own} }}")).Text("payload.errors.0.extensions.code").ShouldBe("FORBIDDEN");
        (await AskAsync(socket, $"{{ {Other} }}")).Text("payload.data.wallet.id").ShouldNotBeNull();
        await SubscribeAsync(socket, "again", WatchOwn);
        (await ReadAsync(socket)).Text("payload.0.extensions.code").ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task Socket_OfAKeyThatIsGone_RunsNothingMore()
    {
        using var socket = await SocketAsync("""{"apiKey":"old"}""");
        using var byHeader = await SocketAsync("{}", "old");
        (await AskAsync(byHeader, $"{{ {Own} }}")).Text("payload.data.wallet.id").ShouldNotBeNull();

        await ChangeAsync(new { Keys = new { app = KeyOf(Key) }, Jwt = Tokens(Issuer.Pem) });

        foreach (var each in new[] { socket, byHeader })
        {
            (await AskAsync(each, $"{{ {Own} }}")).Text("payload.0.extensions.code").ShouldBe("UNAUTHENTICATED");
            (await AskAsync(each, "{ __typename }")).Text("payload.0.extensions.code").ShouldBe("UNAUTHENTICATED");
        }
    }

    [Fact]
    public async Task SigningKey_ThatIsGone_EndsWhatItsTokensBegan()
    {
        var token = Token(Both);
        using var socket = await SocketAsync($$"""{"authorization":"Bearer {{token}}"}""");
        (await AskAsync(socket, $"{{ {Own} }}")).Text("payload.data.wallet.id").ShouldNotBeNull();
        await SubscribeAsync(socket, "watch", WatchOwn);
        (await ReadAsync(socket)).Text("type").ShouldBe("next");
        using var stream = await WatchAsync(token);
        await stream.EventAsync();
        var (shared, reservation) = await ShareAsync(token);
        await OperateAsync(reservation, token, "watch", WatchOwn);
        (await shared.EventAsync()).Data.ShouldContain("\"data\"");

        await using var next = new TokenIssuer();
        await ChangeAsync(new { Keys = new { app = KeyOf(Key) }, Jwt = Tokens(next.Pem) });

        (await ReadAsync(socket)).Text("payload.0.extensions.code").ShouldBe("UNAUTHENTICATED");
        (await AskAsync(socket, $"{{ {Own} }}")).Text("payload.0.extensions.code").ShouldBe("UNAUTHENTICATED");
        (await stream.EventAsync()).Data.ShouldContain("\"UNAUTHENTICATED\"");
        (await stream.EventAsync()).ShouldBe(("complete", ""));
        (await shared.EventAsync()).Data.ShouldContain("\"UNAUTHENTICATED\"");
        (await OperateAsync(reservation, token, "more", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Unauthorized);

        // The same subject, by a token of the key that holds now.
        (await OperateAsync(reservation, next.Token(claims: c => c["portfolio_wallets"] = Both), "more", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Accepted);
        shared.Dispose();
    }

    [Fact]
    public async Task Token_ThatIsOver_RunsNothingMoreOverItsSocket()
    {
        // Ten seconds are left, with what clocks may differ by: a busy machine needs some of them to connect.
        var token = Token(Both, DateTime.UtcNow.AddMinutes(-5).AddSeconds(-20));
        using var socket = await SocketAsync($$"""{"authorization":"Bearer {{token}}"}""");

        JsonElement answer;
        do
        {
            await Task.Delay(50);
            answer = await AskAsync(socket, $"{{ {Own} }}");
        }
        while (answer.Text("type") == "next");

        answer.Text("payload.0.extensions.code").ShouldBe("UNAUTHENTICATED");
    }

    [Fact]
    public async Task SharedStream_HasForEachOperation_TheRightsOfItsOwnToken()
    {
        var (wide, narrow, stranger) = (Token(Both), Token(["mesh:tenant-1"]), Token(Both, subject: "bob"));
        var (stream, reservation) = await ShareAsync(wide);
        using var own = stream;

        (await OperateAsync(reservation, narrow, "1", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Accepted);
        (await stream.EventAsync()).Data.ShouldContain("\"FORBIDDEN\"");
        (await stream.EventAsync()).Name.ShouldBe("complete");
        (await OperateAsync(reservation, narrow, "2", WatchOwn)).ShouldBe(HttpStatusCode.Accepted);
        (await stream.EventAsync()).Data.ShouldContain("\"FORBIDDEN\"");
        (await stream.EventAsync()).Name.ShouldBe("complete");
        (await OperateAsync(reservation, wide, "3", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Accepted);
        (await stream.EventAsync()).Data.ShouldStartWith("""{"id":"3","payload":{"data":{"wallet":{"id":""");
        (await stream.EventAsync()).Name.ShouldBe("complete");

        // Nobody else can use it, with whatever rights.
        (await OperateAsync(reservation, stranger, "4", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.NotFound);
        (await OperateAsync(reservation, Key, "4", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.NotFound);
        (await OperateAsync(reservation, null, "4", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Unauthorized);

        // And a narrow stream is widened by a wide token only for what that brings.
        var (second, other) = await ShareAsync(narrow);
        using var its = second;
        (await OperateAsync(other, wide, "1", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Accepted);
        (await second.EventAsync()).Data.ShouldContain("\"data\"");
        (await second.EventAsync()).Name.ShouldBe("complete");
        (await OperateAsync(other, narrow, "2", $"{{ {Own} }}")).ShouldBe(HttpStatusCode.Accepted);
        (await second.EventAsync()).Data.ShouldContain("\"FORBIDDEN\"");
    }

    [Fact]
    public async Task Tokens_WhoseSettingsChange_LeaveWhatIsSpent()
    {
        await ChangeAsync(new { Keys = new { app = KeyOf(Key) }, Jwt = Tokens(Issuer.Pem, requestsPerMinute: 2) });
        for (var i = 0; i < 2; i++) (await _gateway.AskAsync("{ __typename }", credential: Token(Both))).Status.ShouldBe(HttpStatusCode.OK);

        await ChangeAsync(new { Keys = new { app = KeyOf(Key) }, Jwt = Tokens(Issuer.Pem, requestsPerMinute: 2, allWallets: true) });
        (await _gateway.AskAsync("{ __typename }", credential: Token(Both))).Code.ShouldBe("RATE_LIMITED");

        await ChangeAsync(new { Keys = new { app = KeyOf(Key) }, Jwt = Tokens(Issuer.Pem, requestsPerMinute: 3, allWallets: true) });
        (await _gateway.AskAsync("{ __typename }", credential: Token(Both))).Status.ShouldBe(HttpStatusCode.OK);
        (await _gateway.AskAsync("{ __typename }", credential: Token(Both))).Code.ShouldBe("RATE_LIMITED");
    }

    [Fact]
    public async Task Socket_OfAnybody_RunsNothingOnceCallersAreKnown()
    {
        var file = Path.Combine(Path.GetDirectoryName(_file)!, "open.json");
        await File.WriteAllTextAsync(file, "{}");
        await using var server = await GatewayServer.StartAsync(new(), LogLevel.Information, file: file);
        using var socket = await RawSocket.ConnectAsync(new Uri(server.Url, "/graphql"));
        await socket.SendAsync("""{"type":"connection_init"}""");
        await socket.ReadAsync();
        (await AskAsync(socket, $"{{ {Own} }}")).Text("payload.data.wallet.id").ShouldNotBeNull();

        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Access = new { Keys = new { app = KeyOf(Key) } } }));
        await LoggedAsync(server, "hold from now on: Access", 0);

        (await AskAsync(socket, $"{{ {Own} }}")).Text("payload.0.extensions.code").ShouldBe("UNAUTHENTICATED");
    }

    private string Token(string[] wallets, DateTime? now = null, string subject = "alice") =>
        Issuer.Token(subject, claims: c => c["portfolio_wallets"] = wallets, now: now);

    private static object KeyOf(string key, params string[] wallets) => wallets.Length == 0
        ? new { Sha256 = Hash(key), AllWallets = true }
        : new { Sha256 = Hash(key), Wallets = wallets };

    private static object Tokens(string pem, int? requestsPerMinute = null, bool allWallets = false) => new
    {
        Issuer = TokenIssuer.Name, TokenIssuer.Audience, PublicKey = pem, AllWallets = allWallets, RequestsPerMinute = requestsPerMinute ?? 10_000,
    };

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private void Write(object access) => File.WriteAllText(_file, JsonSerializer.Serialize(new { Access = access }));

    private async Task ChangeAsync(object access)
    {
        var from = _gateway.Logs.Entries.Count;
        Write(access);
        await LoggedAsync(_gateway, "hold from now on: Access", from);
    }

    private static async Task LoggedAsync(GatewayServer server, string text, int from)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!server.Logs.Entries.Skip(from).Any(e => e.Text.Contains(text))) await Task.Delay(20, late.Token);
    }

    private async Task<RawSocket> SocketAsync(string payload, string? key = null)
    {
        var socket = await RawSocket.ConnectAsync(new Uri(_gateway.Url, "/graphql"), key: key);
        await socket.SendAsync($$"""{"type":"connection_init","payload":{{payload}} }""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"connection_ack"}""");
        return socket;
    }

    private static Task SubscribeAsync(RawSocket socket, string id, string query) =>
        socket.SendAsync(JsonSerializer.Serialize(new { type = "subscribe", id, payload = new { query } }));

    private static async Task<JsonElement> ReadAsync(RawSocket socket)
    {
        while (true)
        {
            var message = JsonSerializer.Deserialize<JsonElement>((await socket.ReadAsync())!);
            if (message.Text("type") == "ping") await socket.SendAsync("""{"type":"pong"}""");
            else return message;
        }
    }

    /// <summary>The answer to a query: its data, or why there is none.</summary>
    private static async Task<JsonElement> AskAsync(RawSocket socket, string query)
    {
        await SubscribeAsync(socket, "query", query);
        JsonElement message, answer = default;
        do
        {
            message = await ReadAsync(socket);
            if (message.Text("id") == "query" && answer.ValueKind == JsonValueKind.Undefined) answer = message;
        }
        while (message.Text("id") != "query" || message.Text("type") == "next");
        return answer;
    }

    private Task<EventReader> WatchAsync(string credential)
    {
        var request = Request(HttpMethod.Post, credential, new { query = WatchOwn });
        request.Headers.Accept.ParseAdd("text/event-stream");
        return EventReader.OpenAsync(Http, request);
    }

    private async Task<(EventReader Stream, string Reservation)> ShareAsync(string credential)
    {
        using var reserve = Request(HttpMethod.Put, credential);
        using var reserved = await Http.SendAsync(reserve);
        var reservation = await reserved.Content.ReadAsStringAsync();
        var open = Request(HttpMethod.Get, credential);
        open.Headers.Accept.ParseAdd("text/event-stream");
        open.Headers.Add("X-GraphQL-Event-Stream-Token", reservation);
        return (await EventReader.OpenAsync(Http, open), reservation);
    }

    private async Task<HttpStatusCode> OperateAsync(string reservation, string? credential, string id, string query)
    {
        using var request = Request(HttpMethod.Post, credential, new { query, extensions = new { operationId = id } });
        request.Headers.Add("X-GraphQL-Event-Stream-Token", reservation);
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    private HttpRequestMessage Request(HttpMethod method, string? credential, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(_gateway.Url, "/graphql")) { Content = body is null ? null : JsonContent.Create(body) };
        if (credential is not null) request.Headers.Add("Authorization", $"Bearer {credential}");
        return request;
    }
}
