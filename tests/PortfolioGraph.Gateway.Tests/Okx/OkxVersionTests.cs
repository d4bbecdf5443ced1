using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Okx;

/// <summary>Which version of OKX's API is asked for what.</summary>
public sealed class OkxVersionTests
{
    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
    private const string Bitcoin = """{ address: { address: "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } }""";

    private const string Holdings = """
        total { valueUsd assetsUsd debtsUsd isComplete unpriced }
        tokenBalances(first: 500) { nodes { exclusion { reason } token { id symbol } amount rawAmount priceUsd valueUsd isRisk } }
        platforms(first: 500) { nodes { platform { name } valueUsd networks { network { chainId } valueUsd } } }
        positions(first: 500, order: { name: ASC }) { nodes { ... on DefiPosition { name valueUsd debtUsd
          assets { token { id } amount valueUsd } rewards { valueUsd assets { token { id } amount valueUsd } } } } }
        """;

    [Theory]
    [InlineData("V6", null)]
    [InlineData("Auto", "50050")]
    [InlineData("Auto", "404")]
    [InlineData("Auto", "410")]
    [InlineData(null, "50050")]
    public async Task Version6_GivesTheHoldingsOfVersion5(string? version, string? end)
    {
        await using var v5 = await OkxSeedTests.StartAsync("V5", null);
        await using var v6 = await OkxSeedTests.StartAsync(version, end);
        foreach (var by in new[]
        {
            Evm, """{ address: { address: "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359" } }""", """{ address: { address: "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y" } }""",
            """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""", """{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""",
        })
        {
            var query = $"{{ wallet(by: {by}) {{ {Holdings} }} }}";
            var expected = Lines((await v5.AskAsync(query)).Data);
            Lines((await v6.AskAsync(query)).Data).ShouldBe(expected);
            var (again, calls) = await v6.AskAndCountAsync(query);
            Lines(again.Data).ShouldBe(expected);
            calls.ShouldAllBe(c => c.Path.StartsWith("/api/v6/"));
        }
    }

    [Fact]
    public async Task Version5_WhileItAnswers_IsAllThatIsAskedByDefault()
    {
        await using var server = await OkxSeedTests.StartAsync(null, null);
        var (answer, calls) = await server.AskAndCountAsync($"{{ wallet(by: {Evm}) {{ {Holdings} }} networks {{ name }} }}");
        answer.Data.Text("wallet.total.isComplete").ShouldBe("true");
        calls.ShouldNotBeEmpty();
        calls.ShouldAllBe(c => c.Path.StartsWith("/api/v5/"));
    }

    [Fact]
    public async Task EndOfVersion5_OfOneCall_IsThatOfThisCall_AndLoggedOnceWithItsPath()
    {
        const string list = "/api/v5/defi/user/asset/platform/list";
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { PathPrefix = list, Code = "50050" });
        for (var i = 0; i < 3; i++)
        {
            var (answer, calls) = await server.AskAndCountAsync($"{{ wallet(by: {Evm}) {{ {Holdings} }} }}");
            answer.Data.Text("wallet.total.isComplete").ShouldBe("true");
            calls.Count(c => c.Path == list).ShouldBe(i == 0 ? 1 : 0);
            calls.Count(c => c.Path == "/api/v6/defi/user/asset/platform/list").ShouldBe(1);
            calls.ShouldContain(c => c.Path == "/api/v5/defi/user/asset/platform/detail");
            calls.ShouldContain(c => c.Path == "/api/v5/wallet/asset/all-token-balances-by-address");
        }

