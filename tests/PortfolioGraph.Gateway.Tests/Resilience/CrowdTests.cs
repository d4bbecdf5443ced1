using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Wire;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests.Resilience;

/// <summary>Many requests at a time.</summary>
public sealed class CrowdTests
{
    private const string Everything = """
        {
          portfolio(by: [
            { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1", "eip155:56"] } }
            { account: "cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" }
            { meshUser: { userId: "Mesh" } }
          ]) { total { valueUsd isComplete } holdings { totalCount } positions { totalCount } }
        }
        """;

    [Fact]
    public async Task ThousandAtOnce_ColdCache_CostTheCallsOfOne()
    {
        await using var alone = await StartAsync();
        var (expected, calls) = await alone.AskAndCountAsync(Everything);
        expected.Data.Text("portfolio.total.isComplete").ShouldBe("true");

        await using var crowded = await StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => crowded.AskAsync(Everything))));

        answers.ShouldAllBe(a => a.Text == expected.Text);
        crowded.Sandbox.Calls.Select(Text).Order().ShouldBe(calls.Select(Text).Order());

        static string Text(RecordedCall call) => $"{call.Provider} {call.Method} {call.Path}{call.Query} {call.Body}";
    }

    [Fact]
    public async Task RequestThatWaited_HasOnlyTheTimeThatIsLeft_AndIsAnsweredInIt()
    {
        var clock = new ManualTime();
        await using var server = await GatewayServer.StartAsync(new() { ["Limits:MaxConcurrentRequests"] = "1", ["Limits:ExecutionSeconds"] = "2" }, clock: clock);
        const string cash = """{ wallet(by: { meshUser: { userId: "Mesh" } }) { cash { amount } sources { status error { code } } } }""";
        await server.AskAsync(cash);
        server.Sandbox.Faults.Set("mesh", new Fault { Hang = true });

        var asking = Task.WhenAll(server.AskAsync(cash), server.AskAsync(cash));
        await clock.TimersAsync(2, TimeSpan.FromSeconds(2));
        await clock.TimersAsync(1, TimeSpan.FromSeconds(new ResilienceOptions().TrySeconds));
        clock.Advance(new GatewayLimits { ExecutionSeconds = 2 }.ExecutionTime);
        var answers = await asking;

        answers.ShouldAllBe(a => (int)a.Status == 200);
        answers.Select(a => a.DataOfPart.Text("wallet.sources.0.error.code")).ShouldAllBe(code => code == "PROVIDER_TIMEOUT" || code == "PROVIDER_RATE_LIMITED");
    }

    private static Task<GatewayServer> StartAsync() =>
        GatewayServer.StartAsync(new() { ["Cache:FreshSeconds"] = "600", ["Limits:MaxWaitingRequests"] = "2000", ["Limits:ExecutionSeconds"] = "60" });
}
