using System.Text.Json;

namespace PortfolioGraph.Clients.Tests;

/// <summary>Clients of others at a gateway: what they print is compared with what it answers to a plain request.</summary>
public sealed class ClientTests(ClientProjects clients) : IClassFixture<ClientProjects>
{
    private const string One = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }""";
    private const string Mesh = """{ meshUser: { userId: "cex-example" } }""";
    private const string Other = """{ account: "eip155:1:0x70b60b7dcd10d6aa0d4b1fcc3a5f8a1b4de4e9d0" }""";

    [ClientFact]
    public async Task CodeGenerator_TypedRequest_HasEveryDigitOfTheTotals() =>
        (await clients.RunAsync("out/typescript/main.js")).ShouldBe(await TotalsAsync());

    [ClientFact]
    public async Task CodeGenerator_ServedSchema_MakesTheSameCodeAsTheFile()
    {
        var code = await clients.GenerateAsync();
        code.ShouldContain("Decimal: { input: string; output: string; }");
        code.ShouldContain("{ account: Scalars['AccountId']['input']; address?: never; meshUser?: never; okxAccount?: never; }");

        (await clients.GenerateAsync(clients.GraphQL + "?sdl")).ShouldBe(code);
    }

    [ClientFact]
    public async Task Apollo_PagesOfAList_BecomeOne_AndPortfoliosStayApart()
    {
        using var output = JsonDocument.Parse(await clients.RunAsync("out/apollo/main.js"));
        var expected = await TokensAsync("order: { valueUsd: DESC }");

        Tokens(output).ShouldBe(expected);
        output.RootElement.GetProperty("requests").GetInt32().ShouldBe((expected.Length + 3) / 4);
        output.RootElement.GetProperty("entities").GetInt32().ShouldBe(expected.Length);
        Holdings(output, "portfolios", "holdings", "nodes").ShouldBe([await HoldingsAsync(One), await HoldingsAsync(One, Other, Mesh)]);
        var positions = output.RootElement.GetProperty("portfolios")[1].GetProperty("positions").GetProperty("nodes").EnumerateArray().ToList();
        positions.ShouldContain(p => p.GetProperty("__typename").GetString() == "DefiPosition" && p.GetProperty("platform").GetProperty("name").GetString() == "Aave V3");
        positions.ShouldContain(p => p.GetProperty("__typename").GetString() == "EquityPosition" && p.GetProperty("symbol").GetString() == "TSLA");
    }

    [ClientFact]
    public async Task Apollo_Defer_ShowsTheFirstPartBeforeTheRest()
    {
        using var output = JsonDocument.Parse(await clients.RunAsync("out/apollo/main.js"));
        var total = (await clients.AskAsync("""{ wallet(by: { meshUser: { userId: "Mesh" } }) { total { display } } }""")).GetProperty("wallet").GetProperty("total").GetProperty("display");

        output.RootElement.GetProperty("states").Deserialize<string[]>().ShouldBe(["streaming MESH_USER pending", $"complete MESH_USER {total}"]);
    }

    [ClientFact]
    public async Task Urql_PagesOfAList_BecomeOne_AndPortfoliosStayApart()
    {
        using var output = JsonDocument.Parse(await clients.RunAsync("out/urql/main.js"));
        var expected = await TokensAsync("where: { isRisk: { eq: false } }");

        Tokens(output).ShouldBe(expected);
        output.RootElement.GetProperty("requests").GetInt32().ShouldBe((expected.Length + 3) / 4);
        var (one, both) = (await HoldingsAsync(One), await HoldingsAsync(One, Other));
        Holdings(output, "portfolios", "holdings", "nodes").ShouldBe([one, both, one]);
    }

    [ClientFact]
    public async Task Relay_LoadNext_AddsPagesUntilTheLast_AndPortfoliosStayApart()
    {
        using var output = JsonDocument.Parse(await clients.RunAsync("relay/out/main.js"));
        var expected = await TokensAsync("first: 500");

        Tokens(output).ShouldBe(expected);
        output.RootElement.GetProperty("shown").Deserialize<int[]>().ShouldBe([4, 8, expected.Length]);
        Holdings(output, "portfolios").ShouldBe([await HoldingsAsync(One), await HoldingsAsync(One, Other)]);
    }

    [Fact]
    public async Task CSharp_SystemTextJson_HasEveryDigitOfTheTotals() =>
        (await Shell.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "PortfolioGraph.Clients.CSharp.dll")], AppContext.BaseDirectory, new() { ["GRAPHQL_URL"] = clients.GraphQL }))
            .ReplaceLineEndings("\n").ShouldBe((await TotalsAsync()).Replace("true", "True", StringComparison.Ordinal));

    private async Task<string> TotalsAsync()
    {
        var portfolio = (await clients.AskAsync($"{{ portfolio(by: [{One}, {Mesh}]) {{ total {{ valueUsd isComplete }} wallets {{ kind total {{ valueUsd }} }} }} }}")).GetProperty("portfolio");
        var total = portfolio.GetProperty("total");
        total.GetProperty("valueUsd").GetString()!.Length.ShouldBeGreaterThan(30);
        return $"{total.GetProperty("valueUsd")} {total.GetProperty("isComplete").GetRawText()}\n" + string.Concat(portfolio.GetProperty("wallets").EnumerateArray()
            .Select(wallet => $"{wallet.GetProperty("kind")} {wallet.GetProperty("total").GetProperty("valueUsd")}\n"));
    }

    private async Task<string[]> TokensAsync(string arguments) =>
        [.. (await clients.AskAsync($"{{ wallet(by: {One}) {{ tokenBalances({arguments}) {{ nodes {{ amount token {{ symbol }} }} }} }} }}"))
            .GetProperty("wallet").GetProperty("tokenBalances").GetProperty("nodes").EnumerateArray()
            .Select(row => $"{row.GetProperty("amount")} {row.GetProperty("token").GetProperty("symbol")}")];

    private async Task<string> HoldingsAsync(params string[] wallets) =>
        Rows((await clients.AskAsync($"{{ portfolio(by: [{string.Join(' ', wallets)}]) {{ holdings(first: 500) {{ nodes {{ id amount }} }} }} }}"))
            .GetProperty("portfolio").GetProperty("holdings").GetProperty("nodes"));

    private static string[] Tokens(JsonDocument output) => output.RootElement.GetProperty("tokens").Deserialize<string[]>()!;

    private static string[] Holdings(JsonDocument output, string portfolios, params string[] path) =>
        [.. output.RootElement.GetProperty(portfolios).EnumerateArray().Select(portfolio => Rows(path.Aggregate(portfolio, (json, name) => json.GetProperty(name))))];

    private static string Rows(JsonElement nodes) =>
        string.Join('\n', nodes.EnumerateArray().Select(row => $"{row.GetProperty("amount")} {row.GetProperty("id")}"));
}
