using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Resilience;

/// <summary>Every way to fail, by every provider, with and without an answer to fall back on: what a client gets then.</summary>
public sealed class FaultMatrixTests(FaultMatrix matrix) : IClassFixture<FaultMatrix>
{
    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var (fault, provider, cache) in FaultMatrix.Cells) cells.Add(fault, provider, cache);
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public Task Fault_OfOneProvider_TakesNothingElse(string fault, string provider, string cache) => matrix.OutcomeAsync((fault, provider, cache));
}

/// <summary>Runs the cells of the matrix, some at a time: most of them wait.</summary>
public sealed class FaultMatrix : IAsyncLifetime
{
    private const int AtATime = 6;
    private const int ExecutionSeconds = 2;
    private const string Cold = "cold";
    private const string Warm = "warm";
    private const string Okx = "okx";
    private const string Mesh = "mesh";
    private const string Neptune = "neptune";

    private const string Query = """
        { injective: wallet(by: { address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }) { ...holdings }
          evm: wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }) { ...holdings }
          mesh: wallet(by: { meshUser: { userId: "Mesh" } }) { ...holdings } }
        fragment holdings on Wallet {
          tokenBalances(first: 500) { nodes { id amount priceUsd valueUsd token { symbol name } source { ...source } } }
          positions(first: 500) { nodes { id name valueUsd source { ...source } } }
          platforms { nodes { valueUsd platform { name } source { ...source } } }
          cash { currency amount source { ...source } }
          total { valueUsd assetsUsd debtsUsd isComplete }
          sources { provider { name } capability status error { code providerCode message retryAfterSeconds } }
        }
        fragment source on Source { isStale provider { name } }
        """;

    private static readonly string[] Wallets = ["injective", "evm", "mesh"];
    private static readonly string[] Lists = ["tokenBalances.nodes", "positions.nodes", "platforms.nodes", "cash"];

    private static readonly Dictionary<string, string> Names = new() { [Okx] = "OKX", [Mesh] = "Mesh", [Neptune] = "Neptune Finance" };

    private static readonly Dictionary<string, string[]> Asked = new() { [Okx] = ["injective", "evm"], [Mesh] = ["mesh"], [Neptune] = ["injective"] };

    // What nobody else lists.
    private static readonly Dictionary<string, string[]> Unknown = new()
    {
        [Okx] = ["injective.platforms", "evm.tokenBalances", "evm.positions", "evm.platforms"],
        [Mesh] = ["mesh.tokenBalances", "mesh.positions", "mesh.cash"],
        [Neptune] = [],
    };

    private readonly Dictionary<string, ConcurrentBag<GatewayServer>> _idle = new() { [Cold] = [], [Warm] = [] };
    private readonly ConcurrentBag<GatewayServer> _started = [];
    private readonly Dictionary<(string, string, string), TaskCompletionSource<Task>> _outcomes = Cells.ToDictionary(cell => cell, _ => new TaskCompletionSource<Task>());
    private JsonElement _healthy;
    private Task _running = Task.CompletedTask;

