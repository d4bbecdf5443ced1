using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Gateway.WarmUp;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Observability;

/// <summary>Listening is for the whole process: these tests run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ObservabilityCollection
{
    public const string Name = "observability";
}

/// <summary>What can be seen of a request from the outside, where somebody wants to.</summary>
[Collection(ObservabilityCollection.Name)]
public sealed partial class ObservabilityTests : IAsyncLifetime
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string ClientSpan = "00f067aa0ba902b7";
    private const string Cash = """query Money { wallet(by: { meshUser: { userId: "Mesh" } }) { cash { amount } } }""";
    private const string TwoProviders = """
        query Both {
          wallets(by: [{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }, { meshUser: { userId: "Mesh" } }]) {
            tokenBalances(first: 1) { totalCount }
          }
        }
        """;

    private static readonly HttpClient Http = new();

    private GatewayServer _server = null!;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync(new()
    {
        ["Cache:FreshSeconds"] = "60", ["Cache:StaleSeconds"] = "3600", ["Resilience:MaxTries"] = "2", ["Resilience:RetryMilliseconds"] = "1",
        ["Resilience:BreakMinimumTries"] = "3", ["Providers:Okx:RequestsPerSecond"] = "1",
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Trace_GoesFromTheClientsSpan_ToEachTryOfAProvider()
    {
        using var telemetry = new RecordedTelemetry();
        _server.Sandbox.Faults.Set("mesh", new Fault { Status = 503, Requests = 1 });

        var (status, _) = await AskAsync(TwoProviders, ("traceparent", $"00-{TraceId}-{ClientSpan}-01"));

        status.ShouldBe(200);
        var spans = telemetry.Spans.ToArray();
        spans.ShouldAllBe(s => s.TraceId.ToHexString() == TraceId);
        var operation = spans.Where(s => s.Kind == ActivityKind.Server).ShouldHaveSingleItem();
        operation.DisplayName.ShouldBe("query");
        operation.GetTagItem("graphql.operation.name").ShouldBe("Both");
        var request = operation.Parent.ShouldNotBeNull();
        request.OperationName.ShouldBe("Microsoft.AspNetCore.Hosting.HttpRequestIn");
        request.ParentSpanId.ToHexString().ShouldBe(ClientSpan);

        spans.Where(s => s.DisplayName == "resolve Wallet.tokenBalances").ShouldHaveSingleItem().ParentSpanId.ShouldBe(operation.SpanId);
        var load = spans.Where(s => s.DisplayName == "load WalletLoader").ShouldHaveSingleItem();
        load.ParentSpanId.ShouldBe(operation.SpanId);
        load.GetTagItem("graphql.dataloader.batch.size").ShouldBe(2);

        var tries = spans.Where(s => s.Kind == ActivityKind.Client).ToArray();
        tries.ShouldAllBe(s => s.ParentSpanId == load.SpanId);
        var okx = tries.Where(s => Equals(s.GetTagItem("portfoliograph.provider"), "okx")).ShouldHaveSingleItem();
        okx.DisplayName.ShouldBe("GET /api/v5/wallet/asset/all-token-balances-by-address");
        okx.GetTagItem("http.request.method").ShouldBe("GET");
        okx.GetTagItem("url.template").ShouldBe("/api/v5/wallet/asset/all-token-balances-by-address");
        okx.GetTagItem("server.address").ShouldBe("127.0.0.1");
        okx.GetTagItem("server.port").ShouldBe(_server.Sandbox.OkxUrl.Port);
        okx.GetTagItem("http.response.status_code").ShouldBe(200);
        okx.GetTagItem("error.type").ShouldBeNull();
        ((double)okx.GetTagItem("portfoliograph.provider.queue.duration")!).ShouldBeInRange(0, 1);

        var mesh = tries.Where(s => Equals(s.GetTagItem("portfoliograph.provider"), "mesh")).OrderBy(s => s.StartTimeUtc).ToArray();
        mesh.Select(s => s.GetTagItem("http.request.resend_count")).ShouldBe([null, 1]);
        mesh.Select(s => s.GetTagItem("http.response.status_code")).ShouldBe([503, 200]);
        mesh.Select(s => s.GetTagItem("error.type")).ShouldBe(["PROVIDER_FAILURE", null]);
        mesh.Select(s => s.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Unset]);
    }

    [Fact]
    public async Task Providers_AreNotToldOfTheTrace_NorOfBaggage()
    {
        using var telemetry = new RecordedTelemetry();
        await using var provider = await RecordingReceiver.StartAsync();
        await using var server = await GatewayServer.StartAsync(new() { ["Providers:Neptune:BaseUrl"] = provider.Url, ["Resilience:MaxTries"] = "1" });

        await AskAsync(
            server, """{ wallet(by: { address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns", networks: ["cosmos:injective-1"] } }) { tokenBalances { totalCount } } }""",
            ("traceparent", $"00-{TraceId}-{ClientSpan}-01"), ("tracestate", "vendor=1"), ("baggage", "user=ann"));

        var call = provider.Requests.ShouldHaveSingleItem();
        foreach (var header in new[] { "traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context" }) call.Headers.ContainsKey(header).ShouldBeFalse(header);
        telemetry.Spans.Where(s => Equals(s.GetTagItem("portfoliograph.provider"), "neptune")).ShouldHaveSingleItem()
            .DisplayName.ShouldBe("GET /api/v1/users/{address}/wallet/balances");
    }

    [Fact]
    public async Task Metrics_CountWhatWasDone()
    {
        using var telemetry = new RecordedTelemetry();
        _server.Sandbox.Faults.Set("mesh", new Fault { Status = 503, Requests = 1 });

        for (var i = 0; i < 3; i++) await AskAsync(Cash);
        await AskAsync("{ nothing }");
        await AskAsync("""{ wallet(by: { address: { address: "0x12" } }) { id } }""");

        (string, object?) mesh = ("portfoliograph.provider", "mesh");
        telemetry.Values("portfoliograph.cache.lookups", mesh, ("portfoliograph.cache.result", "miss")).Sum().ShouldBe(1);
        telemetry.Values("portfoliograph.cache.lookups", mesh, ("portfoliograph.cache.result", "hit")).Sum().ShouldBe(2);
        telemetry.Values("portfoliograph.cache.lookups").Sum().ShouldBe(3);
        telemetry.Values("http.client.request.duration", mesh, ("http.response.status_code", 503), ("error.type", "PROVIDER_FAILURE")).Length.ShouldBe(1);
        telemetry.Values("http.client.request.duration", mesh, ("http.response.status_code", 200), ("error.type", null)).Length.ShouldBe(1);
        telemetry.Values("http.client.request.duration").Length.ShouldBe(2);
        telemetry.Values("portfoliograph.provider.call.duration", mesh, ("error.type", null)).Length.ShouldBe(1);
        telemetry.Values("portfoliograph.provider.retries", mesh).Sum().ShouldBe(1);
        telemetry.Values("portfoliograph.provider.queue.duration", mesh, ("portfoliograph.provider.queue", "rate_limit")).Length.ShouldBe(2);
        telemetry.Values("portfoliograph.provider.queue.duration", mesh, ("portfoliograph.provider.queue", "concurrency")).Length.ShouldBe(2);
        telemetry.Values("graphql.operation.duration", ("graphql.operation.type", "query"), ("graphql.operation.outcome", "ok")).Length.ShouldBe(3);
        telemetry.Values("graphql.operation.duration", ("graphql.operation.type", null), ("graphql.operation.outcome", "validation_error")).Length.ShouldBe(1);
        telemetry.Values("graphql.operation.duration", ("graphql.operation.type", "query"), ("graphql.operation.outcome", "errors")).Length.ShouldBe(1);
        telemetry.Values("graphql.operation.cost", ("graphql.operation.type", "query")).ShouldAllBe(cost => cost > 0);
        telemetry.Values("graphql.operation.cost").Length.ShouldBe(4);
        telemetry.Values("graphql.errors", ("error.type", "GRAPHQL_VALIDATION_FAILED")).Sum().ShouldBe(1);
        telemetry.Values("graphql.errors", ("error.type", "INVALID_ADDRESS")).Sum().ShouldBe(1);
        telemetry.Values("graphql.errors").Sum().ShouldBe(2);
    }

    [Fact]
    public async Task RateLimit_IsSeenAsTimeInTheQueue()
    {
        using var telemetry = new RecordedTelemetry();
        const string Tokens = """query ($by: WalletInput!) { wallet(by: $by) { tokenBalances { totalCount } } }""";

        await Task.WhenAll(new[] { "eip155:1", "eip155:137" }.Select(network => PostAsync(_server, new { query = Tokens, variables = new { by = new { address = new { address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks = new[] { network } } } } })));

        var waits = telemetry.Values("portfoliograph.provider.queue.duration", ("portfoliograph.provider", "okx"), ("portfoliograph.provider.queue", "rate_limit"));
        waits.Length.ShouldBe(2);
        waits.Max().ShouldBeInRange(0.5, 1.5, "one call a second");
    }

    [Fact]
    public async Task WarmUp_IsInNoTraceAndNoMetric()
    {
        using var telemetry = new RecordedTelemetry();

        await _server.Services.GetRequiredService<OperationWarmUp>().Start();
        telemetry.Text().ShouldBe("");

        await AskAsync(Cash);
        telemetry.Values("graphql.operation.duration").Length.ShouldBe(1);
    }

    [Fact]
    public async Task DeadProvider_IsDownInHealthAndMetrics_AndTheGatewayStaysReady()
    {
        using var telemetry = new RecordedTelemetry();
        await AskAsync(Cash);
        _server.Sandbox.Faults.Set("mesh", new Fault { Status = 503 });
        for (var i = 0; i < 2; i++) await AskAsync(Cash, ("Cache-Control", "no-cache"));

        using var ready = await Http.GetAsync(new Uri(_server.Url, "/health/ready"));
        ((int)ready.StatusCode).ShouldBe(200);
        (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"ready","details":{"okx":"UP","mesh":"DOWN","neptune":"UP"}}""");
        telemetry.Observe();
        State("mesh", "down").ShouldBe(1);
        State("mesh", "up").ShouldBe(0);
        State("okx", "up").ShouldBe(1);
        telemetry.Values("portfoliograph.cache.stale_answers", ("portfoliograph.provider", "mesh")).Sum().ShouldBe(2);
        telemetry.Values("portfoliograph.provider.call.duration", ("error.type", "PROVIDER_FAILURE")).Length.ShouldBe(2);

        double State(string provider, string state) => telemetry.Values(
            "portfoliograph.provider.state", ("portfoliograph.provider", provider), ("portfoliograph.provider.state", state)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ServerTiming_OnRequest_TellsWhereTheTimeWent()
    {
        const string Report = "report";
        var (_, headers) = await AskAsync(Cash, ("GraphQL-Timing", Report));
        var timing = headers["Server-Timing"];
        ServerTimingText().IsMatch(timing).ShouldBeTrue(timing);
        timing.ShouldContain("mesh-queue;dur=");
        timing.ShouldEndWith(";desc=\"tries: 1\"");
        timing.ShouldNotContain("okx");

        var (_, again) = await AskAsync(Cash, ("GraphQL-Timing", Report));
        again["Server-Timing"].ShouldStartWith("parse;dur=0, validate;dur=0, plan;dur=");
        again["Server-Timing"].ShouldNotContain("mesh", Case.Insensitive, "no call was made for it");

        (await AskAsync(Cash)).Headers.ContainsKey("Server-Timing").ShouldBeFalse();
        (await AskAsync(Cash, ("GraphQL-Timing", "yes"))).Headers.ContainsKey("Server-Timing").ShouldBeFalse();
    }

    [Fact]
    public void Document_ListsTheMetricsThatThereAre_WithTheirUnits()
    {
        using var telemetry = new RecordedTelemetry();
        MetricRow().Matches(RepositoryFile.Read("docs/operations.md")).Select(m => (Name: m.Groups[1].Value, Unit: m.Groups[2].Value)).Where(m => !m.Name.StartsWith("http.server.", StringComparison.Ordinal)).Order()
            .ShouldBe(telemetry.Instruments.Select(i => (i.Name, i.Unit!)).Distinct().Order());
    }

    [GeneratedRegex(@"^parse;dur=[\d.]+, validate;dur=[\d.]+, plan;dur=[\d.]+, execute;dur=[\d.]+, mesh-queue;dur=[\d.]+, mesh-call;dur=[\d.]+;desc=""tries: 1""$")]
    private static partial Regex ServerTimingText();

    [GeneratedRegex(@"^\| `([a-z_.]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    private Task<(int Status, Dictionary<string, string> Headers)> AskAsync(string query, params (string Name, string Value)[] headers) =>
        AskAsync(_server, query, headers);

    private Task<(int Status, Dictionary<string, string> Headers)> AskAsync(GatewayServer server, string query, params (string Name, string Value)[] headers) =>
        PostAsync(server, new { query }, headers);

    private async Task<(int Status, Dictionary<string, string> Headers)> PostAsync(GatewayServer server, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/graphql")) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value)));
    }
}
