using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary><c>portfolioChanged</c> over real sockets: what is polled, what is sent, who may watch.</summary>
public sealed class SubscriptionTests
{
    private const string Address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Wallet = $"{{ address: {{ address: \"{Address}\", networks: [\"eip155:1\"] }} }}";
    private const string Tokens =
        $$"""{ portfolioChanged(by: [{{Wallet}}]) { tokenBalances(first: 1, order: { valueUsd: DESC }) { nodes { amount token { symbol } } } total { isComplete asOf } sources { status fetchedAt error { code message } } } }""";

    private const string Balance = "data.portfolioChanged.tokenBalances.nodes.0.amount";
    private const string Init = """{"type":"connection_init"}""";

    // What is left of a stream is not waited for.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });

    [Fact]
    public async Task Subscribers_OfTheSameWallet_ShareOnePoll_AndGetOnlyWhatHasChanged()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Subscriptions:PollSeconds"] = "2" });
        var query = Tokens.Replace("portfolioChanged", "portfolio", StringComparison.Ordinal);
        var (_, single) = await server.AskAndCountAsync(query);

        using var first = await WatchAsync(server, "subscription " + Tokens);
        using var second = await WatchAsync(server, "subscription " + Tokens);
        using var other = await WatchAsync(server, $$"""subscription { portfolioChanged(by: [{{Wallet}}]) { positions { totalCount } } }""");
        var before = await NextAsync(first);
        (await NextAsync(second)).Text(Balance).ShouldBe(before.Text(Balance));
        (await NextAsync(other)).Text("data.portfolioChanged.positions.totalCount").ShouldNotBeNull();

        // Two polls in which nothing changes: each asks as much as one request, for all three.
        for (var i = 0; i < 2; i++)
        {
            server.Sandbox.ResetCalls();
            await Until(() => server.Sandbox.Calls.Count >= single.Count);
            await Task.Delay(200);
            server.Sandbox.Calls.Select(c => c.Path).Order(StringComparer.Ordinal).ShouldBe(single.Select(c => c.Path).Order(StringComparer.Ordinal));
        }

        // The next event is the change: nothing was sent before.
        server.Sandbox.Balances.Multiply(Address, 2);
        var doubled = 2 * decimal.Parse(before.Text(Balance)!, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var subscriber in new[] { first, second })
        {
            var after = await NextAsync(subscriber);
            decimal.Parse(after.Text(Balance)!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(doubled, $"{before} {after}");
        }

        // Who is gone is not polled for.
        first.Dispose();
        second.Dispose();
        other.Dispose();
        await Task.Delay(2_400);
        server.Sandbox.ResetCalls();
        await Task.Delay(2_400);
        server.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task ProviderDownAndBack_IsToldOnce_EachWay()
    {
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Subscriptions:PollSeconds"] = "1", ["Resilience:MaxTries"] = "1", ["Resilience:BreakMinimumTries"] = "1000",
        });
        using var stream = await WatchAsync(server, "subscription " + Tokens);
        (await NextAsync(stream)).At("data.portfolioChanged.total.isComplete").GetBoolean().ShouldBeTrue();

        server.Sandbox.Faults.Set("okx", new Fault { Status = 503 });
        var down = await NextAsync(stream);
        down.At("data.portfolioChanged.total.isComplete").GetBoolean().ShouldBeFalse();
        down.List("data.portfolioChanged.sources").Select(s => s.Text("status")).ShouldContain("FAILED");