    /// <summary>What is done to a provider, and what the graph makes of it.</summary>
    internal static IReadOnlyDictionary<string, Trouble> Faults { get; } = new Dictionary<string, Trouble>
    {
        ["refused"] = new("PROVIDER_UNREACHABLE", null),
        ["reset"] = new("PROVIDER_UNREACHABLE", new Fault { Body = FaultBody.Reset }),
        ["truncated"] = new("PROVIDER_UNREACHABLE", new Fault { Body = FaultBody.Truncated }),
        ["hang"] = new("PROVIDER_TIMEOUT", new Fault { Hang = true }),
        ["slow drip"] = new("PROVIDER_TIMEOUT", new Fault { Body = FaultBody.SlowDrip }),
        ["429 with Retry-After"] = new("PROVIDER_RATE_LIMITED", new Fault { Status = 429, RetryAfterSeconds = 7 }) { ProviderCode = "429", RetryAfter = "7", LeavesTraces = true },
        ["429 without Retry-After"] = new("PROVIDER_RATE_LIMITED", new Fault { Status = 429 }) { ProviderCode = "429", LeavesTraces = true },
        ["500"] = new("PROVIDER_FAILURE", new Fault { Status = 500 }) { ProviderCode = "500" },
        ["503"] = new("PROVIDER_FAILURE", new Fault { Status = 503 }) { ProviderCode = "503" },
        ["200 with 50001"] = new("PROVIDER_FAILURE", new Fault { Code = "50001" }) { ProviderCode = "50001", Only = Okx },
        ["200 with failed"] = new("PROVIDER_FAILURE", new Fault { Code = "failed" }) { ProviderCode = "failed", Only = Mesh },
        ["200 with internal"] = new("PROVIDER_FAILURE", new Fault { Code = "internal", Status = 200 }) { ProviderCode = "internal", Only = Neptune },
        ["malformed"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.Malformed }),
        ["empty"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.Empty }),
        ["HTML"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.WrongContentType }),
        ["wrong type"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.WrongShape }),
        ["wrong charset"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.WrongCharset }),
        ["100 MB"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.Huge }),
        ["gzip bomb"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.GzipBomb }),
        ["redirect"] = new("PROVIDER_MALFORMED_RESPONSE", new Fault { Body = FaultBody.Redirect }) { ProviderCode = "307" },
        ["expired clock"] = new(null, new Fault { ClockAheadSeconds = 3600 }) { Only = Okx, LeavesTraces = true },
        ["expired clock, 50102 for good"] = new("PROVIDER_UNAUTHORIZED", new Fault { Code = "50102" }) { ProviderCode = "50102", Only = Okx, LeavesTraces = true },
        ["expired clock, 50112 for good"] = new("PROVIDER_UNAUTHORIZED", new Fault { Code = "50112", Status = 401 }) { ProviderCode = "50112", Only = Okx, LeavesTraces = true },
    };

    internal static IEnumerable<(string Fault, string Provider, string Cache)> Cells =>
        from fault in Faults
        from provider in new[] { Okx, Mesh, Neptune }
        where fault.Value.Only is null || fault.Value.Only == provider
        from cache in new[] { Cold, Warm }
        select (fault.Key, provider, cache);

    public async Task InitializeAsync()
    {
        var server = await RentAsync(Cold);

        // The first answer of a process takes longest: its code is compiled meanwhile.
        await server.AskAsync(Query);
        _healthy = (await server.AskAsync(Query)).Data;
        foreach (var wallet in Wallets) _healthy.Text($"{wallet}.total.isComplete").ShouldBe("true");
        _idle[Cold].Add(server);
        _running = Parallel.ForEachAsync(Cells, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (cell, _) =>
        {
            var run = RunAsync(cell.Fault, cell.Provider, cell.Cache);
            _outcomes[cell].SetResult(run);
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
    }

    public async Task DisposeAsync()
    {
        await _running;
        foreach (var server in _started) await server.DisposeAsync();
    }

    internal async Task OutcomeAsync((string Fault, string Provider, string Cache) cell) => await await _outcomes[cell].Task;

    private async Task RunAsync(string name, string provider, string cache)
    {
        var trouble = Faults[name];
        var server = await RentAsync(cache);
        // What is kept is good, and what the cell before did is over.
        if (cache == Warm) (await server.AskAsync(Query)).Data.GetRawText().ShouldBe(_healthy.GetRawText());
        if (trouble.Fault is { } fault) server.Sandbox.Faults.Set(provider, fault);
        else await server.Sandbox.StopListeningAsync(provider);

        var start = Stopwatch.GetTimestamp();
        var answer = await server.AskAsync(Query);
        var took = Stopwatch.GetElapsedTime(start);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(ExecutionSeconds + 1));
        if (trouble.Code is null) answer.Data.GetRawText().ShouldBe(_healthy.GetRawText());
        else if (cache == Warm) ShouldBeStale(answer, provider, trouble);
        else ShouldBeFailed(answer, provider, trouble);
        ShouldKeepSecrets(server, answer);

        server.Sandbox.Faults.Clear();
        if (trouble.Fault is null) await server.Sandbox.ListenAgainAsync(provider, CancellationToken.None);
        if (!trouble.LeavesTraces) _idle[cache].Add(server);
    }

    private void ShouldBeFailed(Answer answer, string provider, Trouble trouble)
    {
        foreach (var wallet in Wallets)
        {
            var (before, after) = (_healthy.At(wallet), answer.DataOfPart.At(wallet));
            if (!Asked[provider].Contains(wallet))
            {
                after.GetRawText().ShouldBe(before.GetRawText(), $"{wallet} has nothing to do with {provider}");
                continue;
            }

            after.Text("total.isComplete").ShouldBe("false");
            ShouldReport(before, after, provider, "FAILED", trouble);
            foreach (var list in Lists)
            {
                // A list is unknown when all that could be asked for it have failed, and has the rows of the others else.
                var name = list.Split('.')[0];
                if (Unknown[provider].Contains($"{wallet}.{name}"))
                {
                    after.IsNull(name).ShouldBeTrue($"{wallet}.{name}");
                    continue;
                }
                var rest = before.List(list).Where(r => r.Text("source.provider.name") != Names[provider]).Select(r => r.GetRawText());
                after.List(list).Select(r => r.GetRawText()).ShouldBe(rest, $"{wallet}.{list}");
            }
        }

        answer.Errors.Select(e => string.Join('.', e.At("path").EnumerateArray().Select(p => p.GetString()))).ShouldBe(Unknown[provider], ignoreOrder: true);
        answer.Errors.ShouldAllBe(e => e.Text("extensions.code") == trouble.Code);
    }

    private void ShouldBeStale(Answer answer, string provider, Trouble trouble)
    {
        foreach (var wallet in Wallets)
        {
            var (before, after) = (_healthy.At(wallet), answer.Data.At(wallet));
            if (!Asked[provider].Contains(wallet))
            {
                after.GetRawText().ShouldBe(before.GetRawText(), $"{wallet} has nothing to do with {provider}");
                continue;
            }

            after.At("total").GetRawText().ShouldBe(before.At("total").GetRawText());
            ShouldReport(before, after, provider, "STALE", trouble);
            foreach (var list in Lists)
            {
                var fresh = $"\"isStale\":false,\"provider\":{{\"name\":\"{Names[provider]}\"}}";
                before.List(list).Select(r => r.GetRawText().Replace(fresh, fresh.Replace("false", "true", StringComparison.Ordinal), StringComparison.Ordinal))
                    .ShouldBe(after.List(list).Select(r => r.GetRawText()), $"{wallet}.{list}");
            }
        }
    }

    private static void ShouldReport(JsonElement before, JsonElement after, string provider, string status, Trouble trouble)
    {
        JsonElement[] Of(JsonElement wallet, bool isBroken) => [.. wallet.List("sources").Where(s => s.Text("provider.name") == Names[provider] == isBroken)];
        Of(after, false).Select(s => s.GetRawText()).ShouldBe(Of(before, false).Select(s => s.GetRawText()));
        var broken = Of(after, true);
        broken.Select(s => s.Text("capability")).ShouldBe(Of(before, true).Select(s => s.Text("capability")));
        foreach (var source in broken)
        {
            source.Text("status").ShouldBe(status);
            source.Text("error.code").ShouldBe(trouble.Code);
            source.Text("error.message").ShouldNotBeNullOrWhiteSpace();
            // A call that finds that the provider has asked for a pause is not made, and then has no code of the provider's.
            if (trouble.Code != "PROVIDER_RATE_LIMITED" || !source.IsNull("error.providerCode")) source.Text("error.providerCode").ShouldBe(trouble.ProviderCode);
            if (trouble.RetryAfter is { } seconds) source.Text("error.retryAfterSeconds").ShouldBe(seconds);
        }
    }

    private static void ShouldKeepSecrets(GatewayServer server, Answer answer)
    {
        foreach (var secret in server.Secrets) answer.Text.ShouldNotContain(secret);
        while (server.Logs.Entries.TryDequeue(out var entry))
        {
            foreach (var secret in server.Secrets) entry.Text.ShouldNotContain(secret);
        }
    }

    private async Task<GatewayServer> RentAsync(string cache)
    {
        if (_idle[cache].TryTake(out var idle)) return idle;
        var server = await GatewayServer.StartAsync(new()
        {
            ["Limits:ExecutionSeconds"] = ExecutionSeconds.ToString(CultureInfo.InvariantCulture),
            ["Cache:StaleSeconds"] = cache == Warm ? "3600" : "0",
            ["Resilience:TrySeconds"] = "1",
            ["Resilience:MaxTries"] = "2",
            ["Resilience:RetryMilliseconds"] = "1",
            // One cell must not close the way of the next.
            ["Resilience:BreakMinimumTries"] = "86400",
            ["Providers:Okx:MaxResponseMegabytes"] = "1",
            ["Providers:Mesh:MaxResponseMegabytes"] = "1",
            ["Providers:Neptune:MaxResponseMegabytes"] = "1",
        }, LogLevel.Trace);
        _started.Add(server);
        // A gateway that has just started does not know yet what a provider that fails says of tokens that others report too.
        await server.AskAsync(Query);
        return server;
    }

    /// <param name="Code">Ours; null where the client must not notice.</param>
    /// <param name="Fault">Null: the provider does not listen.</param>
    internal sealed record Trouble(string? Code, Fault? Fault)
    {
        /// <summary>The provider's code.</summary>
        public string? ProviderCode { get; init; }

        public string? RetryAfter { get; init; }

        /// <summary>The only provider that can have it; null for all.</summary>
        public string? Only { get; init; }

        /// <summary>The gateway goes on differently afterwards.</summary>
        public bool LeavesTraces { get; init; }
    }
}