        server.Logs.Entries.Where(e => e.Text.Contains("/api/v5/")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Level.ShouldBe(LogLevel.Warning), e => e.Text.ShouldContain(list));
    }

    [Fact]
    public async Task EndOfVersion5_UnderV5_SaysWhatToSet_AndIsNotTriedAgain()
    {
        await using var server = await OkxSeedTests.StartAsync("V5", "50050");
        var (answer, calls) = await server.AskAndCountAsync($"{{ wallet(by: {Evm}) {{ total {{ isComplete }} platforms {{ totalCount }} sources {{ capability status error {{ code providerCode message }} }} }} }}");

        var reports = answer.DataOfPart.List("wallet.sources");
        reports.Length.ShouldBe(3);
        reports.ShouldAllBe(s => s.Text("status") == "FAILED" && s.Text("error.code") == "PROVIDER_VERSION_ENDED" && s.Text("error.providerCode") == "50050"
            && s.Text("error.message")!.Contains("Providers:Okx:ApiVersion"));
        answer.DataOfPart.Text("wallet.total.isComplete").ShouldBe("false");
        calls.Select(c => c.Path).Order().ShouldBe(["/api/v5/defi/user/asset/platform/list", "/api/v5/wallet/asset/all-token-balances-by-address"]);
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("V6")]
    public async Task Payment_ThatOkxAsksFor_IsAnErrorOfItsOwn_AndNotTriedAgain(string version)
    {
        await using var server = await OkxSeedTests.StartAsync(version, null);
        server.Sandbox.Faults.Set("okx", new Fault { Status = 402 });
        var (answer, calls) = await server.AskAndCountAsync($"{{ wallet(by: {Evm}) {{ total {{ isComplete }} sources {{ status error {{ code providerCode message }} }} }} }}");
        answer.DataOfPart.List("wallet.sources").ShouldAllBe(s => s.Text("status") == "FAILED" && s.Text("error.code") == "PROVIDER_QUOTA_SPENT" && s.Text("error.providerCode") == "402");
        calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task PathThatIsInNeitherVersion_IsRejected_AndBothAreAskedAgain()
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { Status = 404 });
        var query = $"{{ wallet(by: {Evm}) {{ platforms {{ totalCount }} sources {{ status error {{ code providerCode message }} }} }} }}";
        for (var i = 0; i < 2; i++)
        {
            var (answer, calls) = await server.AskAndCountAsync(query);
            answer.DataOfPart.Text("wallet.sources.0.error.code").ShouldBe("PROVIDER_REJECTED_REQUEST");
            answer.DataOfPart.Text("wallet.sources.0.error.message").ShouldBe("OKX answered HTTP 404");
            calls.Count.ShouldBe(2);
        }

        server.Sandbox.Faults.Clear();
        (await server.AskAndCountAsync(query)).Calls.ShouldHaveSingleItem().Path.ShouldStartWith("/api/v5/");
    }

    [Fact]
    public async Task Inscriptions_OfABitcoinAddress_AreThoseOfVersion5_WhileItAnswers()
    {
        const string query = $"{{ wallet(by: {Bitcoin}) {{ {Holdings} sources {{ capability status error {{ code message }} }} }} }}";
        await using var v5 = await OkxSeedTests.StartAsync("V5", null);
        await using var v6 = await OkxSeedTests.StartAsync("V6", null);
        var expected = (await v5.AskAsync(query)).Data;
        expected.List("wallet.tokenBalances.nodes").Length.ShouldBeGreaterThan(1);
        (await v6.AskAsync(query)).Data.GetRawText().ShouldBe(expected.GetRawText());

        v6.Sandbox.Faults.Set("okx", new Fault { PathPrefix = "/api/v5/", Code = "50050" });
        for (var i = 0; i < 2; i++)
        {
            var after = (await v6.AskAsync(query)).Data.At("wallet");
            after.List("tokenBalances.nodes").ShouldHaveSingleItem().Text("token.symbol").ShouldBe("BTC");
            after.Text("total.isComplete").ShouldBe("false", "there may be inscriptions");
            var report = after.List("sources").Single(s => s.Text("capability") == "TOKEN_BALANCES");
            (report.Text("status"), report.Text("error.code"), report.Text("error.message")).ShouldBe(
                ("PARTIAL", "UNSUPPORTED_BY_PROVIDER", "OKX has ended version 5 of its API, and version 6 has no inscriptions"));
        }
    }

    [Theory]
    [InlineData("Auto", null, 1)]
    [InlineData("V6", null, 2)]
    [InlineData("Auto", "50050", 2)]
    public async Task SingleTokens_WithAnInscription_AreAskedForByTheVersionThatHasThem(string version, string? end, int calls)
    {
        await using var server = await OkxSeedTests.StartAsync(version, end);
        var bitcoin = "bip122:000000000019d6689c085ae165831e93";
        var (answer, made) = await server.AskAndCountAsync($$"""
            { wallet(by: {{Bitcoin}}) {
                btc: tokenBalance(token: { network: "{{bitcoin}}" }) { amount }
                ordi: tokenBalance(token: { network: "{{bitcoin}}", address: "btc-brc20-ordi" }) { token { inscription } } } }
            """);
        answer.DataOfPart.Text("wallet.btc.amount").ShouldNotBeNull();
        made.Count.ShouldBe(calls);
        if (end is null)
        {
            answer.Data.Text("wallet.ordi.token.inscription").ShouldBe("BRC20");
            return;
        }

        answer.DataOfPart.IsNull("wallet.ordi").ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task Wallets_ByVersion6_AreOneListAndOneDetailEach(int wallets)
    {
        await using var server = await OkxSeedTests.StartAsync("V6", null);
        var (answer, calls) = await server.AskAndCountAsync(
            "query($by: [WalletInput!]!) { portfolio(by: $by) { total { isComplete } wallets { platforms(first: 500) { totalCount } } } }",
            new { by = Enumerable.Range(1, wallets).Select(i => new { address = new { address = $"0x{i:x40}" } }) });
        answer.Data.Text("portfolio.total.isComplete").ShouldBe("true");
        calls.Count(c => c.Path.EndsWith("platform/list")).ShouldBe(wallets);
        calls.Count(c => c.Path.EndsWith("platform/detail")).ShouldBe(answer.Data.List("portfolio.wallets").Sum(w => int.Parse(w.Text("platforms.totalCount")!)));
    }

    [Fact]
    public async Task Investments_ByVersion6_AreLookedForInDetails()
    {
        await using var server = await OkxSeedTests.StartAsync("V6", null);
        var (answer, calls) = await server.AskAndCountAsync($$"""
            { wallet(by: {{Evm}}) {
                market: defiPosition(network: "eip155:42161", investmentId: "10042161") { name kind debtUsd healthRate valueUsd platform { name } rewards { assets { token { symbol } } } }
                pool: defiPosition(network: "eip155:1", investmentId: "44000001") {
                  name tokenId range { isActive lowerPrice upperPrice lowerTick upperTick text poolAddress } rewards { providerKind assets { token { symbol } } } }
                none: defiPosition(network: "eip155:1", investmentId: "1") { name } } }
            """);
        var wallet = answer.Data.At("wallet");
        wallet.Text("market.name").ShouldBe("Aave V3 USDC market");
        wallet.Text("market.kind").ShouldBe("LEND");
        wallet.Text("market.debtUsd")!.ShouldStartWith("-");
        wallet.Text("market.healthRate").ShouldBe("1.82");
        wallet.Text("market.platform.name").ShouldBe("Aave V3");
        wallet.List("market.rewards").ShouldHaveSingleItem();
        wallet.Text("pool.tokenId").ShouldBe("44000001");
        wallet.At("pool.range").GetRawText().ShouldStartWith(
            """{"isActive":true,"lowerPrice":"1800.5","upperPrice":"3400.25","lowerTick":-887220,"upperTick":887220,"text":"1800.5 - 3400.25 USDC-ETH","poolAddress":"0x""");
        wallet.Text("pool.rewards.0.providerKind").ShouldBe("V3_FEE");
        wallet.IsNull("none").ShouldBeTrue();
        calls.ShouldAllBe(c => c.Path.StartsWith("/api/v6/defi/user/asset/platform/"));
    }

    [Fact]
    public async Task InvestmentByPool_AfterVersion5_IsUnsupportedWithTheReason()
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", "50050");
        var answer = await server.AskAsync($$"""{ wallet(by: {{Evm}}) { defiPosition(poolId: "p") { name } sources { status error { message } } } }""");
        answer.Text.ShouldContain("OKX has ended version 5 of its API, and version 6 has no lookup by poolId");
    }

    [Theory]
    [InlineData("V5")]
    [InlineData("V6")]
    [InlineData("Auto")]
    public async Task Networks_AreListedByEachVersion(string version)
    {
        await using var server = await OkxSeedTests.StartAsync(version, version == "Auto" ? "410" : null);
        var networks = (await server.AskAsync("{ networks { name } }")).Data.List("networks");
        networks.ShouldContain((JsonElement n) => n.Text("name") == "Ethereum");
    }

    /// <summary>Every value with its path; numbers without trailing zeros, which sums have and texts of OKX have not.</summary>
    private static string[] Lines(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(member => Lines(member.Value, $"{path}.{member.Name}"))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany((item, i) => Lines(item, $"{path}.{i}"))],
        _ => [$"{path} = {(Exact.TryParse(element.ToString(), out var number) ? number.ToString() : element.ToString())}"],
    };
}
