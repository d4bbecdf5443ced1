using System.Net;
using System.Net.WebSockets;
using System.Text;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Streams;

/// <summary>Sockets that have not been acknowledged: few, small, and in nobody's way.</summary>
public sealed class PendingSocketTests
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Ack = """{"type":"connection_ack"}""";

    [Fact]
    public async Task Flood_OfSilentSockets_TakesNoPlaceOfThoseWhoAreKnown()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions
            {
                MaxConnections = 2, MaxPendingSockets = 20, MaxPendingSocketsPerAddress = 10,
                KnowsCaller = c => c.Request.Headers.ContainsKey("X-Api-Key"), CallerOf = c => c.Request.Headers["X-Api-Key"].ToString(),
            },
        });
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 10; i++) sockets.Add(await RawSocket.ConnectAsync(server.GraphQL));
        for (var i = 0; i < 10; i++) (await Should.ThrowAsync<WebSocketException>(() => RawSocket.ConnectAsync(server.GraphQL))).Message.ShouldContain("429");

        // Who says with the request for it who it is needs none of their places, and event streams need none either.
        using var known = await RawSocket.ConnectAsync(server.GraphQL, key: "app");
        await known.SendAsync(Init);
        (await known.ReadAsync()).ShouldBe(Ack);
        (await server.PostAsync("""{"query":"{ hello }"}""", "text/event-stream")).Body.ShouldContain("Hello world");

        // One of them that speaks gives its place free.
        await sockets[0].SendAsync(Init);
        (await sockets[0].ReadAsync()).ShouldBe(Ack);
        sockets.Add(await RawSocket.ConnectAsync(server.GraphQL));
        foreach (var socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task SilentSockets_OfAll_AreFew_AndGoWhenTheirTimeIsOver()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { MaxPendingSockets = 3, InitTimeout = TimeSpan.FromMilliseconds(500) },
        });
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 3; i++) sockets.Add(await RawSocket.ConnectAsync(server.GraphQL));
        foreach (var socket in sockets)
        {
            (await socket.ClosedAsync()).ShouldBe(4408);
            socket.Dispose();
        }

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        RawSocket? next = null;
        while (next is null)
        {
            try
            {
                next = await RawSocket.ConnectAsync(server.GraphQL);
            }
            catch (WebSocketException)
            {
                await Task.Delay(20, late.Token);
            }
        }

        next.Dispose();
    }

    [Fact]
    public async Task KnownCaller_WithEnoughSockets_Is429()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions
        {
            Streams = new StreamOptions { MaxConnectionsPerCaller = 1, KnowsCaller = _ => true, CallerOf = c => c.Request.Headers["X-Api-Key"].ToString() },
        });
        using var first = await RawSocket.ConnectAsync(server.GraphQL, key: "a");

        (await Should.ThrowAsync<WebSocketException>(() => RawSocket.ConnectAsync(server.GraphQL, key: "a"))).Message.ShouldContain("429");
        using var other = await RawSocket.ConnectAsync(server.GraphQL, key: "b");
    }

    [Fact]
    public async Task Message_BeforeTheAcknowledgement_IsSmall()
    {
        await using var server = await TestServer.StartAsync();
        string InitOf(int bytes)
        {
            var empty = """{"type":"connection_init","payload":{"x":""}}""";
            return empty.Replace("\"x\":\"", $"\"x\":\"{new string('x', bytes - empty.Length)}", StringComparison.Ordinal);
        }

        using var most = await RawSocket.ConnectAsync(server.GraphQL);
        await most.SendAsync(InitOf(16_384));
        (await most.ReadAsync()).ShouldBe(Ack);

        // From then on as large as any request.
        await most.SendAsync($$$"""{"type":"ping","payload":{"x":"{{{new string('y', 500_000)}}}"}}""");
        (await most.ReadAsync())!.Length.ShouldBeGreaterThan(500_000);

        using var more = await RawSocket.ConnectAsync(server.GraphQL);
        await more.SendAsync(InitOf(16_385));
        (await more.ClosedAsync()).ShouldBe(1009);

        // One that never ends is not kept either.
        using var endless = await RawSocket.ConnectAsync(server.GraphQL);
        for (var i = 0; i < 5; i++) await endless.Socket.SendAsync(Encoding.UTF8.GetBytes(new string(' ', 4_000)), WebSocketMessageType.Text, false, CancellationToken.None);
        (await endless.ClosedAsync()).ShouldBe(1009);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void Address_IsCountedByItsNetwork(string address, string counted) => ClientAddress.Of(IPAddress.Parse(address)).ShouldBe(counted);
}
