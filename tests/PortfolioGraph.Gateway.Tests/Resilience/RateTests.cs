using System.Collections.Concurrent;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Resilience;

/// <summary>A provider's limit holds where it counts: at the provider, whatever it does to the calls.</summary>
public sealed class RateTests
{
    private const int PerSecond = 2;

    [Fact]
    public async Task Arrivals_UnderEveryFault_KeepTheLimitAtTheProvider()
    {
        var faults = new Dictionary<string, Fault?>
        {
            ["none"] = null, ["hang"] = new Fault { Hang = true }, ["500"] = new Fault { Status = 500 }, ["429"] = new Fault { Status = 429 },
            ["50011"] = new Fault { Code = "50011" }, ["skew"] = new Fault { ClockAheadSeconds = 3600 },
        };
        foreach (var body in Enum.GetValues<FaultBody>().Where(b => b is not (FaultBody.Intact or FaultBody.Huge or FaultBody.GzipBomb)))
            faults[$"{body}"] = new Fault { Body = body };

        var broken = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(faults, new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (fault, ct) =>
        {
            await using var server = await GatewayServer.StartAsync(new()
            {
                ["Providers:Okx:RequestsPerSecond"] = $"{PerSecond}", ["Limits:ExecutionSeconds"] = "4", ["Resilience:TrySeconds"] = "1",
                ["Resilience:RetryMilliseconds"] = "1", ["Resilience:BreakMinimumTries"] = "86400",
            });
            if (fault.Value is { } set) server.Sandbox.Faults.Set("okx", set);
            server.Sandbox.ResetCalls();

            // Each turn comes no earlier than the limit lets it, counted from here: what a busy machine adds only makes it later.
            var start = TimeProvider.System.GetUtcNow();
            var asked = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => server.AskAsync(
                $"{{ wallet(by: {{ address: {{ address: \"0x{i:x40}\", networks: [\"eip155:1\"] }} }}) {{ tokenBalances {{ totalCount }} }} }}", cancellationToken: ct)));
            var calls = server.Sandbox.Calls.Where(c => c.Provider == "okx").Select(c => c.Time - start).Order().ToArray();
            for (var i = 0; i < calls.Length; i++)
                if (calls[i] < TimeSpan.FromSeconds(i / PerSecond))
                    broken.Add($"{fault.Key}: call {i + 1} after {calls[i].TotalSeconds:0.000} s");
            if (calls.Length == 0) broken.Add($"{fault.Key}: nothing arrived");
        });
        broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reset_IsOneArrivalATry()
    {
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Resilience:MaxTries"] = "3", ["Resilience:RetryMilliseconds"] = "1", ["Resilience:BreakMinimumTries"] = "86400",
        });
        foreach (var (provider, wallet) in new[]
        {
            ("okx", """{ address: { address: "0x00000000000000000000000000000000000000aa", networks: ["eip155:1"] } }"""),
            ("mesh", """{ meshUser: { userId: "Mesh" } }"""), ("neptune", """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }"""),
        })
        {
            server.Sandbox.Faults.Set(provider, new Fault { Body = FaultBody.Reset });
            server.Sandbox.ResetCalls();
            await server.AskAsync($"{{ wallet(by: {wallet}) {{ tokenBalances {{ totalCount }} }} }}");
            server.Sandbox.Calls.Count(c => c.Provider == provider).ShouldBe(3, provider);
            server.Sandbox.Faults.Clear();
        }
    }
}
