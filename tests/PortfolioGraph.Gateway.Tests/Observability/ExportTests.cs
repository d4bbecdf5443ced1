using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Observability;

/// <summary>What leaves for a collector, and that it never gets into the way.</summary>
[Collection(ObservabilityCollection.Name)]
public sealed class ExportTests
{
    private const string Evm = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Injective = "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns";
    private const string Account = "4686531e-3adb-469a-8000-8fd1c2097f68";
    private const string MeshUser = "cex-example";

    private const string Query = """
        query Everything($by: [WalletInput!]!) {
          portfolio(by: $by) { total { valueUsd } tokenBalances(first: 500) { nodes { amount valueUsd } } positions(first: 500) { nodes { name valueUsd } } sources { status } }
        }
        """;

    private static readonly object Wallets = new
    {
        by = new object[]
        {
            new { address = new { address = Evm } }, new { address = new { address = Injective } },
            new { okxAccount = Account }, new { meshUser = new { userId = MeshUser } },
        },
    };

    [Fact]
    public async Task Collector_GetsTracesAndMetrics_WithoutSecretsWalletsAndAmounts()
    {
        using var telemetry = new RecordedTelemetry();
        await using var collector = await RecordingReceiver.StartAsync();
        var amounts = new HashSet<string>();
        IReadOnlyList<string> secrets;
        await using (var server = await GatewayServer.StartAsync(Settings(collector.Url, new()
        {
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-collector-key=collector-key-9d1e",
            ["OTEL_SERVICE_NAME"] = "portfolio-of-ours",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=lab",
            ["Resilience:MaxTries"] = "2",
            ["Resilience:RetryMilliseconds"] = "1",
        })))
        {
            secrets = server.Secrets;
            var answer = await server.AskAsync(Query, Wallets);
            foreach (var (_, value) in answer.Data.Leaves())
            {
                if (value.ToString() is { Length: >= 6 } text && text.All(c => char.IsAsciiDigit(c) || c == '.')) amounts.Add(text);
            }

            foreach (var (provider, fault) in new[]
            {
                ("okx", new Fault { Code = "50113" }), ("mesh", new Fault { Code = "notAuthorized" }), ("neptune", new Fault { Status = 500 }),
                ("okx", new Fault { Body = FaultBody.Malformed }), ("mesh", new Fault { Body = FaultBody.Reset }), ("neptune", new Fault { Code = "internal" }),
            })
            {
                server.Sandbox.Faults.Set(provider, fault);
                (await server.AskAsync(Query, Wallets)).Status.ShouldBe(HttpStatusCode.OK);
            }

            using var http = new HttpClient();
            using var byGet = await http.GetAsync(new Uri(server.Url, $"/graphql?query={{wallet(by:{{okxAccount:\"{Account}\"}}){{id}}}}"));
            using var elsewhere = await http.GetAsync(new Uri(server.Url, $"/{Evm}?{Injective}"));
            await server.AskAsync($"{{ wallet(by: {{ address: {{ address: \"{Evm[..^1]}\" }} }}) {{ id }} }}");
            await server.AskAsync($"{{ wallet({Evm} ");
            await server.AskAsync($"{{ {Injective} }}");
        }

        amounts.Count.ShouldBeGreaterThan(20);
        collector.Requests.ShouldAllBe(r => r.Headers["x-collector-key"] == "collector-key-9d1e");
        var traces = string.Concat(collector.Requests.Where(r => r.Path == "/v1/traces").Select(r => r.Body));
        foreach (var known in new[] { "POST /graphql", "load WalletLoader", "resolve ", "GET /api/v1/users/{address}/user", "portfolio-of-ours", "deployment.environment.name", "Everything" })
            traces.ShouldContain(known);
        var metrics = string.Concat(collector.Requests.Where(r => r.Path == "/v1/metrics").Select(r => r.Body));
        foreach (var known in new[] { "http.server.request.duration", "graphql.operation.duration", "http.client.request.duration", "portfoliograph.provider.state", "portfolio-of-ours" })
            metrics.ShouldContain(known);
        metrics.ShouldNotContain("Everything");

        var told = traces + metrics + telemetry.Text();
        foreach (var hidden in secrets.Concat([Evm, Evm[2..^1], Injective, Account, MeshUser]).Concat(amounts)) told.ShouldNotContain(hidden, Case.Insensitive);
    }

    [Fact]
    public async Task Collector_ThatIsNotThere_HarmsNobody()
    {
        await using var server = await GatewayServer.StartAsync(Settings("http://127.0.0.1:9", new() { ["OTEL_BSP_SCHEDULE_DELAY"] = "5", ["OTEL_METRIC_EXPORT_INTERVAL"] = "5" }));

        for (var i = 0; i < 20; i++) (await server.AskAsync(Query, Wallets)).Data.Text("portfolio.total.valueUsd").ShouldNotBeNull();
        server.Logs.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "key-6f21")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "2")]
    [InlineData("Logging:Console:FormatterName", "xml")]
    public async Task WrongSetting_StopsTheStart_AndIsNamed(string key, string value)
    {
        var builder = Builder(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317", ["OTEL_TRACES_SAMPLER"] = "traceidratio", [key] = value });

        var refusal = await Should.ThrowAsync<StartupException>(() => GatewayHost.BuildAsync(builder, CancellationToken.None));

        refusal.Problems.ShouldHaveSingleItem().ShouldStartWith($"{key} ");
        refusal.Message.ShouldNotContain("key-6f21");
    }

    [Theory]
    [InlineData(null, "simple")]
    [InlineData("json", "json")]
    public async Task ConsoleFormat_IsTheOneThatIsConfigured(string? name, string expected)
    {
        await using var app = await GatewayHost.BuildAsync(Builder(new() { ["Logging:Console:FormatterName"] = name }), CancellationToken.None);

        app.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName.ShouldBe(expected);
    }

    private static WebApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("Providers:Neptune:Enabled", "true")]);
        return builder;
    }

    private static Dictionary<string, string?> Settings(string collector, Dictionary<string, string?> more) =>
        new(more) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };
}
