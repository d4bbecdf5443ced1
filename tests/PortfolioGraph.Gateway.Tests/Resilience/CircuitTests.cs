using System.Diagnostics;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Resilience;

/// <summary>A provider that is dead for good, as its server and the clients of the others see it.</summary>
public sealed class CircuitTests
{
    private const string Both = """
        { evm: wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }) { tokenBalances { totalCount } sources { status error { code } } }
          mesh: wallet(by: { meshUser: { userId: "Mesh" } }) { cash { currency amount } sources { status } } }
        """;

    private const string Mesh = """{ wallet(by: { meshUser: { userId: "Mesh" } }) { cash { currency amount } sources { status } } }""";

    [Theory]
    [InlineData("hang", "PROVIDER_TIMEOUT")]
    [InlineData("503", "PROVIDER_FAILURE")]
    [InlineData("refused", "PROVIDER_UNREACHABLE")]
    public async Task OkxDead_GetsNoMoreThanItsProbes_AndMeshIsServedAsEver(string kind, string code)
    {
        const int BreakSeconds = 2;

        // A machine that is busy may take a second for an answer.
        const int TrySeconds = 2;
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Limits:ExecutionSeconds"] = "4", ["Resilience:TrySeconds"] = TrySeconds.ToString(), ["Resilience:MaxTries"] = "1",
            ["Resilience:BreakSeconds"] = BreakSeconds.ToString(), ["Resilience:BreakPercent"] = "50", ["Resilience:BreakMinimumTries"] = "2",
        });
        var healthy = (await server.AskAsync(Both)).Data;
        if (kind == "refused") await server.Sandbox.StopListeningAsync("okx");
        else server.Sandbox.Faults.Set("okx", kind == "hang" ? new Fault { Hang = true } : new Fault { Status = 503 });
        // The good tries of before count for as long as the circuit looks back.
        while (await StateAsync(server) != "DOWN") await server.AskAsync(Both);

        server.Sandbox.ResetCalls();
        // Away from the threads of xunit, which other tests may keep busy.
        var start = Stopwatch.GetTimestamp();
        var slowest = TimeSpan.Zero;
        var asked = 0;
        var asking = Task.Run(async () =>
        {
            for (; Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3); asked++)
            {
                var answer = await server.AskAsync(Both);
                answer.DataOfPart.IsNull("evm.tokenBalances").ShouldBeTrue();
                answer.DataOfPart.List("evm.sources").ShouldAllBe(s => s.Text("status") == "FAILED" && s.Text("error.code") == code);
                answer.DataOfPart.At("mesh").GetRawText().ShouldBe(healthy.At("mesh").GetRawText());
                await Task.Delay(10);
            }
        });
        var others = Task.Run(async () =>
        {
            while (!asking.IsCompleted)
            {
                var began = Stopwatch.GetTimestamp();
                (await server.AskAsync(Mesh)).Data.At("wallet").GetRawText().ShouldBe(healthy.At("mesh").GetRawText());
                var took = Stopwatch.GetElapsedTime(began);
                if (took > slowest) slowest = took;
                await Task.Delay(10);
            }
        });
        await Task.WhenAll(asking, others);
        var probes = server.Sandbox.Calls.Count(c => c.Provider == "okx");

        var atMost = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds / BreakSeconds) + 1;
        probes.ShouldBeInRange(kind == "refused" ? 0 : 1, kind == "refused" ? 0 : atMost);
        asked.ShouldBeGreaterThan(atMost);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(TrySeconds), "a try that hangs takes that long");

        if (kind == "refused") await server.Sandbox.ListenAgainAsync("okx", CancellationToken.None);
        else server.Sandbox.Faults.Clear();
        await Task.Delay(TimeSpan.FromSeconds(BreakSeconds));
        // One call is the probe; the others of its query may still be turned away.
        await server.AskAsync(Both);
        (await server.AskAsync(Both)).Data.GetRawText().ShouldBe(healthy.GetRawText());
        (await StateAsync(server)).ShouldBe("UP");
    }

    private static async Task<string?> StateAsync(GatewayServer server) =>
        (await server.AskAsync("{ providers { name state } }")).Data.List("providers").Single(p => p.Text("name") == "OKX").Text("state");
}
