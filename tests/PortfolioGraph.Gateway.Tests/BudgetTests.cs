using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What callers may spend is checked and spent in one step, by whichever transport.</summary>
public sealed class BudgetTests
{
    private const string Key = "key-7d92";
    private const string Wallet = "{ meshUser: { userId: \"cex-example\" } }";
    private const string Dear = $"{{ wallet(by: {Wallet}) {{ total {{ display }} }} }}";
    private const string Cheap = "{ providers { name } }";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });

    [Fact]
    public async Task Crowd_SpendsNoMoreThanThereIs_AndIsToldWhenThereIsMore()
    {
        var time = new ManualTime();
        var price = await PriceAsync();
        var budget = 5 * price / 2;
        await using var server = await StartAsync(budget, time);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => server.AskAsync(Dear, credential: Key)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(2);
        var refused = answers.Where(a => a.Status != HttpStatusCode.OK).ToArray();
        refused.ShouldAllBe(a => a.Status == HttpStatusCode.TooManyRequests && a.Code == "RATE_LIMITED");
        var seconds = refused.Select(a => a.Headers["Retry-After"]).Distinct().ShouldHaveSingleItem();
        refused.ShouldAllBe(a => a.Error.Text("extensions.retryAfterSeconds") == seconds);
        int.Parse(seconds).ShouldBe((int)Math.Ceiling(((3 * price) - budget) * 60 / (decimal)budget));

        // Those who were refused have spent nothing: what is left is still there, and the rest comes when it was said to.
        (await server.AskAsync(Cheap, credential: Key)).Status.ShouldBe(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromSeconds(int.Parse(seconds) - 1));
        (await server.AskAsync(Dear, credential: Key)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        time.Advance(TimeSpan.FromSeconds(2));
        (await server.AskAsync(Dear, credential: Key)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Operation_ThatNeverFits_OrIsWrong_SpendsNothing()
    {
        await using var server = await StartAsync(3 * await PriceAsync() / 2, new ManualTime());
        var tooDear = $"{{ a: wallet(by: {Wallet}) {{ total {{ display }} }} b: wallet(by: {Wallet}) {{ total {{ display }} }} }}";

        for (var i = 0; i < 3; i++)
        {
            (await server.AskAsync(tooDear, credential: Key)).Code.ShouldBe("COST_LIMIT_EXCEEDED");
            (await server.AskAsync($"query($a: Int!) {Dear}", credential: Key)).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await server.AskAsync(Dear, credential: Key)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.AskAsync(Dear, credential: Key)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Budget_IsTheSame_BySocketAndEventStream()
    {
        await using var server = await StartAsync(3 * await PriceAsync() / 2, new ManualTime());
        (await server.AskAsync(Dear, credential: Key)).Status.ShouldBe(HttpStatusCode.OK);

        using var socket = await RawSocket.ConnectAsync(new Uri(server.Url, "/graphql"), key: Key);
        await socket.SendAsync("""{"type":"connection_init"}""");
        await socket.ReadAsync();
        await socket.SendAsync(JsonSerializer.Serialize(new { type = "subscribe", id = "1", payload = new { query = Dear } }));
        var refused = JsonSerializer.Deserialize<JsonElement>((await socket.ReadAsync())!);
        refused.Text("type").ShouldBe("error");
        refused.Text("payload.0.extensions.code").ShouldBe("RATE_LIMITED");
        refused.At("payload.0.extensions.retryAfterSeconds").GetInt32().ShouldBeInRange(1, 60);

        using var stream = await StreamAsync(server, Dear);
        (await stream.EventAsync()).Data.ShouldContain("\"RATE_LIMITED\"");
        (await stream.EventAsync()).Name.ShouldBe("complete");
    }

    [Fact]
    public async Task Subscription_PaysForEachPoll_AndEndsWhenItCannot()
    {
        await using var server = await StartAsync(3_000, TimeProvider.System, ("Subscriptions:PollSeconds", "1"));
        using var stream = await StreamAsync(server, $$"""
            subscription { portfolioChanged(by: [{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }]) {
              wallets { tokenBalance(token: { network: "eip155:1" }) { amount } } } }
            """);
        (await stream.EventAsync()).Data.ShouldStartWith("{\"data\":");

        // Nothing changes: the next thing that is said is that it ends.
        (await stream.EventAsync()).Data.ShouldContain("\"RATE_LIMITED\"");
        (await stream.EventAsync()).Name.ShouldBe("complete");
        server.Sandbox.Calls.Count.ShouldBeLessThan(10);
    }

    private static Task<GatewayServer> StartAsync(int maxCostPerMinute, TimeProvider time, params (string Key, string Value)[] settings) => GatewayServer.StartAsync(
        new(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
        {
            ["Access:Keys:app:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
            ["Access:Keys:app:AllWallets"] = "true",
            ["Access:Keys:app:MaxCostPerMinute"] = $"{maxCostPerMinute}",
        },
        clock: time);

    private static async Task<int> PriceAsync()
    {
        await using var server = await GatewayServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/graphql")) { Content = JsonContent.Create(new { query = Dear }) };
        request.Headers.Add("GraphQL-Cost", "report");
        using var response = await Http.SendAsync(request);
        return int.Parse(response.Headers.GetValues("GraphQL-Cost").Single());
    }

    private static Task<EventReader> StreamAsync(GatewayServer server, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("X-Api-Key", Key);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return EventReader.OpenAsync(Http, request);
    }
}
