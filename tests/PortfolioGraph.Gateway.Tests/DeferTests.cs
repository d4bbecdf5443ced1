using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Fast providers first.</summary>
public sealed class DeferTests
{
    private const string Wallets = """
        [{ meshUser: { userId: "cex-example" } }
         { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }
         { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }]
        """;

    [Fact]
    public async Task WalletOfAFastProvider_ComesBeforeThatOfASlowOne()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Sandbox.Faults.Set("mesh", new Fault { DelayMs = 2_500 });
        var payloads = await AskInPartsAsync(server, $$"""
            { portfolio(by: {{Wallets}}) {
                ... @defer(label: "sum") { total { valueUsd isComplete } }
                wallets { kind ... @defer(label: "wallet") { total { valueUsd } tokenBalances { totalCount } } } } }
            """);

        // 1. What no provider is needed for.
        payloads[0]["data"]!.ToJsonString().ShouldBe("""{"portfolio":{"wallets":[{"kind":"MESH_USER"},{"kind":"ADDRESS"},{"kind":"OKX_ACCOUNT"}]}}""");
        payloads[0]["pending"]!.AsArray().Count.ShouldBe(4);

        // 2. OKX's wallets, and 3. with Mesh's wallet the sum.
        var order = payloads.Skip(1).SelectMany(p => p["incremental"]!.AsArray()).Select(i => NameOf(payloads, i!["id"]!.GetValue<string>())).ToArray();
        order[..2].Order().ShouldBe(["portfolio/wallets/1", "portfolio/wallets/2"]);
        order[2..].Order().ShouldBe(["portfolio", "portfolio/wallets/0"]);
        var sum = payloads.Skip(1).SelectMany(p => p["incremental"]!.AsArray()).Single(i => NameOf(payloads, i!["id"]!.GetValue<string>()) == "portfolio");
        sum!["data"]!["total"]!["isComplete"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Calls_AreTheSameAsWithoutDefer()
    {
        await using var server = await GatewayServer.StartAsync();
        const string Fields = """
            total { valueUsd } platforms { nodes { platform { name } positions { nodes { name } } } }
            tokenBalance(token: { network: "eip155:1" }) { amount } sources { status }
            """;
        var (whole, wholeCalls) = await server.AskAndCountAsync($$"""{ wallets(by: {{Wallets}}) { id {{Fields}} } networks { id } }""");
        server.Sandbox.ResetCalls();
        var payloads = await AskInPartsAsync(server, $$"""{ wallets(by: {{Wallets}}) { id ... @defer { {{Fields}} } } ... @defer { networks { id } } }""");

        server.Sandbox.Calls.Select(CallOf).Order().ShouldBe(wholeCalls.Select(CallOf).Order());
        whole.Data.List("wallets").Length.ShouldBe(3);
        payloads.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task ClientThatTakesOneAnswer_GetsAllAtOnce()
    {
        await using var server = await GatewayServer.StartAsync();
        var deferred = await server.AskAsync($$"""{ wallets(by: {{Wallets}}) { kind ... @defer { total { valueUsd } } } }""");
        var plain = await server.AskAsync($$"""{ wallets(by: {{Wallets}}) { kind total { valueUsd } } }""");
        deferred.Data.GetRawText().ShouldBe(plain.Data.GetRawText());
    }

    private static string CallOf(RecordedCall call) => $"{call.Provider} {call.Method} {call.Path}";

    private static string NameOf(IReadOnlyList<JsonNode> payloads, string id) => string.Join('/', payloads
        .SelectMany(p => (JsonArray?)p["pending"] ?? []).Single(p => p!["id"]!.GetValue<string>() == id)!["path"]!.AsArray().Select(s => s!.ToString()));

    private static async Task<IReadOnlyList<JsonNode>> AskInPartsAsync(GatewayServer server, string query)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.TryAddWithoutValidation("Accept", "multipart/mixed;incrementalSpec=v0.2,application/json");
        using var response = await http.SendAsync(request);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("multipart/mixed");
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldEndWith("\r\n-----\r\n");
        return [.. body[..^9].Split("\r\n---\r\n", StringSplitOptions.RemoveEmptyEntries).Select(part => JsonNode.Parse(part[part.IndexOf('{')..])!)];
    }
}
