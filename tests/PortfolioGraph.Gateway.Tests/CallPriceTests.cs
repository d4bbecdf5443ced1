using System.Net.Http.Json;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The price of an operation is an upper bound of the calls that it makes: 1000 for each, counted at the providers.</summary>
public sealed class CallPriceTests : IAsyncLifetime
{
    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
    private const string Injective = """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""";

    private static readonly HttpClient Http = new();
    private GatewayServer _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayServer.StartAsync(new()
    {
        // Whatever chance brings is asked, and paid for.
        ["Limits:MaxCost"] = "0", ["Limits:MaxAliases"] = "0", ["Limits:MaxDepth"] = "0", ["Limits:MaxListDepth"] = "0", ["Limits:ExecutionSeconds"] = "90",
        ["Limits:MaxResponseMegabytes"] = "1000", ["Limits:MaxFields"] = "0",
    });

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RandomQueries_NeverTakeMoreCalls_ThanTheyCost(int part)
    {
        var ids = await IdsAsync();
        var made = 0;
        for (var seed = part * 100; seed < (part + 1) * 100; seed++)
        {
            var query = new RandomQuery(seed, ids).Text;
            var (cost, calls) = await PriceAndCallsAsync(query);
            (calls * 1000).ShouldBeLessThanOrEqualTo(cost, $"seed {seed}: {query}");
            made += calls;
        }

        made.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Investments_OnEachNetworkOfAWallet_CostTheCallsOfEach(int aliases)
    {
        string[] chains = ["1", "10", "56", "137", "250", "8453", "42161", "43114", "59144", "534352"];
        var networks = string.Join(", ", chains.Select(c => $"\"eip155:{c}\""));
        var fields = string.Concat(Enumerable.Range(100, aliases).Select(i => $"a{i}: defiPosition(investmentId: \"{i}\") {{ id }} "));

        var (cost, calls) = await PriceAndCallsAsync(
            $"{{ wallet(by: {{ address: {{ address: \"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb\", networks: [{networks}] }} }}) {{ {fields}}} }}");

        calls.ShouldBe(10 * aliases);
        (calls * 1000).ShouldBeLessThanOrEqualTo(cost);
    }

    [Fact]
    public async Task Investment_OfAWalletOnTooManyNetworks_NeedsANetwork()
    {
        var networks = string.Join(", ", new[] { 1, 10, 14, 25, 30, 56, 61, 66, 100, 130, 137 }.Select(c => $"\"eip155:{c}\""));
        var answer = await _gateway.AskAsync(
            $"{{ wallet(by: {{ address: {{ address: \"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb\", networks: [{networks}] }} }}) {{ defiPosition(investmentId: \"1\") {{ id }} }} }}");

        (answer.Code, answer.Message).ShouldBe((
            "INVALID_ARGUMENT", "defiPosition needs network: the wallet names 11 networks, and an investment is looked for on 10 at most."));
    }

    [Fact]
    public async Task Nodes_OfRowsOfAHundredWallets_CostTheCallsOfEach()
    {
        var by = Enumerable.Range(0, 100).Select(i => new { address = new { address = $"0x{i + 0x5000:x40}" } });
        var rows = await _gateway.AskAsync("query($by: [WalletInput!]!) { wallets(by: $by) { tokenBalances(first: 1) { nodes { id } } } }", new { by });
        var ids = rows.Data.List("wallets").Select(w => w.Text("tokenBalances.nodes.0.id")).ToArray();
        var (cost, calls) = await PriceAndCallsAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids });

        calls.ShouldBe(100);
        cost.ShouldBeGreaterThanOrEqualTo(100_000);
    }

    [Fact]
    public async Task TokensOneByOne_CostTheCallsOfEach()
    {
        var tokens = Enumerable.Range(0, 500).Select(i => new { network = "cosmos:injective-1", address = $"factory/inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns/t{i}" });
        var (cost, calls) = await PriceAndCallsAsync(
            $"query($tokens: [TokenInput!]) {{ wallet(by: {Injective}) {{ tokenBalances(tokens: $tokens) {{ totalCount }} }} }}", new { tokens });

        calls.ShouldBeGreaterThanOrEqualTo(500);
        cost.ShouldBeGreaterThanOrEqualTo(calls * 1000);
    }

    [Theory]
    [InlineData("""{ meshUser: { userId: "Mesh" } }""")]
    [InlineData(Evm)]
    [InlineData(Injective)]
    public async Task Total_CostsEveryCallThatItTakes(string wallet)
    {
        var (cost, calls) = await PriceAndCallsAsync($"{{ wallet(by: {wallet}) {{ total {{ valueUsd }} }} }}");

        calls.ShouldBeGreaterThan(1);
        cost.ShouldBeGreaterThanOrEqualTo(calls * 1000);
    }

    [Fact]
    public async Task Names_OfNetworks_CostOneCall()
    {
        var (cost, calls) = await PriceAndCallsAsync("{ networks { name } providers { networks { name } } }");

        calls.ShouldBe(1);
        cost.ShouldBeInRange(1000, 2000);
    }

    private async Task<string[]> IdsAsync()
    {
        var answer = await _gateway.AskAsync($$"""
            { wallets(by: [{{Evm}}, {{Injective}}, { meshUser: { userId: "Mesh" } }]) { id
              tokenBalances(first: 3) { nodes { id token { id } network { id } } } platforms(first: 2) { nodes { id platform { id } } } positions(first: 3) { nodes { id } } } providers { id } }
            """);
        return [.. System.Text.RegularExpressions.Regex.Matches(answer.Text, "\"id\":\"([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct()];
    }

    private async Task<(int Cost, int Calls)> PriceAndCallsAsync(string query, object? variables = null)
    {
        _gateway.Sandbox.ResetCalls();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway.Url, "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("GraphQL-Cost", "report");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldNotContain("GRAPHQL_VALIDATION_FAILED", customMessage: query);
        text.ShouldNotContain("GRAPHQL_PARSE_FAILED", customMessage: query);
        return (int.Parse(response.Headers.GetValues("GraphQL-Cost").Single()), _gateway.Sandbox.Calls.Count);
    }
}
