using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Resilience;

/// <summary>What is asked for by key (networks, single tokens, platforms, investments) is kept, shared, and stood in for.</summary>
public sealed class CachedLookupsTests : IAsyncLifetime
{
    private const string By = """by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";

    private GatewayServer _server = null!;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync(new()
    {
        ["Cache:FreshSeconds"] = "600", ["Cache:StaleSeconds"] = "3600", ["Resilience:MaxTries"] = "1",
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Networks_AskedForByFifty_CostOneCall()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _server.AskAsync("{ networks { name } }")));
        answers.Select(a => a.Data.GetRawText()).Distinct().Count().ShouldBe(1);
        answers[0].Data.List("networks").ShouldNotBeEmpty();
        _server.Sandbox.Calls.Count.ShouldBe(1);
        answers.ShouldAllBe(a => a.Headers.ContainsKey("Age"));
    }

    [Fact]
    public async Task Networks_OkxDown_AreThoseFromBefore()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Cache:StaleSeconds"] = "3600", ["Resilience:MaxTries"] = "1" });
        var before = (await server.AskAsync("{ networks { name logoUrl } }")).Data.GetRawText();
        server.Sandbox.Faults.Set("okx", new Fault { Status = 500 });
        (await server.AskAsync("{ networks { name logoUrl } }")).Data.GetRawText().ShouldBe(before);
    }

    [Theory]
    [InlineData("tokenBalance(token: { network: \"eip155:1\" }) { amount source { fetchedAt } }")]
    [InlineData("platforms { nodes { platform { name } positions { nodes { name valueUsd source { fetchedAt } } } } }")]
    public async Task Lookup_Twice_IsAskedForOnce_AndAgainWhereTheRequestWantsIt(string field)
    {
        var (first, calls) = await _server.AskAndCountAsync($"{{ wallet({By}) {{ {field} sources {{ status fetchedAt }} }} }}");
        calls.ShouldNotBeEmpty();
        var (second, again) = await _server.AskAndCountAsync($"{{ wallet({By}) {{ {field} sources {{ status fetchedAt }} }} }}");
        again.ShouldBeEmpty();
        second.Data.GetRawText().ShouldBe(first.Data.GetRawText());
    }

    [Fact]
    public async Task Token_OfAListThatIsFresh_CostsNoCall()
    {
        await _server.AskAsync($"{{ wallet({By}) {{ tokenBalances {{ nodes {{ amount valueUsd }} }} }} }}");
        var (answer, calls) = await _server.AskAndCountAsync($"{{ wallet({By}) {{ tokenBalance(token: {{ network: \"eip155:1\" }}) {{ amount valueUsd }} }} }}");
        calls.ShouldBeEmpty();
        answer.Data.Text("wallet.tokenBalance.amount").ShouldNotBeNull();
    }

    [Fact]
    public async Task Token_OkxDown_IsStale()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Cache:StaleSeconds"] = "3600", ["Resilience:MaxTries"] = "1" });
        const string Query = $"{{ wallet({By}) {{ tokenBalance(token: {{ network: \"eip155:1\" }}) {{ amount source {{ isStale }} }} sources {{ status error {{ code }} }} }} }}";
        var before = (await server.AskAsync(Query)).Data;
        server.Sandbox.Faults.Set("okx", new Fault { Status = 500 });
        var after = (await server.AskAsync(Query)).Data;
        after.Text("wallet.tokenBalance.amount").ShouldBe(before.Text("wallet.tokenBalance.amount"));
        after.Text("wallet.tokenBalance.source.isStale").ShouldBe("true");
        (after.Text("wallet.sources.0.status"), after.Text("wallet.sources.0.error.code")).ShouldBe(("STALE", "PROVIDER_FAILURE"));
    }
}
