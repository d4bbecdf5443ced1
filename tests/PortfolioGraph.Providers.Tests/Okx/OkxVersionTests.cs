using System.Net;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxVersionTests
{
    private const string ListV6 = "/api/v6/defi/user/asset/platform/list";
    private const string DetailV6 = "/api/v6/defi/user/asset/platform/detail";
    private const string Nothing = """{"code":"0","data":[]}""";

    [Fact]
    public async Task Version6_HasFourHeaders_AndVersion5TheProjectToo()
    {
        foreach (var (version, hasProject) in new[] { (OkxApiVersion.V6, false), (OkxApiVersion.V5, true), (OkxApiVersion.Auto, true) })
        {
            var okx = new OkxHarness(_ => StubHttp.Json(Nothing), options => options.ApiVersion = version);
            await okx.LoadOneAsync(HoldingsNeeds.Tokens | HoldingsNeeds.Platforms, OkxHarness.Evm(1));
            okx.Http.Sent.Count.ShouldBe(2);
            okx.Http.Sent.ShouldAllBe(s => s.Headers.ContainsKey("OK-ACCESS-PROJECT") == hasProject);
            foreach (var name in new[] { "OK-ACCESS-KEY", "OK-ACCESS-SIGN", "OK-ACCESS-TIMESTAMP", "OK-ACCESS-PASSPHRASE" })
                okx.Http.Sent.ShouldAllBe(s => s.Headers.ContainsKey(name));
        }
    }

    [Fact]
    public async Task Version6_DefiBodies_HaveTheirOwnNames()
    {
        var okx = new OkxHarness(
            sent => StubHttp.Json(sent.Path == ListV6
                ? """{"code":0,"data":[{"walletIdPlatformList":[{"platformList":[{"platformName":"P","analysisPlatformId":"260","networkBalanceList":[{"chainIndex":"1"},{"chainIndex":"10"}]}]}]}]}"""
                : Nothing),
            options => options.ApiVersion = OkxApiVersion.V6);
        await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1, "eip155:1", "eip155:10", "eip155:56"));
        var address = OkxHarness.Evm(1).Value;
        okx.Calls(ListV6).Single().Body.ShouldBe(
            $$"""{"walletAddressList":[{"chainIndex":"1","walletAddress":"{{address}}"},{"chainIndex":"10","walletAddress":"{{address}}"},{"chainIndex":"56","walletAddress":"{{address}}"}]}""");
        okx.Calls(DetailV6).Single().Body.ShouldBe(
            $$"""{"walletAddressList":[{"chainIndex":"1","walletAddress":"{{address}}"},{"chainIndex":"10","walletAddress":"{{address}}"}],"platformList":[{"analysisPlatformId":"260","chainIndex":"1"},{"analysisPlatformId":"260","chainIndex":"10"}]}""");
    }

    [Theory]
    [InlineData("[{0}]")]
    [InlineData("{0}")]
    public async Task Version6_DataAsAnArrayOrAnObject_IsTheSame(string data)
    {
        var detail = """{"walletIdPlatformDetailList":[{"accountId":"opaque","networkHoldVoList":[{"chainIndex":"1","investTokenBalanceVoList":[{"investmentId":7,"totalValue":"2.5"}]}]}]}""";
        var position = (await PositionsAsync($$"""{"code":0,"data":{{data.Replace("{0}", detail, StringComparison.Ordinal)}}}""")).ShouldHaveSingleItem();
        (position.InvestmentId, position.ValueUsd.ToString()).ShouldBe(("7", "2.5"));
    }

    [Fact]
    public async Task Version6_AnItemForEachNetwork_IsReadAsOne_AndARepeatedNetworkOnce()
    {
        const string one = """{"chainIndex":"1","investTokenBalanceVoList":[{"investmentId":"7","totalValue":"2"}]}""";
        const string ten = """{"chainIndex":"10","investTokenBalanceVoList":[{"investmentId":"8","totalValue":"3"}]}""";
        var positions = await PositionsAsync($$"""
            {"code":0,"data":[{"walletIdPlatformDetailList":[{"networkHoldVoList":[{{one}}]}]},{"walletIdPlatformDetailList":[{"networkHoldVoList":[{{one}},{{ten}}]}]}]}
            """);
        positions.Select(p => p.ValueUsd.ToString()).ShouldBe(["2", "3"]);
    }

    [Fact]
    public async Task Ranges_AreOnePositionEach_WithTheirFees()
    {
        var positions = await InvestmentsAsync("""
            {"investmentId":"9","investmentName":"ETH-USDC","investType":"2","totalValue":"NaN",
             "assetsTokenList":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"3","currencyAmount":"30"}],
             "rewardDefiTokenInfo":[{"rewardType":"V3_FEE","baseDefiTokenInfos":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"0.1","currencyAmount":"1"}]}],
             "positionList":[
               {"tokenId":"93828","positionStatus":"ACTIVE","range":"0.892 – 0.992 USDC/DAI","rangeInfo":{"tickLower":"-33500","tickUpper":-30450,"lowerPrice":"0.892","upperPrice":"0.992"},
                "poolAddress":"0xpool","assetsTokenList":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"1","currencyAmount":"10"}],
                "unclaimFeesDefiTokenInfo":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"0.1","currencyAmount":"1"}]},
               {"tokenId":"93829","positionStatus":"INACTIVE","assetsTokenList":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"2","currencyAmount":"20"}],
                "unclaimFeesDefiTokenInfo":[{"baseDefiTokenInfos":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"0.2","currencyAmount":"2"}]}]}]}
            """);

        positions.Select(p => (p.Key, p.TokenId, p.ValueUsd.ToString(), p.Range!.IsActive)).ShouldBe(
            [("okx:5:1:9:93828", "93828", "11", true), ("okx:5:1:9:93829", "93829", "22", false)]);
        positions[0].Range.ShouldBe(new PriceRange
        {
            IsActive = true, LowerPrice = Holdings.Numbers.BigDecimal.Parse("0.892"), UpperPrice = Holdings.Numbers.BigDecimal.Parse("0.992"),
            LowerTick = -33500, UpperTick = -30450, Text = "0.892 – 0.992 USDC/DAI", PoolAddress = "0xpool",
        });
        positions.ShouldAllBe(p => p.Rewards.Single().ProviderKind == "V3_FEE" && p.InvestmentId == "9");
    }

    [Fact]
    public async Task Ranges_WithoutValuesOfTheirOwn_AreOnePositionOfTheStatedTotal()
    {
        var position = (await InvestmentsAsync("""
            {"investmentId":"9","totalValue":"33","positionList":[
               {"tokenId":"1","assetsTokenList":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"1"}]},{"tokenId":"2","assetsTokenList":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"2"}]}]}
            """)).ShouldHaveSingleItem();
        position.ValueUsd.ToString().ShouldBe("33");
        position.Assets.Select(a => a.Amount.ToString()).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Market_OfInvestments_HasTheirTokensAndRewardsOnce()
    {
        const string reward = """{"tokenSymbol":"R","tokenAddress":"0x73b1988a3336208e55275c52fac7f5d3a7dfb89f","coinAmount":"1","currencyAmount":"5"}""";
        var okx = Detail($$"""
            {"chainIndex":"1","investMarketTokenBalanceVoList":[{"healthRate":"NaN","assetMap":{
               "SUPPLY":[{"investmentId":127,"assetsTokenList":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"2","currencyAmount":"6000"}],
                 "rewardDefiTokenInfo":[{"rewardType":"REWARD_INVESTMENT","baseDefiTokenInfos":[{{reward}}]}]}],
               "BORROW":[{"investmentId":128,"assetsTokenList":[{"tokenSymbol":"DAI","tokenAddress":"0x6b175474e89094c44da98b954eedeac495271d0f","coinAmount":"1000.5","currencyAmount":"1000.4"}]}]},
               "marketRewards":[{"rewardType":"REWARD_PLATFORM","baseDefiTokenInfos":[{{reward}}]}]}],
             "availableRewards":[{"rewardType":"REWARD_PLATFORM","baseDefiTokenInfos":[{{reward}},{"tokenSymbol":"R","tokenAddress":"0x73b1988a3336208e55275c52fac7f5d3a7dfb89f","coinAmount":"7","currencyAmount":"35"}]}]}
            """);
        var positions = (await okx.Provider.LoadPositionsAsync([new PlatformKey(OkxHarness.Evm(1, "eip155:1"), "5")], CancellationToken.None)).Single().Value!;

        var market = positions[0];
        market.ValueUsd.ToString().ShouldBe("5004.6"); // 6000 − 1000.4 + 5
        market.DebtUsd.ToString().ShouldBe("-1000.4");
        market.HealthRate.ShouldBeNull();
        market.InvestmentId.ShouldBe("127");
        market.Assets.Select(a => a.Amount.ToString()).ShouldBe(["2", "-1000.5"]);
        market.Rewards.ShouldHaveSingleItem().ProviderKind.ShouldBe("REWARD_INVESTMENT");
        // Neither the amount nor the kind is that of the market: another reward.
        positions[1].Rewards.Single().Assets.Single().Amount.ToString().ShouldBe("7");
        positions.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("127")]
    [InlineData("128")]
    public async Task Investment_OnASideOfAMarket_IsTheMarket(string id)
    {
        var okx = Detail("""
            {"chainIndex":"1","investMarketTokenBalanceVoList":[{"investmentName":"M","assetMap":{"SUPPLY":[{"investmentId":127,"assetsTokenList":[]}],"BORROW":[{"investmentId":"128"}]}}]}
            """);
        var found = (await okx.Provider.LoadInvestmentsAsync([new InvestmentKey(OkxHarness.Evm(1), null, id, null, null)], CancellationToken.None)).Single();
        found.Value!.Name.ShouldBe("M");
        found.Value.Key.ShouldBe($"okx:investment::{id}::");
    }

    [Fact]
    public async Task Investment_WhereADetailFails_IsNotSaidToBeNone()
    {
        var okx = new OkxHarness(
            sent => sent.Path == ListV6 ? StubHttp.Json(ListOf("5")) : StubHttp.Json("{}", HttpStatusCode.ServiceUnavailable), options => options.ApiVersion = OkxApiVersion.V6);
        var found = (await okx.Provider.LoadInvestmentsAsync([new InvestmentKey(OkxHarness.Evm(1), null, "9", null, null)], CancellationToken.None)).Single();
        (found.Status, found.Error!.Code).ShouldBe((SourceStatus.Failed, SourceErrorCodes.ProviderFailure));
    }

    [Theory]
    [InlineData("50050", 200, 1)]
    [InlineData("404", 404, 1)]
    [InlineData("410", 410, 1)]
    public async Task End_OfManyCalls_IsFoundOutByTheFirst(string code, int status, int told)
    {
        var paths = new List<string>();
        var http = new StubHttp(sent => sent.Path.StartsWith("/api/v5/", StringComparison.Ordinal)
            ? StubHttp.Json(status == 200 ? $$"""{"code":{{code}},"msg":"V5 API is being deprecated"}""" : """{"code":1,"msg":"error"}""", (HttpStatusCode)status)
            : StubHttp.Json(Nothing));
        var provider = new OkxProvider(
            OkxHarness.Options(), ProviderMode.Live, http.Invoker(), new ManualTime(OkxHarness.Now), v5Ended: path => { lock (paths) paths.Add(path); });
        var requests = Enumerable.Range(1, 50).Select(i => new WalletRequest(OkxHarness.Evm(i), HoldingsNeeds.Tokens)).ToArray();
        var answers = await provider.LoadAsync(requests, CancellationToken.None);
        answers.ShouldAllBe(a => a.Sources.Single().Status == SourceStatus.Ok);
        http.Sent.Count(s => s.Path == OkxHarness.AllByAddress).ShouldBeLessThanOrEqualTo(8);
        http.Sent.Count(s => s.Path.StartsWith("/api/v6/", StringComparison.Ordinal)).ShouldBe(50);
        paths.ShouldBe(Enumerable.Repeat(OkxHarness.AllByAddress, told));
    }

    [Fact]
    public async Task End_CountsAsATry()
    {
        var okx = new StubHttp(sent => sent.Path.StartsWith("/api/v5/", StringComparison.Ordinal)
            ? StubHttp.Json("""{"code":50050}""") : StubHttp.Json("""{"code":50001}"""));
        var provider = new OkxProvider(
            OkxHarness.Options(), ProviderMode.Live, okx.Invoker(), TimeProvider.System,
            new ResilienceOptions { MaxTries = 3, RetryMilliseconds = 1, MaxRetrySeconds = 1 });
        using var budget = new CallBudget(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        await provider.LoadAsync([new WalletRequest(OkxHarness.Evm(1, "eip155:1"), HoldingsNeeds.Tokens)], budget);
        okx.Sent.Select(s => s.Path[..7]).ShouldBe(["/api/v5", "/api/v6", "/api/v6"]);
    }

    [Fact]
    public async Task Strict_Version6_IsNeverLeft()
    {
        var okx = new OkxHarness(_ => StubHttp.Json("""{"code":50050}"""), options => options.ApiVersion = OkxApiVersion.V6);
        var error = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Error!;
        (error.Code, error.Message).ShouldBe((SourceErrorCodes.VersionEnded, "OKX has ended this call (50050), and there is no later version of it"));
        okx.Http.Sent.ShouldHaveSingleItem().Path.ShouldStartWith("/api/v6/");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"x402Version":1,"error":"payment required","accepts":[]}""")]
    [InlineData("""{"code":"402","msg":"payment required"}""")]
    public async Task Payment_Required_SaysWhatToDo(string body)
    {
        var okx = new OkxHarness(_ => StubHttp.Json(body, HttpStatusCode.PaymentRequired));
        var report = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single();
        report.Status.ShouldBe(SourceStatus.Failed);
        report.Error!.Code.ShouldBe(SourceErrorCodes.QuotaSpent);
        report.Error.ProviderCode.ShouldBe("402");
        report.Error.Message.ShouldContain("the quota of the API key is used up");
        okx.Http.Sent.Count.ShouldBe(1);
    }

    private static OkxHarness Detail(string network) => new(
        sent => StubHttp.Json(sent.Path == ListV6
            ? ListOf("5")
            : $$"""{"code":"0","data":[{"walletIdPlatformDetailList":[{"networkHoldVoList":[{{network}}]}]}]}"""),
        options => options.ApiVersion = OkxApiVersion.V6);

    private static string ListOf(string platform) =>
        $$"""{"code":"0","data":[{"walletIdPlatformList":[{"platformList":[{"platformName":"P","analysisPlatformId":"{{platform}}","networkBalanceList":[{"chainIndex":"1"}]}]}]}]}""";

    private static async Task<IReadOnlyList<DefiPosition>> PositionsAsync(string body)
    {
        var okx = new OkxHarness(_ => StubHttp.Json(body), options => options.ApiVersion = OkxApiVersion.V6);
        return (await okx.Provider.LoadPositionsAsync([new PlatformKey(OkxHarness.Evm(1, "eip155:1", "eip155:10"), "5")], CancellationToken.None)).Single().Value!;
    }

    private static async Task<IReadOnlyList<DefiPosition>> InvestmentsAsync(string items) =>
        (await Detail($$"""{"chainIndex":"1","investTokenBalanceVoList":[{{items}}]}""")
            .Provider.LoadPositionsAsync([new PlatformKey(OkxHarness.Evm(1, "eip155:1"), "5")], CancellationToken.None)).Single().Value!;
}
