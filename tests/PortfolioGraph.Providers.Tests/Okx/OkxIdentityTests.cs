using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Tests.Okx;

public sealed class OkxIdentityTests
{
    private const string TonRaw = "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e";
    private const string TonFriendly = "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF";

    [Fact]
    public async Task Positions_TokensWithoutAddressAndSymbol_AreNotOne_AndNoneIsTakenForRepeated()
    {
        const string token = """{"coinAmount":"1","currencyAmount":"5"}""";
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? """{"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"X","analysisPlatformId":"1"}]}]}}"""
            : $$$"""
              {"code":0,"data":{"platformName":"X","analysisPlatformId":"1","walletIdPlatformDetailList":[{"networkHoldVoList":[{"chainId":"1",
                "investTokenBalanceVoList":[{"investmentId":"7","totalValue":"10","assetsTokenList":[{{{token}}},{{{token}}}],
                  "rewardDefiTokenInfo":[{"rewardType":"1","baseDefiTokenInfos":[{{{token}}}]}]}],
                "availableRewards":[{"rewardType":"1","baseDefiTokenInfos":[{{{token}}},{{{token}}}]}]}]}]}}
              """);

        var positions = (await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1))).Positions.Cast<DefiPosition>().ToArray();

        positions.Sum(p => p.Assets.Count + p.Rewards.Sum(g => g.Assets.Count)).ShouldBe(5);
        var ids = positions.SelectMany(p => p.Assets.Concat(p.Rewards.SelectMany(g => g.Assets))).Select(a => a.Token.Id).ToArray();
        ids.Distinct().Count().ShouldBe(5);
        (await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1))).Positions.Cast<DefiPosition>()
            .SelectMany(p => p.Assets.Concat(p.Rewards.SelectMany(g => g.Assets))).Select(a => a.Token.Id).ShouldBe(ids, "the same in the next answer");
    }

    [Theory]
    [InlineData("1", "\"tokenAddress\":\"0xa\\ud83d\"", "\"tokenAddress\":\"0xa\\ud83c\"")]
    [InlineData("1", "\"symbol\":\"USDT\",\"tokenAddress\":\"\\ud83d\"", "\"symbol\":\"USDT\",\"tokenAddress\":\"\\ud83c\"")]
    [InlineData("1", "\"symbol\":\"\\ud83d\"", "\"symbol\":\"\\ud83c\"")]
    [InlineData("501", "\"tokenAddress\":\"\\ud83d\"", "\"tokenAddress\":\"\\ud83c\"")]
    [InlineData("999999", "\"tokenAddress\":\"\\ud83d\"", "\"tokenAddress\":\"\\ud83c\"")]
    [InlineData("\\ud83d", "\"tokenAddress\":\"\"", "\"tokenAddress\":\"\"")]
    public async Task Balances_OfDamagedIdentity_AreNotOne(string chain, string first, string second)
    {
        string[] rows = [$$"""{"chainIndex":"{{chain}}",{{first}},"balance":"1","tokenPrice":"1"}""", $$"""{"chainIndex":"{{chain}}",{{second}},"balance":"1000","tokenPrice":"1"}"""];
        var one = await LoadAsync(rows);
        var reversed = await LoadAsync([.. rows.Reverse()]);

        one.Select(b => b.Token.Id).Distinct().Count().ShouldBe(2);
        one.ShouldAllBe(b => b.Token.AssetId == null);
        reversed.Select(b => b.Token.Id).Reverse().ShouldBe(one.Select(b => b.Token.Id), "the same in another order");

        static async Task<IReadOnlyList<TokenBalance>> LoadAsync(string[] rows) => (await new OkxHarness(
            _ => $$"""{"code":"0","data":[{"tokenAssets":[{{string.Join(',', rows)}}]}]}""").LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances;
    }

    [Fact]
    public async Task Balances_OfDamagedAddress_AreShownAsTheyCame()
    {
        var answer = await new OkxHarness(
            _ => """{"code":"0","data":[{"tokenAssets":[{"chainIndex":"1","tokenAddress":"a\ud83d","symbol":"S\ud83d","balance":"1"}]}]}""")
            .LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        (answer.TokenBalances.Single().Token.Address, answer.TokenBalances.Single().Token.Symbol).ShouldBe(("a\uFFFD", "S\uFFFD"));
    }

    [Fact]
    public async Task Platforms_OfDamagedIdentity_AreNotOne_AndNotAskedFor()
    {
        var okx = new OkxHarness(_ => """
            {"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"\ud83d","currencyAmount":"1"},{"platformName":"\ud83c","currencyAmount":"1000"},
              {"platformName":"Aave","analysisPlatformId":"\ud83d"},{"platformName":"Aave","analysisPlatformId":"\ud83c"}]}]}}
            """);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Platforms | HoldingsNeeds.DefiPositions, OkxHarness.Evm(1));
        answer.Platforms.Select(p => p.Platform.Id).Distinct().Count().ShouldBe(4);
        answer.Platforms.Select(p => p.Platform.Name).ShouldBe(["\uFFFD", "\uFFFD", "Aave", "Aave"]);
        answer.Platforms.Select(p => p.Platform.Code).ShouldAllBe(code => code.Length == 0);
        okx.Http.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Positions_TokensOfDamagedAddress_AreNotOne_AndNoneIsTakenForRepeated()
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? """{"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"X","analysisPlatformId":"1"}]}]}}"""
            : """
              {"code":0,"data":{"platformName":"X","analysisPlatformId":"1","walletIdPlatformDetailList":[{"networkHoldVoList":[{"chainId":"1",
                "investTokenBalanceVoList":[{"investmentId":"7","assetsTokenList":[{"tokenAddress":"\ud83d","coinAmount":"1"},{"tokenAddress":"\ud83c","coinAmount":"1"}],
                  "rewardDefiTokenInfo":[{"rewardType":"1","baseDefiTokenInfos":[{"tokenAddress":"\ud83d","coinAmount":"1"}]}]}],
                "availableRewards":[{"rewardType":"1","baseDefiTokenInfos":[{"tokenAddress":"\ud83c","coinAmount":"1"}]}]}]}]}}
              """);
        var positions = (await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1))).Positions.Cast<DefiPosition>();
        positions.SelectMany(p => p.Assets.Concat(p.Rewards.SelectMany(g => g.Assets))).Select(a => a.Token.Id).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Positions_WithSeparatorsInTheirIds_HaveKeysOfTheirOwn()
    {
        string[] ids = ["1", "1:2", "1|2", "1/2", "rewards:2", "%", "1%3A2"];
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List
            ? """{"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"X","analysisPlatformId":"1"}]}]}}"""
            : $$$"""
              {"code":0,"data":{"platformName":"X","analysisPlatformId":"1","walletIdPlatformDetailList":[{"networkHoldVoList":[{"chainId":"1",
                "investTokenBalanceVoList":[{{{string.Join(',', ids.Concat(["1", "1"]).Select(id => $$"""{"investmentId":"{{id}}","totalValue":"1"}"""))}}}]}]}]}}
              """);

        var positions = (await okx.LoadOneAsync(HoldingsNeeds.DefiPositions, OkxHarness.Evm(1))).Positions;
        var keys = positions.Select(p => p.Key).ToArray();

        keys.Distinct().Count().ShouldBe(ids.Length);
        positions.Zip(Occurrences.Of(positions), HoldingKeys.For).Distinct().Count().ShouldBe(ids.Length + 2);
        keys[0].ShouldBe("okx:1:1:1");
        keys[1].ShouldBe("okx:1:1:1%3A2");
        keys[^2].ShouldBe("okx:1:1:1");
    }

    [Theory]
    [InlineData("walletAddress")]
    [InlineData("walletId")]
    public async Task List_ThatNamesWalletsInAnotherSpelling_IsMatchedByName_NotByOrder(string field)
    {
        var other = Holdings.Addresses.AddressValidator.Check("0:" + new string('1', 64));
        var okx = new OkxHarness(_ => $$$"""
            {"code":0,"data":{"walletIdPlatformList":[
              {"{{{field}}}":"{{{other.Display}}}","totalAssets":"2","platformList":[]},{"{{{field}}}":"{{{TonFriendly}}}","totalAssets":"1","platformList":[]}]}}
            """);

        var answers = await okx.LoadAsync(
            HoldingsNeeds.ReportedTotals, WalletKey.ForAddress(TonRaw, ChainFamily.Ton), WalletKey.ForAddress(other.Canonical!, ChainFamily.Ton));

        answers.Select(a => a.Reported!.TotalUsd!.Value.ToString()).ShouldBe(["1", "2"]);
    }
}