        // More polls fail, in the same way: the next event is the recovery.
        server.Sandbox.ResetCalls();
        await Until(() => server.Sandbox.Calls.Count >= 6);
        server.Sandbox.Faults.Clear();
        var back = await NextAsync(stream);
        back.At("data.portfolioChanged.total.isComplete").GetBoolean().ShouldBeTrue();
        back.List("data.portfolioChanged.sources").ShouldAllBe(s => s.Text("status") == "OK" || s.Text("status") == "UNSUPPORTED");
    }

    [Fact]
    public async Task ProviderDown_WithTheLastGoodAnswer_IsStale_AndThenFreshAgain()
    {
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Subscriptions:PollSeconds"] = "1", ["Resilience:MaxTries"] = "1", ["Resilience:BreakMinimumTries"] = "1000",
            ["Cache:FreshSeconds"] = "1", ["Cache:StaleSeconds"] = "3600",
        });
        using var stream = await WatchAsync(
            server, $$"""subscription { portfolioChanged(by: [{{Wallet}}]) { tokenBalances(first: 1) { nodes { amount source { isStale fetchedAt } } } } }""");
        const string stale = "data.portfolioChanged.tokenBalances.nodes.0.source.isStale";
        (await NextAsync(stream)).At(stale).GetBoolean().ShouldBeFalse();

        server.Sandbox.Faults.Set("okx", new Fault { Status = 503 });
        (await NextAsync(stream)).At(stale).GetBoolean().ShouldBeTrue();
        server.Sandbox.Faults.Clear();
        (await NextAsync(stream)).At(stale).GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_OfTheGateway_EndsStreams_InTheirOwnWays()
    {
        var server = await GatewayServer.StartAsync(new() { ["Shutdown:DelaySeconds"] = "0" });
        using var stream = await WatchAsync(server, "subscription " + Tokens);
        using var socket = await SocketAsync(server);
        await NextAsync(stream);
        await SubscribeAsync(socket, "1", "subscription " + Tokens);
        (await socket.ReadAsync())!.ShouldStartWith("""{"type":"next","id":"1","payload":{"data":""");

        var stopped = server.StopAsync();

        (await stream.EventAsync()).ShouldBe(("complete", ""));
        (await socket.ClosedAsync()).ShouldBe(1001);
        await stopped.WaitAsync(TimeSpan.FromSeconds(10));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Limits_AreTheSame_ByPostEventStreamAndSocket()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Limits:MaxCost"] = "20", ["Subscriptions:MaxWallets"] = "1" });
        var dear = $$"""{ portfolio(by: [{{Wallet}}]) { tokenBalances(first: 50) { nodes { amount } } } }""";
        using var socket = await SocketAsync(server);

        (await server.AskAsync(dear)).Code.ShouldBe("COST_LIMIT_EXCEEDED");
        using (var stream = await WatchAsync(server, dear)) Code(await NextAsync(stream)).ShouldBe("COST_LIMIT_EXCEEDED");
        (await RefusalAsync(socket, dear)).ShouldBe("COST_LIMIT_EXCEEDED");
        (await RefusalAsync(socket, "subscription " + Tokens)).ShouldBe("COST_LIMIT_EXCEEDED");
        (await RefusalAsync(socket, "{" + string.Concat(Enumerable.Repeat("a: __typename ", 300)) + "}")).ShouldBe((await server.AskAsync("{" + string.Concat(Enumerable.Repeat("a: __typename ", 300)) + "}")).Errors is [var e, ..] ? e.Text("extensions.code") : "");

        // One wallet may be watched, by as many as like.
        var one = $$"""subscription { portfolioChanged(by: [{{Wallet}}]) { wallets { kind } } }""";
        using var watching = await WatchAsync(server, one);
        await NextAsync(watching);
        using var again = await WatchAsync(server, one);
        (await NextAsync(again)).Text("data.portfolioChanged.wallets.0.kind").ShouldBe("ADDRESS");
        (await RefusalAsync(socket, """subscription { portfolioChanged(by: [{ meshUser: { userId: "cex-example" } }]) { wallets { kind } } }""")).ShouldBe("LIMIT_EXCEEDED");
        server.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Access_OfKeys_HoldsForStreams()
    {
        await using var server = await GatewayServer.StartAsync(
            new()
            {
                ["Access:Keys:free:Sha256"] = Hash("free"),
                ["Access:Keys:scoped:Sha256"] = Hash("scoped"),
                ["Access:Keys:scoped:Wallets:0"] = "mesh:cex-*",
                ["Access:Keys:slow:Sha256"] = Hash("slow"),
                ["Access:Keys:slow:RequestsPerMinute"] = "2",
            },
            LogLevel.Information);

        // Without a key, or with a wrong one.
        using (var response = await Http.SendAsync(Request(server, "subscription " + Tokens))) ((int)response.StatusCode).ShouldBe(401);
        foreach (var init in new[] { Init, """{"type":"connection_init","payload":{"apiKey":"wrong"}}""", """{"type":"connection_init","payload":{"authorization":"free"}}""" })
        {
            using var refused = await RawSocket.ConnectAsync(new Uri(server.Url, "/graphql"));
            await refused.SendAsync(init);
            (await refused.ClosedAsync()).ShouldBe(4403);
        }

        // With one, in each place.
        foreach (var payload in new[] { """{"apiKey":"free"}""", """{"authorization":"Bearer free"}""", """{"Authorization":"bearer free"}""" })
        {
            using var socket = await SocketAsync(server, payload);
            await SubscribeAsync(socket, "1", "subscription " + Tokens);
            (await socket.ReadAsync())!.ShouldStartWith("""{"type":"next","id":"1","payload":{"data":""");
        }

        using (var stream = await WatchAsync(server, "subscription " + Tokens, "free")) (await NextAsync(stream)).Text(Balance).ShouldNotBeNull();
        server.Logs.Entries.Select(e => e.Text.Trim()).ShouldContain($"free watches address:{Address}@eip155:1");

        // Scopes.
        server.Sandbox.ResetCalls();
        using var scoped = await SocketAsync(server, """{"apiKey":"scoped"}""");
        (await RefusalAsync(scoped, "subscription " + Tokens)).ShouldBe("FORBIDDEN");
        using (var stream = await WatchAsync(server, "subscription " + Tokens, "scoped")) Code(await NextAsync(stream)).ShouldBe("FORBIDDEN");
        server.Sandbox.Calls.ShouldBeEmpty();
        server.Logs.Entries.Select(e => e.Text.Trim()).ShouldContain($"scoped was refused address:{Address}@eip155:1");

        // Budgets: each operation over a socket is a request.
        using var slow = await SocketAsync(server, """{"apiKey":"slow"}""");
        for (var i = 0; i < 2; i++)
        {
            await SubscribeAsync(slow, $"{i}", "{ __typename }");
            await slow.ReadAsync(2);
        }

        (await RefusalAsync(slow, "{ __typename }")).ShouldBe("RATE_LIMITED");
    }

    private static async Task<EventReader> WatchAsync(GatewayServer server, string query, string? key = null) => await EventReader.OpenAsync(Http, Request(server, query, key));

    private static HttpRequestMessage Request(GatewayServer server, string query, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        return request;
    }

    private static async Task<JsonElement> NextAsync(EventReader stream)
    {
        var (name, data) = await stream.EventAsync();
        name.ShouldBe("next");
        return JsonSerializer.Deserialize<JsonElement>(data);
    }

    private static async Task<RawSocket> SocketAsync(GatewayServer server, string payload = "{}")
    {
        var socket = await RawSocket.ConnectAsync(new Uri(server.Url, "/graphql"));
        await socket.SendAsync($$"""{"type":"connection_init","payload":{{payload}} }""");
        (await socket.ReadAsync()).ShouldBe("""{"type":"connection_ack"}""");
        return socket;
    }

    private static Task SubscribeAsync(RawSocket socket, string id, string query) =>
        socket.SendAsync(JsonSerializer.Serialize(new { type = "subscribe", id, payload = new { query } }));

    private static async Task<string?> RefusalAsync(RawSocket socket, string query)
    {
        await SubscribeAsync(socket, "refused", query);
        var message = JsonSerializer.Deserialize<JsonElement>((await socket.ReadAsync())!);
        message.Text("type").ShouldBe("error");
        return message.Text("payload.0.extensions.code");
    }

    private static string? Code(JsonElement response) => response.Text("errors.0.extensions.code");

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static async Task Until(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(5, late.Token);
    }
}
