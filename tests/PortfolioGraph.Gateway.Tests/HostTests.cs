using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>To which names the gateway answers, and to which requests none at all.</summary>
public sealed class HostTests(HostTests.Servers servers) : IClassFixture<HostTests.Servers>
{
    private const string Query = "/graphql?query=%7B__typename%7D";

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:80")]
    [InlineData("localhost.:5000")]
    [InlineData("portfolio.localhost:1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("127.255.3.4:65535")]
    [InlineData("[::1]")]
    [InlineData("[::1]:5000")]
    public async Task Loopback_IsAnsweredTo(string host)
    {
        (await StatusAsync(servers.Open, host, Query)).ShouldBe(200);
        (await StatusAsync(servers.Named, host, Query)).ShouldBe(200);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5000")]
    [InlineData("localhost.evil.example")]
    [InlineData("evil-localhost")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.1.nip.io:5000")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1:5000")]
    [InlineData("128.0.0.1")]
    [InlineData("[::2]")]
    [InlineData("[2001:db8::1]:5000")]
    [InlineData("xn--lcalhost-54a")]
    public async Task AnotherName_IsNot_ByAnyWay(string host)
    {
        (await AnswerAsync(servers.Open, host, Query)).ShouldContain("\"HOST_NOT_ALLOWED\"");
        foreach (var path in new[] { Query, "/graphql", "/graphql?sdl", "/", "/graphql/plain", "/graphql/ide/start.js", "/page.js", "/healthy" })
            (await StatusAsync(servers.Open, host, path)).ShouldBe(421, path);
        (await StatusAsync(servers.Open, host, "/graphql", "POST", "Content-Type: application/json\r\nContent-Length: 24\r\n", """{"query":"{__typename}"}""")).ShouldBe(421);
        (await StatusAsync(servers.Open, host, "/graphql", "OPTIONS", "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n")).ShouldBe(421);
        (await StatusAsync(servers.Open, host, "/graphql", extra:
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n"
            + $"Origin: http://{host}\r\n")).ShouldBe(421);

        // Orchestrators ask by whatever address there is.
        (await StatusAsync(servers.Open, host, "/health/live")).ShouldBe(200);
        (await StatusAsync(servers.Open, host, "/health/ready")).ShouldBe(200);
    }

    [Fact]
    public async Task Socket_ForAnotherName_IsNotOpened()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Host", "evil.example");

        (await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(
            new UriBuilder(servers.Open.Url) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None))).Message.ShouldContain("421");
    }

    [Fact]
    public async Task Host_ThatIsMissingTwiceOrNone_Is400()
    {
        foreach (var server in new[] { servers.Open, servers.Known })
        {
            (await RawHttp.SendAsync(server, $"GET {Query} HTTP/1.1\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 400");
            (await RawHttp.SendAsync(server, $"GET {Query} HTTP/1.0\r\n\r\n")).ShouldStartWith("HTTP/1.1 400");
            (await RawHttp.SendAsync(server, $"GET {Query} HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 400");
            (await RawHttp.SendAsync(server, $"GET {Query} HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 400");
            (await RawHttp.SendAsync(server, $"GET http://evil.example{Query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 400");
            foreach (var host in new[] { "local host", "localhost/", "user@localhost", "localhost:port", "localhost:99999", "[::1", "::1", "[localhost]", "a..b", ".localhost", "localhost,evil.example" })
                (await StatusAsync(server, host, Query)).ShouldBe(400, host);
        }
    }

    [Theory]
    [InlineData("gateway.example", 200)]
    [InlineData("GATEWAY.example:8080", 200)]
    [InlineData("gateway.example.", 200)]
    [InlineData("a.pool.example", 200)]
    [InlineData("a.b.pool.example:1", 200)]
    [InlineData("10.1.2.3:80", 200)]
    [InlineData("[2001:db8::1]", 200)]
    [InlineData("pool.example", 421)]
    [InlineData("evilpool.example", 421)]
    [InlineData("gateway.example.evil", 421)]
    [InlineData("10.1.2.4", 421)]
    public async Task Names_ThatAreSet_AreAnsweredTo_AndNoOthers(string host, int status) => (await StatusAsync(servers.Named, host, Query)).ShouldBe(status);

    [Fact]
    public async Task Callers_WhoAreKnown_MayUseAnyName_UnlessSomeAreSet()
    {
        (await StatusAsync(servers.Known, "anything.example", Query)).ShouldBe(401);
        (await StatusAsync(servers.Known, "anything.example", Query, extra: "X-Api-Key: key\r\n")).ShouldBe(200);

        AllowedHosts.Read(Settings("a.example"), knowsCallers: true).Allows("b.example").ShouldBeFalse();
        AllowedHosts.Read(Settings("a.example, *"), knowsCallers: false).Allows("b.example").ShouldBeTrue();
        AllowedHosts.Read(Settings(""), knowsCallers: false).Allows("b.example").ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://a.example")]
    [InlineData("a.example:80")]
    [InlineData("a.example/")]
    [InlineData("*a.example")]
    [InlineData("a.*.example")]
    [InlineData("*.")]
    [InlineData("2001:db8::1")]
    public void Entry_ThatIsNoHost_StopsTheStart(string entry) => Should.Throw<StartupException>(() => AllowedHosts.Read(Settings(entry), knowsCallers: true))
        .Problems.ShouldHaveSingleItem().ShouldStartWith($"Http:AllowedHosts has \"{entry}\"");

    private static IConfiguration Settings(string text) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Http:AllowedHosts", (string?)text)]).Build();

    private static async Task<int> StatusAsync(GatewayServer server, string host, string path, string method = "GET", string extra = "", string body = "") =>
        int.Parse((await AnswerAsync(server, host, path, method, extra, body)).Split(' ')[1]);

    private static Task<string> AnswerAsync(GatewayServer server, string host, string path, string method = "GET", string extra = "", string body = "") =>
        RawHttp.SendAsync(server, $"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{(extra.Contains("Upgrade", StringComparison.Ordinal) ? "" : "Connection: close\r\n")}{extra}\r\n{body}");

    /// <summary>A gateway that asks nobody who they are, one that has names besides, and one that knows its callers.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        internal GatewayServer Open { get; private set; } = null!;

        internal GatewayServer Named { get; private set; } = null!;

        internal GatewayServer Known { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Open = await GatewayServer.StartAsync(new() { ["Http:Page"] = "true", ["Http:Ide"] = "true" });
            Named = await GatewayServer.StartAsync(new() { ["Http:AllowedHosts:0"] = "gateway.example", ["Http:AllowedHosts:1"] = "*.pool.example", ["Http:AllowedHosts"] = "10.1.2.3; [2001:db8::1]" });
            Known = await GatewayServer.StartAsync(new() { ["Access:Keys:app:Sha256"] = Convert.ToHexString(SHA256.HashData("key"u8)), ["Access:Keys:app:AllWallets"] = "true" });
        }

        public async Task DisposeAsync()
        {
            await Open.DisposeAsync();
            await Named.DisposeAsync();
            await Known.DisposeAsync();
        }
    }
}
