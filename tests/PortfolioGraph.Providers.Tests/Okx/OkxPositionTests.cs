using System.Text.Json;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxPositionTests
{
    // The documented example of asset-detail.
    private const string Documented = """
        {"code":0,"msg":"","data":[{"investmentName":"Curve LP peUSD-USDC.e","investmentId":"21670","sourceInvestmentId":"21668","investType":"3","investName":"Farm",
          "assetsTokenList":[{"tokenSymbol":"peUSDUSDC-f","tokenAddress":"0x1e2ebe2fffa7c9fa83486188f7c19f9acd1bb990","tokenPrecision":"18",
            "coinAmount":"2.691174106339194701","currencyAmount":"2.61869989433167351725360102089837"}],
          "rewardDefiTokenInfo":[{"baseDefiTokenInfos":[{"tokenSymbol":"esLBR","tokenAddress":"0x73b1988a3336208e55275c52fac7f5d3a7dfb89f","network":"ARB","tokenPrecision":"18",
            "coinAmount":"0.002555136460646101","currencyAmount":"0.00307009284288151737625793354325","buttonType":"0"}],"buttonType":"3","rewardType":"1"}],
          "totalValue":"2.62176998717455503462985895444162"}]}
        """;

    [Fact]
    public async Task Investment_DocumentedExample_IsReadDigitForDigit()
    {
        var okx = new OkxHarness(_ => Documented);
        var wallet = OkxHarness.Evm(1);
        var result = (await okx.Provider.LoadInvestmentsAsync([new InvestmentKey(wallet, null, "21670", null, null)], CancellationToken.None)).Single();

        var sent = okx.Http.Sent.ShouldHaveSingleItem();
        sent.PathAndQuery.ShouldBe(OkxHarness.Investment);
        sent.Body.ShouldBe("""{"address":"0x0000000000000000000000000000000000000001","investmentId":"21670"}""");

        result.Status.ShouldBe(SourceStatus.Ok);
        var position = result.Value!;
        position.Name.ShouldBe("Curve LP peUSD-USDC.e");
        position.Kind.ShouldBe(PositionKind.Farm);
        position.ProviderKind.ShouldBe("3");
        position.InvestmentId.ShouldBe("21670");
        position.SourceInvestmentId.ShouldBe("21668");
        position.Platform.ShouldBeNull();
        position.ValueUsd.ToString().ShouldBe("2.62176998717455503462985895444162");
        position.DebtUsd.ShouldBe(BigDecimal.Zero);

        var asset = position.Assets.ShouldHaveSingleItem();
        asset.Token.Id.ShouldBe("eip155:42161/erc20:0x1e2ebe2fffa7c9fa83486188f7c19f9acd1bb990");
        asset.Token.Decimals.ShouldBe(18);
        asset.Amount.ToString().ShouldBe("2.691174106339194701");
        asset.ValueUsd.ToString().ShouldBe("2.61869989433167351725360102089837");
        asset.ButtonType.ShouldBeNull();

        var group = position.Rewards.ShouldHaveSingleItem();
        group.Kind.ShouldBe(RewardKind.Public);
        group.ProviderKind.ShouldBe("1");
        group.ButtonType.ShouldBe("3");
        group.ValueUsd.ToString().ShouldBe("0.00307009284288151737625793354325");
        var reward = group.Assets.ShouldHaveSingleItem();
        reward.Network!.Id.ShouldBe("eip155:42161");
        reward.ButtonType.ShouldBe("0");
        reward.Token.Symbol.ShouldBe("esLBR");

        // What the provider states is the sum of what it lists, exactly.
        (asset.ValueUsd + group.ValueUsd).ShouldBe(position.ValueUsd);
    }

    [Fact]
    public async Task Investment_ChainAskedFor_IsTheChainOfAssetsThatNameNone()
    {
        var okx = new OkxHarness(_ => Documented);
        var position = (await okx.Provider.LoadInvestmentsAsync(
            [new InvestmentKey(OkxHarness.Evm(1), ChainId.Parse("eip155:137"), "15299", null, "77")], CancellationToken.None)).Single().Value!;
        okx.Http.Sent.Single().Body.ShouldBe("""{"address":"0x0000000000000000000000000000000000000001","chainId":"137","investmentId":"15299","farmInvestmentId":"77"}""");
        position.Network!.Id.ShouldBe("eip155:137");
        position.Assets.Single().Network!.Id.ShouldBe("eip155:137");
        position.Rewards.Single().Assets.Single().Network!.Id.ShouldBe("eip155:42161");
    }

    [Fact]
    public async Task Investment_NoChainAnywhere_IsUnknown()
    {
        var okx = new OkxHarness(_ => """{"code":0,"data":[{"investmentName":"P","assetsTokenList":[{"tokenSymbol":"T","tokenAddress":"btc-brc20-ordi"}]}]}""");
        var position = (await okx.Provider.LoadInvestmentsAsync([new InvestmentKey(OkxHarness.Evm(1), null, null, "p1", null)], CancellationToken.None)).Single().Value!;
        okx.Http.Sent.Single().Body.ShouldBe("""{"address":"0x0000000000000000000000000000000000000001","poolId":"p1"}""");
        position.Network.ShouldBeNull();
        position.Assets.Single().Token.Id.ShouldBe("okx:unknown:btc-brc20-ordi");
        position.ValueUsd.ShouldBeNull();
        position.Kind.ShouldBe(PositionKind.Other);
    }

    [Fact]
    public async Task Investment_NoneOrAnother_IsNullOrRefused()
    {
        var key = new InvestmentKey(OkxHarness.Evm(1), null, "1", null, null);
        var none = await new OkxHarness(_ => """{"code":0,"data":[]}""").Provider.LoadInvestmentsAsync([key], CancellationToken.None);
        none.Single().Status.ShouldBe(SourceStatus.Ok);
        none.Single().Value.ShouldBeNull();

        var others = await new OkxHarness(_ => """{"code":0,"data":[{"investmentId":2},{"investmentId":3}]}""").Provider.LoadInvestmentsAsync([key], CancellationToken.None);
        others.Single().Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);

        var one = await new OkxHarness(_ => """{"code":0,"data":[{"investmentId":2},{"investmentId":1,"investmentName":"mine"}]}""").Provider.LoadInvestmentsAsync([key], CancellationToken.None);
        one.Single().Value!.Name.ShouldBe("mine");
    }

    [Fact]
    public async Task Investment_AccountOrUncoveredChain_IsUnsupportedWithoutACall()
    {
        var okx = new OkxHarness(_ => throw new InvalidOperationException());
        var results = await okx.Provider.LoadInvestmentsAsync(
        [
            new(WalletKey.ForOkxAccount("a"), null, "1", null, null),
            new(OkxHarness.Evm(1), ChainId.Parse("eip155:424242"), "1", null, null),
        ], CancellationToken.None);
        results.ShouldAllBe(r => r.Status == SourceStatus.Unsupported && r.Error!.Code == SourceErrorCodes.Unsupported);
    }

    [Fact]
    public async Task Detail_RecordedShape_IsReadWithItsPlatform()
    {
        var okx = new OkxHarness(_ => """
            {"code":0,"msg":"","error_code":"0","data":{"walletIdPlatformDetailList":[{"accountId":"acc","networkHoldVoList":[
              {"network":"Arbitrum One","chainId":"42161","totalAssert":"9","investTokenBalanceVoList":[
                {"investType":5,"investmentName":"Staked","investmentKey":"k1","investName":"Stake","totalValue":"7.5",
                 "assetsTokenList":[{"tokenSymbol":"ARB","tokenLogo":"https://l.example/a.png","coinAmount":"3","currencyAmount":"9","tokenPrecision":18,"tokenAddress":"0x912ce59144191c1204e64559fe8253a0e49e6548","network":"Arbitrum One"},
                                    {"tokenSymbol":"ETH","coinAmount":"-0.5","currencyAmount":"-1.5","tokenPrecision":18,"tokenAddress":"","network":"Some new name"}],
                 "rewardDefiTokenInfo":[{"baseDefiTokenInfos":[],"rewardType":"1"}]},
                {"investType":"42","investmentKey":"k1","assetsTokenList":[{"tokenSymbol":"X","coinAmount":"-1"}]}],
               "availableRewards":[{"baseDefiTokenInfos":[{"tokenSymbol":"GMX","tokenAddress":"0xfc5a1a6eb076a2c7ad06ed22c90d7e710e35ad0a","coinAmount":"1","currencyAmount":"2"}],"rewardType":"4"}],
               "airDropRewardInfo":[{"baseDefiTokenInfos":[{"tokenSymbol":"GMX","tokenAddress":"0xfc5a1a6eb076a2c7ad06ed22c90d7e710e35ad0a","coinAmount":"1","currencyAmount":"2"}]}]}]}],
             "platformName":"GMX","analysisPlatformId":260,"platformLogo":"https://l.example/g.png","platformUrl":"https://gmx.io"}}
            """);
        var result = (await okx.Provider.LoadPositionsAsync([new PlatformKey(OkxHarness.Evm(1, "eip155:42161"), "260")], CancellationToken.None)).Single();

        okx.Http.Sent.Single().Body.ShouldBe(
            """{"analysisPlatformId":"260","accountIdInfoList":[{"walletAddressList":[{"chainId":"42161","walletAddress":"0x0000000000000000000000000000000000000001"}]}]}""");
        result.Status.ShouldBe(SourceStatus.Ok);
        var positions = result.Value!;
        positions.Select(p => p.Key).ShouldBe(["okx:260:42161:k1", "okx:260:42161:k1", "okx:260:42161:rewards"]);
        positions.ShouldAllBe(p => p.Platform!.Id == "okx:260" && p.Platform.Url == "https://gmx.io" && p.Network!.Id == "eip155:42161");

        var staked = positions[0];
        staked.Kind.ShouldBe(PositionKind.Stake);
        staked.ProviderKind.ShouldBe("5");
        staked.InvestmentId.ShouldBeNull();
        staked.ValueUsd.ToString().ShouldBe("7.5");
        staked.DebtUsd.ToString().ShouldBe("-1.5");
        staked.Assets.Select(a => a.Token.Id).ShouldBe(["eip155:42161/erc20:0x912ce59144191c1204e64559fe8253a0e49e6548", "eip155:42161/slip44:60"]);
        staked.Assets[0].Token.LogoUrl.ShouldBe("https://l.example/a.png");
        staked.Rewards.Single().ValueUsd.ShouldBe(BigDecimal.Zero);

        var unknown = positions[1];
        unknown.Kind.ShouldBe(PositionKind.Other);
        unknown.ProviderKind.ShouldBe("42");
        unknown.Name.ShouldBe("GMX");
        unknown.ValueUsd.ShouldBeNull();
        unknown.DebtUsd.ShouldBeNull();

        // Listed twice, counted once.
        var rewards = positions[2];
        rewards.Kind.ShouldBe(PositionKind.Reward);
        rewards.Rewards.ShouldHaveSingleItem().Kind.ShouldBe(RewardKind.Bonus);
        rewards.ValueUsd.ToString().ShouldBe("2");
    }

    [Fact]
    public async Task Detail_LendingMarket_IsOnePositionWithWhatIsOwedNegative()
    {
        var okx = new OkxHarness(_ => """
            {"code":"0","data":[{"walletIdPlatformDetailList":[{"networkHoldVoList":[{"network":"ETH","chainIndex":"1","investMarketTokenBalanceVoList":[
              {"investmentId":"9","investType":"6","healthRate":"1.4",
               "assetMap":{"SUPPLY":[{"tokenSymbol":"ETH","tokenAddress":"","coinAmount":"2","currencyAmount":"6000"}],
                           "BORROW":[{"tokenSymbol":"DAI","tokenContractAddress":"0x6B175474E89094C44Da98b954EedeAC495271d0F","coinAmount":"1000.5","currencyAmount":"1000.4"}]},
               "marketRewards":[{"baseDefiTokenInfos":[{"tokenSymbol":"R","tokenAddress":"0x73b1988a3336208e55275c52fac7f5d3a7dfb89f","coinAmount":"1","currencyAmount":"5"}],"rewardType":"REWARD_PLATFORM"}]}],
              "availableRewards":[{"baseDefiTokenInfos":[{"tokenSymbol":"R","tokenAddress":"0x73B1988A3336208E55275C52FAC7F5D3A7DFB89F","coinAmount":"1","currencyAmount":"5"}]}]}]}]}]}
            """);
        var position = (await okx.Provider.LoadPositionsAsync([new PlatformKey(OkxHarness.Evm(1), "5")], CancellationToken.None)).Single().Value!.ShouldHaveSingleItem();
        position.Kind.ShouldBe(PositionKind.Lend);
        position.ProviderKind.ShouldBe("6");
        // 6000 − 1000.4, and the reward of 5 once: a total that OKX states holds the rewards, too.
        position.ValueUsd.ToString().ShouldBe("5004.6");
        position.DebtUsd.ToString().ShouldBe("-1000.4");
        position.HealthRate.ToString().ShouldBe("1.4");
        position.Assets.Select(a => (a.Token.Id, a.Amount.ToString())).ShouldBe(
            [("eip155:1/slip44:60", "2"), ("eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f", "-1000.5")]);
        position.Rewards.Single().Kind.ShouldBe(RewardKind.Public);
        position.Platform.ShouldBe(new("okx:5", "5", "OKX platform 5"));
    }

    [Fact]
    public async Task Load_PlatformOnAnUnmappedChain_IsAskedForThereToo()
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? """{"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"P","analysisPlatformId":1,"networkBalanceVoList":[{"chainId":31337},{"network":"ETH"}]}]}]}}"""
            : """{"code":0,"data":{"walletIdPlatformDetailList":[{"networkHoldVoList":[{"chainId":31337,"investTokenBalanceVoList":[{"investmentId":1,"totalValue":"5"}]}]}]}}""");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1));
        var position = answer.Positions.ShouldHaveSingleItem().ShouldBeOfType<DefiPosition>();
        position.Network!.Id.ShouldBe("okx:31337");
        position.Key.ShouldBe("okx:1:31337:1");
        okx.Calls(OkxHarness.Detail).Single().Body.ShouldContain("""[{"chainId":"31337",""");
        okx.Calls(OkxHarness.Detail).Single().Body.ShouldContain("""{"chainId":"1",""");
        okx.Calls(OkxHarness.Detail).Single().Body.ShouldNotContain("""{"chainId":"10",""");
    }

    [Theory]
    [InlineData("1", PositionKind.Save)]
    [InlineData("2", PositionKind.Pool)]
    [InlineData("3", PositionKind.Farm)]
    [InlineData("4", PositionKind.Vault)]
    [InlineData("5", PositionKind.Stake)]
    [InlineData("6", PositionKind.Borrow)]
    [InlineData("7", PositionKind.Stake)]
    [InlineData("8", PositionKind.Locked)]
    [InlineData("9", PositionKind.Save)]
    [InlineData("10", PositionKind.Vesting)]
    [InlineData("11", PositionKind.Other)]
    [InlineData("", PositionKind.Other)]
    public async Task Kind_OfACode_KeepsTheCodeBesideIt(string code, PositionKind kind)
    {
        var position = await InvestmentAsync($$"""{"investType":"{{code}}"}""");
        position.Kind.ShouldBe(kind);
        position.ProviderKind.ShouldBe(code.Length == 0 ? null : code);
    }

    [Theory]
    [InlineData("1", RewardKind.Public)]
    [InlineData("2", RewardKind.Redeemable)]
    [InlineData("3", RewardKind.Airdrop)]
    [InlineData("4", RewardKind.Bonus)]
    [InlineData("REWARD_OKX_BONUS", RewardKind.Bonus)]
    [InlineData("UNLOCKED_PRINCIPAL", RewardKind.Redeemable)]
    [InlineData("V3_FEE", RewardKind.Public)]
    [InlineData("99", RewardKind.Other)]
    public async Task RewardKind_OfACode_KeepsTheCodeBesideIt(string code, RewardKind kind)
    {
        var reward = (await InvestmentAsync($$"""{"rewardDefiTokenInfo":[{"rewardType":"{{code}}"}]}""")).Rewards.Single();
        reward.Kind.ShouldBe(kind);
        reward.ProviderKind.ShouldBe(code);
    }

    [Fact]
    public async Task Load_TwoWalletsOnOnePlatform_IsOneDetailCallOnTheirNetworks()
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? List((OkxHarness.Evm(1), [260, 300]), (OkxHarness.Evm(2), []), (OkxHarness.Evm(3), [260]))
            : DetailFor(sent));
        var answers = await okx.LoadAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1), OkxHarness.Evm(2), OkxHarness.Evm(3));

        okx.Calls(OkxHarness.List).Count.ShouldBe(1);
        var details = okx.Calls(OkxHarness.Detail);
        details.Count.ShouldBe(2);
        var shared = details.Single(d => d.Body.Contains("\"260\"", StringComparison.Ordinal));
        shared.Body.ShouldBe($$"""
            {"analysisPlatformId":"260","accountIdInfoList":[{"walletAddressList":[{"chainId":"42161","walletAddress":"{{OkxHarness.Evm(1).Value}}"}]},{"walletAddressList":[{"chainId":"42161","walletAddress":"{{OkxHarness.Evm(3).Value}}"}]}]}
            """);
        answers.Select(a => string.Join('+', a.Positions.Select(p => p.Name))).ShouldBe(["260-0+300-0", "", "260-1"]);
        answers.ShouldAllBe(a => a.Sources.Single().Capability == Capability.DefiPositions && a.Sources.Single().Status == SourceStatus.Ok);
        answers.ShouldAllBe(a => a.Platforms.Count == 0);
    }

    [Fact]
    public async Task Load_OneDetailCallFails_IsPartialForItsWalletsOnly()
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? List((OkxHarness.Evm(1), [260, 300]), (OkxHarness.Evm(2), [300]))
            : sent.Body.Contains("\"260\"", StringComparison.Ordinal) ? """{"code":84010,"msg":"token not supported"}""" : DetailFor(sent));
        var answers = await okx.LoadAsync(HoldingsNeeds.Platforms | HoldingsNeeds.DefiPositions, OkxHarness.Evm(1), OkxHarness.Evm(2));

        answers[0].Positions.Count.ShouldBe(1);
        OkxHarness.ReportOf(answers[0], Capability.Platforms).Status.ShouldBe(SourceStatus.Ok);
        var report = OkxHarness.ReportOf(answers[0], Capability.DefiPositions);
        report.Status.ShouldBe(SourceStatus.Partial);
        report.Error!.Code.ShouldBe(SourceErrorCodes.Unsupported);
        OkxHarness.ReportOf(answers[1], Capability.DefiPositions).Status.ShouldBe(SourceStatus.Ok);
    }

    [Fact]
    public async Task Load_PlatformWithoutAnId_IsReportedAsMissing()
    {
        var okx = new OkxHarness(_ => """{"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"Nameless"}]}]}}""");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.DefiPositions | HoldingsNeeds.Platforms, OkxHarness.Evm(1));
        okx.Http.Sent.Count.ShouldBe(1);
        answer.Platforms.Single().Platform.ShouldBe(new("okx::Nameless", "", "Nameless"));
        var report = OkxHarness.ReportOf(answer, Capability.DefiPositions);
        report.Status.ShouldBe(SourceStatus.Failed);
        report.Error!.Message.ShouldBe("OKX gives no id for Nameless, so its positions can't be asked for");
    }

    [Fact]
    public async Task Load_DetailThatCanNotBeMatched_IsAnErrorOfThatPlatform()
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? List((OkxHarness.Evm(1), [260]), (OkxHarness.Evm(2), [260]))
            : """{"code":0,"data":{"walletIdPlatformDetailList":[{"accountId":"?","networkHoldVoList":[]}]}}""");
        var answers = await okx.LoadAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1), OkxHarness.Evm(2));
        answers.ShouldAllBe(a => a.Sources.Single().Status == SourceStatus.Failed && a.Sources.Single().Error!.Code == SourceErrorCodes.MalformedResponse);
    }

    [Theory]
    [InlineData("eip155:1,eip155:424242", 1, SourceErrorCodes.Unsupported)]
    [InlineData("eip155:1", 2, SourceErrorCodes.Syncing)]
    [InlineData("eip155:1,eip155:424242", 2, SourceErrorCodes.Syncing)]
    [InlineData("eip155:1", 1, null)]
    public async Task Positions_NotAllThere_ArePartial(string networks, int assetStatus, string? error)
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? List((OkxHarness.Evm(1), [260]))
            : $$$"""{"code":0,"data":{"walletIdPlatformDetailList":[],"assetStatus":{{{assetStatus}}}}}""");
        var wallet = OkxHarness.Evm(1, networks.Split(','));
        var status = error is null ? SourceStatus.Ok : SourceStatus.Partial;

        var report = (await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, wallet)).Sources.Single();
        (report.Status, report.Error?.Code).ShouldBe((status, error));

        var result = (await okx.Provider.LoadPositionsAsync([new PlatformKey(wallet, "260")], CancellationToken.None)).Single();
        (result.Status, result.Error?.Code).ShouldBe((status, error));
        result.Value!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_ListFails_PositionsFailToo()
    {
        var okx = new OkxHarness(_ => """{"code":"50011","msg":"Too Many Requests"}""");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Platforms | HoldingsNeeds.DefiPositions, OkxHarness.Evm(1));
        answer.Sources.ShouldAllBe(s => s.Status == SourceStatus.Failed && s.Error!.Code == SourceErrorCodes.RateLimited && s.FetchedAt == null);
    }

    [Fact]
    public async Task Positions_SixtyKeysOfOnePlatform_AreTwoCallsAndKeepTheirOrder()
    {
        var okx = new OkxHarness(DetailFor);
        var keys = Enumerable.Range(1, 60).Select(i => new PlatformKey(OkxHarness.Evm(i), "7"))
            .Append(new PlatformKey(OkxHarness.Solana(), "7")).Append(new PlatformKey(WalletKey.ForOkxAccount("a"), "7")).ToArray();
        var results = await okx.Provider.LoadPositionsAsync(keys, CancellationToken.None);
        okx.Http.Sent.Select(s => OkxHarness.AddressesOf(s).Length).Order().ShouldBe([1, 10, 50]);
        results[0].Value!.Single().Name.ShouldBe("7-0");
        results[59].Value!.Single().Name.ShouldBe("7-9");
        results[60].Value!.Single().Wallet.ShouldBe(OkxHarness.Solana());
        results[61].Status.ShouldBe(SourceStatus.Unsupported);
    }

    private static async Task<DefiPosition> InvestmentAsync(string item)
    {
        var okx = new OkxHarness(_ => $$"""{"code":0,"data":[{{item}}]}""");
        return (await okx.Provider.LoadInvestmentsAsync([new InvestmentKey(OkxHarness.Evm(1), null, "1", null, null)], CancellationToken.None)).Single().Value!;
    }

    private static string List(params (WalletKey Wallet, int[] Platforms)[] wallets)
    {
        var entries = wallets.Select(w =>
        {
            var platforms = w.Platforms.Select(p => $$"""{"platformName":"P{{p}}","analysisPlatformId":{{p}},"networkBalanceVoList":[{"chainId":42161}]}""");
            return $$"""{"walletId":"{{w.Wallet.Value}}","platformList":[{{string.Join(',', platforms)}}]}""";
        });
        return $$$"""{"code":0,"data":{"walletIdPlatformList":[{{{string.Join(',', entries)}}}]}}""";
    }

    /// <summary>One position a wallet, named by the platform and the wallet's place in the call.</summary>
    private static string DetailFor(SentRequest sent)
    {
        using var body = JsonDocument.Parse(sent.Body);
        var platform = body.RootElement.GetProperty("analysisPlatformId").GetString();
        var entries = OkxHarness.AddressesOf(sent).Select((_, i) =>
            $$"""{"accountId":"opaque","networkHoldVoList":[{"chainId":42161,"investTokenBalanceVoList":[{"investmentId":"{{i}}","investmentName":"{{platform}}-{{i}}","totalValue":"1"}]}]}""");
        return $$$"""{"code":0,"data":{"walletIdPlatformDetailList":[{{{string.Join(',', entries)}}}],"platformName":"P{{{platform}}}","analysisPlatformId":{{{platform}}}}}""";
    }
}
