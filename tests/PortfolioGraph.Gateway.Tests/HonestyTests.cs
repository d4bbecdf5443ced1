using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Unknown is not zero: what providers do not say, and what the graph says then.</summary>
[Collection(GatewayCollection.Name)]
public sealed class HonestyTests(Harness.Gateway gateway) : IAsyncLifetime
{
    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
    private const string Injective = """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""";
    private const string MeshUser = """{ meshUser: { userId: "Mesh" } }""";

    private GatewayServer _hasty = null!;

    // With little patience, and logging everything.
    public async Task InitializeAsync() => _hasty = await GatewayServer.StartAsync(new() { ["Limits:ExecutionSeconds"] = "2" }, LogLevel.Trace);

    public async Task DisposeAsync() => await _hasty.DisposeAsync();

    [Theory]
    [InlineData("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "eip155:999999")]
    [InlineData("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "eip155:5")]
    public async Task NetworkThatNobodyCovers_IsUnsupported_AndNoError(string address, string network)
    {
        var answer = await gateway.Server.AskAsync(
            "query($by: WalletInput!) { wallet(by: $by) { accounts tokenBalances { totalCount } positions { totalCount } total { valueUsd isComplete } sources { capability status error { code message } } } }",
            new { by = new { address = new { address, networks = new[] { network } } } });

        var wallet = answer.Data.At("wallet");
        wallet.Text("accounts.0").ShouldBe($"{network}:{address}");
        wallet.Text("tokenBalances.totalCount").ShouldBe("0");
        wallet.Text("total.valueUsd").ShouldBe("0");
        wallet.Text("total.isComplete").ShouldBe("false", "nobody looked");
        wallet.List("sources").ShouldNotBeEmpty();
        wallet.List("sources").ShouldAllBe(s => s.Text("status") == "UNSUPPORTED" && s.Text("error.code") == "UNSUPPORTED_BY_PROVIDER");
    }

    [Fact]
    public async Task NetworkThatNobodyCovers_BesidesOneThatIsCovered_TakesNothingAway()
    {
        var answer = await gateway.Server.AskAsync("""
            { wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1", "eip155:999999"] } }) {
                tokenBalances { totalCount } sources { capability status error { message } } } }
            """);

        answer.Data.Text("wallet.tokenBalances.totalCount").ShouldNotBe("0");
        answer.Data.List("wallet.sources").ShouldContain(s => s.Text("status") != "OK" && s.Text("error.message")!.Contains("eip155:999999"));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "status", "PROVIDER_FAILURE", "500" },
        { "rate", "PROVIDER_RATE_LIMITED", "429" },
        { "malformed", "PROVIDER_MALFORMED_RESPONSE", "" },
        { "reset", "PROVIDER_UNREACHABLE", "" },
        { "hang", "PROVIDER_TIMEOUT", "" },
    };

    private static Fault Of(string kind) => kind switch
    {
        "status" => new Fault { Status = 500 },
        "rate" => new Fault { Status = 429, RetryAfterSeconds = 7 },
        "malformed" => new Fault { Body = FaultBody.Malformed },
        "reset" => new Fault { Body = FaultBody.Reset },
        _ => new Fault { Hang = true },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task OneProviderDown_LeavesTheDataOfTheOthers(string kind, string code, string detail)
    {
        const string Query = $$"""
            { portfolio(by: [{{Injective}}, {{MeshUser}}]) {
                total { valueUsd isComplete }
                tokenBalances(first: 500) { nodes { amount valueUsd source { provider { name } } } }
                positions(first: 500) { nodes { name valueUsd source { provider { name } } } }
                platforms { totalCount }
                sources { provider { name } capability status error { code providerCode message retryAfterSeconds } } } }
            """;
        var before = (await _hasty.AskAsync(Query)).Data.At("portfolio");
        _hasty.Sandbox.Faults.Set("okx", Of(kind));
        var answer = await _hasty.AskAsync(Query);

        var after = answer.DataOfPart.At("portfolio");
        after.Text("total.isComplete").ShouldBe("false");
        foreach (var list in new[] { "tokenBalances.nodes", "positions.nodes" })
        {
            after.List(list).ShouldNotBeEmpty();
            after.List(list).ShouldAllBe(n => n.Text("source.provider.name") != "OKX");
            Rows(after, list).ShouldBe(Rows(before, list));
        }

        // All sources of platforms have failed: the list is unknown, not empty.
        after.IsNull("platforms").ShouldBeTrue();
        var error = answer.Error;
        error.GetProperty("path").GetRawText().ShouldBe("""["portfolio","platforms"]""");
        error.Text("extensions.code").ShouldBe(code);
        var failed = after.List("sources").Where(s => s.Text("status") == "FAILED").ToArray();
        failed.Select(s => s.Text("capability")).Order().ShouldBe(["DEFI_POSITIONS", "PLATFORMS", "TOKEN_BALANCES"]);
        failed.ShouldAllBe(s => s.Text("provider.name") == "OKX" && s.Text("error.code") == code);
        if (kind == "rate") failed.ShouldAllBe(s => s.Text("error.retryAfterSeconds") == "7");
        answer.Text.ShouldContain(detail);
        after.List("sources").Where(s => s.Text("provider.name") != "OKX").ShouldAllBe(s => s.Text("status") == "OK");
        ShouldKeepItsSecrets(answer);

        static string[] Rows(JsonElement portfolio, string list) =>
            [.. portfolio.List(list).Where(n => n.Text("source.provider.name") != "OKX").Select(n => n.GetRawText())];
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task TheOnlyProviderDown_GivesNull_NeverZeroOrEmpty(string kind, string code, string detail)
    {
        _hasty.Sandbox.Faults.Set("okx", Of(kind));
        var answer = await _hasty.AskAsync($$"""
            { wallet(by: {{Evm}}) {
                tokenBalances { totalCount } tokenBalance(token: { network: "eip155:1" }) { amount } platforms { totalCount } positions { totalCount }
                defiPosition(investmentId: "44000001") { name } networks { valueUsd } total { valueUsd isComplete } sources { status } } }
            """);

        var wallet = answer.DataOfPart.At("wallet");
        string[] unknown = ["tokenBalances", "tokenBalance", "platforms", "positions", "defiPosition", "networks"];
        foreach (var field in unknown) wallet.IsNull(field).ShouldBeTrue(field);
        answer.Errors.Select(e => e.At("path").EnumerateArray().Last().GetString()).Order().ShouldBe(unknown.Order());
        answer.Errors.ShouldAllBe(e => e.Text("extensions.code") == code);
        wallet.Text("total.isComplete").ShouldBe("false");
        wallet.List("sources").ShouldAllBe(s => s.Text("status") == "FAILED");
        answer.Text.ShouldContain(detail);
        ShouldKeepItsSecrets(answer);
    }

    [Theory]
    [InlineData("mesh", MeshUser)]
    [InlineData("neptune", Injective)]
    public async Task OtherProvidersDown_AreReportedToo(string provider, string by)
    {
        _hasty.Sandbox.Faults.Set(provider, new Fault { Status = 503 });
        var answer = await _hasty.AskAsync($$"""
            { wallet(by: {{by}}) { total { isComplete } cash { amount } tokenBalances { nodes { source { provider { name } } } } sources { provider { name } status error { code } } }
              other: wallet(by: {{Evm}}) { total { isComplete } } }
            """);

        answer.DataOfPart.Text("wallet.total.isComplete").ShouldBe("false");
        answer.DataOfPart.List("wallet.sources").Where(s => s.Text("status") == "FAILED").ShouldNotBeEmpty();
        answer.DataOfPart.Text("other.total.isComplete").ShouldBe("true");
        ShouldKeepItsSecrets(answer);
    }

    [Fact]
    public async Task OneDetailDown_KeepsTheOtherPositions_AndTheTotalIsNotComplete()
    {
        _hasty.Sandbox.Faults.Set("okx", new Fault { PathPrefix = "/api/v5/defi/user/asset/platform/detail", Requests = 1, Code = "84011" });
        var answer = await _hasty.AskAsync($$"""
            { wallet(by: {{Evm}}) { positions { nodes { name } } platforms { totalCount } total { isComplete valueUsd } tokenBalances { totalCount } sources { capability status } } }
            """);

        var wallet = answer.Data.At("wallet");
        wallet.List("positions.nodes").ShouldNotBeEmpty();
        wallet.Text("total.isComplete").ShouldBe("false");
        wallet.List("sources").Single(s => s.Text("capability") == "DEFI_POSITIONS").Text("status").ShouldBe("PARTIAL");
        wallet.List("sources").Single(s => s.Text("capability") == "TOKEN_BALANCES").Text("status").ShouldBe("OK");
    }

    [Theory]
    [InlineData("MeshFailed", "PROVIDER_FAILURE")]
    [InlineData("MeshNotAuthorized", "PROVIDER_UNAUTHORIZED")]
    [InlineData("MeshBadRequest", "PROVIDER_REJECTED_REQUEST")]
    [InlineData("MeshForbidden", "PROVIDER_FORBIDDEN")]
    public async Task MeshUserInTrouble_IsAFailure(string user, string code)
    {
        var answer = await gateway.Server.AskAsync(
            "query($by: WalletInput!) { wallet(by: $by) { tokenBalances { totalCount } sources { status error { code message } } } }", new { by = new { meshUser = new { userId = user } } });

        answer.DataOfPart.IsNull("wallet.tokenBalances").ShouldBeTrue();
        answer.Code.ShouldBe(code);
        answer.DataOfPart.List("wallet.sources").ShouldAllBe(s => s.Text("status") == "FAILED");
    }

    [Theory]
    [InlineData("""{ meshUser: { userId: "MeshNotFound" } }""")]
    [InlineData("""{ meshUser: { userId: "Mesh2" } }""")]
    [InlineData("""{ address: { address: "0x000000000000000000000000000000000000dEaD" } }""")]
    [InlineData("""{ address: { address: "inj1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqe2hm49" } }""")]
    [InlineData("""{ okxAccount: "00000000-0000-0000-0000-000000000000" }""")]
    public async Task WalletOfNothing_IsEmptyAndComplete(string by)
    {
        var answer = await gateway.Server.AskAsync($$"""
            { wallet(by: {{by}}) { total { valueUsd isComplete unpriced } tokenBalances { totalCount } positions { totalCount } sources { status } } }
            """);

        var wallet = answer.Data.At("wallet");
        wallet.Text("total.valueUsd").ShouldBe("0");
        wallet.Text("total.unpriced").ShouldBe("0");
        wallet.Text("tokenBalances.totalCount").ShouldBe("0");
        wallet.Text("positions.totalCount").ShouldBe("0");
        wallet.List("sources").ShouldNotBeEmpty();
        wallet.List("sources").ShouldAllBe(s => s.Text("status") == "OK" || s.Text("status") == "UNSUPPORTED");
        if (!by.Contains("okxAccount")) wallet.Text("total.isComplete").ShouldBe("true");
    }

    [Fact]
    public async Task StillCounting_IsPartial_AndNotComplete()
    {
        var answer = await gateway.Server.AskAsync("""
            { wallet(by: { address: { address: "0x00000000000000000000000000000000000000a2" } }) { total { isComplete } sources { capability status error { code } } } }
            """);

        answer.Data.Text("wallet.total.isComplete").ShouldBe("false");
        answer.Data.List("wallet.sources").ShouldContain(s => s.Text("status") == "PARTIAL" && s.Text("error.code") == "PROVIDER_SYNCING");
    }

    [Fact]
    public async Task PriceOfZero_IsAPrice_AndNoPriceIsUnpriced()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { wallet(by: {{Evm}}) { total { unpriced } positions(first: 500) { nodes { valueUsd exclusion { reason } } }
                tokenBalances(first: 500) { nodes { token { symbol } amount priceUsd valueUsd isRisk exclusion { reason } display { valueUsd } } } } }
            """);

        var rows = answer.Data.List("wallet.tokenBalances.nodes");
        var free = rows.Where(r => r.Text("priceUsd") == "0").ToArray();
        free.ShouldNotBeEmpty();
        free.ShouldAllBe(r => Exact.Parse(r.Text("valueUsd")!).ToString() == "0" && r.Text("display.valueUsd") == "$0.00");
        var unpriced = rows.Where(r => r.IsNull("priceUsd")).ToArray();
        unpriced.ShouldNotBeEmpty();
        unpriced.ShouldAllBe(r => r.IsNull("valueUsd") && r.IsNull("display.valueUsd"));
        var expected = unpriced.Count(r => r.IsNull("exclusion")) + answer.Data.List("wallet.positions.nodes").Count(p => p.IsNull("valueUsd") && p.IsNull("exclusion"));
        answer.Data.Text("wallet.total.unpriced").ShouldBe(expected.ToString());
    }

    [Fact]
    public async Task RiskTokens_AreShown_AndInNoTotal()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { portfolio(by: [{{Evm}}]) { risk { riskTokensUsd } total { excludedUsd }
                tokenBalances(where: { isRisk: { eq: true } }) { nodes { valueUsd sharePercent exclusion { reason countedAs explanation } } }
                holdings(first: 500) { nodes { id tokenBalances { isRisk } } }
                exclusions { reason valueUsd } } }
            """);

        var portfolio = answer.Data.At("portfolio");
        var risky = portfolio.List("tokenBalances.nodes");
        risky.ShouldNotBeEmpty();
        risky.ShouldAllBe(r => r.Text("exclusion.reason") == "RISK_TOKEN" && r.IsNull("exclusion.countedAs") && r.IsNull("sharePercent"));
        portfolio.List("holdings.nodes").SelectMany(h => h.List("tokenBalances")).ShouldAllBe(b => b.Text("isRisk") == "false");
        var sum = risky.Select(r => r.Text("valueUsd")).OfType<string>().Aggregate(Exact.Zero, (a, v) => a + Exact.Parse(v));
        Exact.Parse(portfolio.Text("risk.riskTokensUsd")!).ToString().ShouldBe(sum.ToString());
        portfolio.List("exclusions").Count(e => e.Text("reason") == "RISK_TOKEN").ShouldBe(risky.Length);
    }

    [Fact]
    public async Task Exclusions_SayWhyAndWhatCountsInstead_AndThatIsANode()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { portfolio(by: [{{Injective}}]) { total { excludedUsd }
                exclusions { reason explanation valueUsd countedAs tokenBalance { id amount } position { id name } } } }
            """);

        var exclusions = answer.Data.List("portfolio.exclusions");
        exclusions.Select(e => e.Text("reason")).Distinct().Order().ShouldBe(["RECEIPT_OF_A_POSITION", "SAME_HOLDING_FROM_ANOTHER_PROVIDER"]);
        exclusions.ShouldAllBe(e => e.Text("explanation")!.Length > 10 && e.IsNull("tokenBalance") != e.IsNull("position"));
        var sum = exclusions.Select(e => e.Text("valueUsd")).OfType<string>().Aggregate(Exact.Zero, (a, v) => a + Exact.Parse(v));
        Exact.Parse(answer.Data.Text("portfolio.total.excludedUsd")!).ToString().ShouldBe(sum.ToString());
        var counted = exclusions.Select(e => e.Text("countedAs")).OfType<string>().Distinct().ToArray();
        counted.ShouldNotBeEmpty();
        var found = await gateway.Server.AskAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on TokenBalance { exclusion { reason } } ... on DefiPosition { exclusion { reason } } } }", new { ids = counted });
        found.Data.List("nodes").Select(n => n.Text("id")).ShouldBe(counted);
        found.Data.List("nodes").ShouldAllBe(n => n.IsNull("exclusion"));
        foreach (var id in counted) (await gateway.Server.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).Data.Text("node.id").ShouldBe(id);
    }

    private void ShouldKeepItsSecrets(Answer answer)
    {
        foreach (var secret in _hasty.Secrets)
        {
            answer.Text.ShouldNotContain(secret);
            _hasty.Logs.Entries.ShouldAllBe(e => !e.Text.Contains(secret, StringComparison.Ordinal));
        }
    }
}
