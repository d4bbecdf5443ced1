using System.Net.Http.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Resilience;

/// <summary>The cache and the pipeline as a client sees them.</summary>
public sealed class CacheTests : IAsyncLifetime
{
    private const string Query = """{ wallet(by: { meshUser: { userId: "Mesh" } }) { cash { amount source { isStale } } sources { status error { code } } } }""";

    private GatewayServer _server = null!;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync(new()
    {
        ["Cache:FreshSeconds"] = "60", ["Cache:StaleSeconds"] = "3600", ["Resilience:MaxTries"] = "2", ["Resilience:RetryMilliseconds"] = "1",
        ["Resilience:BreakMinimumTries"] = "2",
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task SameQuery_Again_CostsNoCall_AndTellsItsAge()
    {
        var (_, calls) = await _server.AskAndCountAsync(Query);
        calls.ShouldHaveSingleItem();
        var (answer, again) = await _server.AskAndCountAsync(Query);
        again.ShouldBeEmpty();
        answer.Headers["Age"].ShouldNotBeEmpty();
        answer.Data.Text("wallet.sources.0.status").ShouldBe("OK");
    }

    [Fact]
    public async Task NoCache_AsksTheProvider()
    {
        await _server.AskAsync(Query);
        _server.Sandbox.ResetCalls();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Url, "/graphql")) { Content = JsonContent.Create(new { query = Query }) };
        request.Headers.CacheControl = new() { NoCache = true };
        using var response = await http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Headers.Age.ShouldNotBeNull();
        _server.Sandbox.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task OneFailure_IsTriedAgain_AndNotSeen()
    {
        _server.Sandbox.Faults.Set("mesh", new Fault { Status = 503, Requests = 1 });
        var (answer, calls) = await _server.AskAndCountAsync(Query);
        calls.Count.ShouldBe(2);
        answer.Data.Text("wallet.sources.0.status").ShouldBe("OK");
    }

    [Fact]
    public async Task ProviderDies_ServesTheLastGoodAnswer_AndIsDown()
    {
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Cache:StaleSeconds"] = "3600", ["Resilience:MaxTries"] = "2", ["Resilience:RetryMilliseconds"] = "1", ["Resilience:BreakMinimumTries"] = "2",
            ["Resilience:BreakPercent"] = "50",
        });
        var before = (await server.AskAsync(Query)).Data;
        server.Sandbox.Faults.Set("mesh", new Fault { Status = 500 });
        var after = (await server.AskAsync(Query)).Data;
        after.List("wallet.cash").Select(c => c.Text("amount")).ShouldBe(before.List("wallet.cash").Select(c => c.Text("amount")));
        after.List("wallet.cash").ShouldAllBe(c => c.Text("source.isStale") == "true");
        after.Text("wallet.sources.0.status").ShouldBe("STALE");
        after.Text("wallet.sources.0.error.code").ShouldBe("PROVIDER_FAILURE");

        var (_, calls) = await server.AskAndCountAsync(Query);
        calls.ShouldBeEmpty();
        var states = (await server.AskAsync("{ providers { name state } }")).Data.List("providers");
        states.ToDictionary(p => p.Text("name")!, p => p.Text("state")).ShouldBe(
            new Dictionary<string, string?> { ["OKX"] = "UP", ["Mesh"] = "DOWN", ["Neptune Finance"] = "UP" }, ignoreOrder: true);
    }
}
