using System.Net;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class OkxDefiTests
{
    private const string List = "/api/v5/defi/user/asset/platform/list";
    private const string Detail = "/api/v5/defi/user/asset/platform/detail";
    private const string AssetDetail = "/api/v5/defi/user/investment/asset-detail";
    private const string Investor = "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da";
    private const string Evm = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Dead = "0x000000000000000000000000000000000000dEaD";
    private const string Solana = "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y";
    private const string Injective = "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns";

    [Theory]
    [InlineData("""{"address":"0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da","investmentId":"15299","chainId":"137"}""")]
    [InlineData("""{"address":"0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da","investmentId":"21670","chainId":"42161"}""")]
    [InlineData("""{"address":"0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da","investmentId":"21670"}""")]
    public async Task AssetDetail_TheDocumentedInvestment_AnswersTheDocumentedBytes(string request)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync(AssetDetail, request);

        answer.Body.ShouldBe("""
            {
                "code": 0,
                "msg": "",
                "data": [
                    {
                        "investmentName": "Curve LP peUSD-USDC.e",
                        "investmentId": "21670",
                        "sourceInvestmentId": "21668",
                        "investType": "3",
                        "investName": "Farm",
                        "assetsTokenList": [
                            {
                                "tokenSymbol": "peUSDUSDC-f",
                                "tokenAddress": "0x1e2ebe2fffa7c9fa83486188f7c19f9acd1bb990",
                                "tokenPrecision": "18",
                                "coinAmount": "2.691174106339194701",
                                "currencyAmount": "2.61869989433167351725360102089837"
                            }
                        ],
                        "rewardDefiTokenInfo": [
                            {
                                "baseDefiTokenInfos": [
                                    {
                                        "tokenSymbol": "esLBR",
                                        "tokenAddress": "0x73b1988a3336208e55275c52fac7f5d3a7dfb89f",
                                        "network": "ARB",
                                        "tokenPrecision": "18",
                                        "coinAmount": "0.002555136460646101",
                                        "currencyAmount": "0.00307009284288151737625793354325",
                                        "buttonType": "0"
                                    }
                                ],
                                "buttonType": "3",
                                "rewardType": "1"
                            }
                        ],
                        "totalValue": "2.62176998717455503462985895444162"
                    }
                ]
            }

            """);
    }

    [Fact]
    public async Task Detail_TheDocumentedInvestor_AgreesWithItsAssetDetail()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var data = (await sandbox.OkxAsync(Detail, $$"""{"analysisPlatformId":"260","accountIdInfoList":[{"walletAddressList":[{"chainId":"42161","walletAddress":"{{Investor}}"}]}]}""")).Data;

        var wallet = data.GetProperty("walletIdPlatformDetailList")[0];
        wallet.GetProperty("accountId").GetString().ShouldBe(Investor);
        var network = wallet.GetProperty("networkHoldVoList")[0];
        network.GetProperty("network").GetString().ShouldBe("Arbitrum One");
        network.GetProperty("totalAssert").GetString().ShouldBe("2.62176998717455503462985895444162");
        network.GetProperty("investTokenBalanceVoList")[0].GetProperty("assetsTokenList")[0].GetProperty("tokenPrecision").GetInt32().ShouldBe(18);
    }

    [Fact]
    public async Task List_TheDocumentedWallets_HaveEveryDocumentedField()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync(List, """
            {"walletAddressList":[{"chainId":"1","walletAddress":"0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6"},
            {"chainId":"56","walletAddress":"0x8f3cf7ad23cd3cadbd9735aff958023239c6a063"}]}
            """);

        Names(answer.Json).ShouldBe(["code", "msg", "error_code", "error_message", "detailMsg", "data"]);
        answer.Json.GetProperty("code").GetInt32().ShouldBe(0);
        Names(answer.Data).ShouldBe(["walletIdPlatformList", "lpTokenAddressList", "updateAt", "assetStatus"]);
        var wallets = answer.Data.GetProperty("walletIdPlatformList");
        wallets.GetArrayLength().ShouldBe(2);
        Names(wallets[0]).ShouldBe(["platformList", "walletId", "totalAssets"]);
        var platform = wallets[0].GetProperty("platformList")[0];
        Names(platform).ShouldBe(
        [
            "platformName", "analysisPlatformId", "platformLogo", "platformColor", "platformUrl", "currencyAmount",
            "isSupportInvest", "bonusTag", "investmentCount", "networkBalanceVoList",
        ]);
        platform.GetProperty("analysisPlatformId").GetInt32().ShouldBe(118265);
        platform.GetProperty("currencyAmount").GetString().ShouldBe("10076.999426431322729394061370751783986");
        Names(platform.GetProperty("networkBalanceVoList")[0]).ShouldBe(["network", "networkLogo", "chainId", "currencyAmount"]);
        platform.GetProperty("networkBalanceVoList")[0].GetProperty("chainId").GetInt32().ShouldBe(1);
        wallets[1].GetProperty("platformList")[0].GetProperty("isSupportInvest").GetBoolean().ShouldBeFalse();
        // 120.500000000000000001 × 1.9417 + 0.41 × 571.2 + 0.000000000000000123 × 1.9417
        wallets[1].GetProperty("totalAssets").GetString().ShouldBe("468.1668500000000002407708");
    }

    [Theory]
    [InlineData(Evm, "1,56,42161")]
    [InlineData("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359", "1,56,42161")]
    [InlineData(Solana, "501")]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "0")]
    [InlineData(Injective, "70000041")]
    public async Task ListAndDetail_AnyAddress_SumsAreExactAllTheWayDown(string address, string chains)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var wallet = (await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{Entries(address, chains)}}]}""")).Data.GetProperty("walletIdPlatformList")[0];

        var platforms = wallet.GetProperty("platformList").EnumerateArray().ToArray();
        platforms.ShouldNotBeEmpty();
        Amount(wallet, "totalAssets").ShouldBe(Sum(platforms, "currencyAmount"));
        foreach (var platform in platforms)
        {
            Amount(platform, "currencyAmount").ShouldBe(Sum(platform.GetProperty("networkBalanceVoList").EnumerateArray(), "currencyAmount"));

            var detail = (await sandbox.OkxAsync(Detail,
                $$"""{"analysisPlatformId":"{{platform.GetProperty("analysisPlatformId")}}","accountIdInfoList":[{"walletAddressList":[{{Entries(address, chains)}}]}]}""")).Data;
            var networks = detail.GetProperty("walletIdPlatformDetailList")[0].GetProperty("networkHoldVoList").EnumerateArray().ToArray();
            Sum(networks, "totalAssert").ShouldBe(Amount(platform, "currencyAmount"));
            foreach (var network in networks)
            {
                var positions = network.GetProperty("investTokenBalanceVoList").EnumerateArray().ToArray();
                Sum(positions, "totalValue").ShouldBe(Amount(network, "totalAssert"));
                foreach (var position in positions)
                {
                    var rewards = position.GetProperty("rewardDefiTokenInfo").EnumerateArray().SelectMany(r => r.GetProperty("baseDefiTokenInfos").EnumerateArray());
                    Sum(position.GetProperty("assetsTokenList").EnumerateArray().Concat(rewards), "currencyAmount").ShouldBe(Amount(position, "totalValue"));
                }
            }
        }
    }

    [Fact]
    public async Task Detail_Lending_HasANegativeDebtAndLongValues()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var body = $$"""{"analysisPlatformId":"10","walletAddressList":[{{Entries(Evm, "42161")}}]}""";
        var position = (await sandbox.OkxAsync(Detail, body)).Data
            .GetProperty("walletIdPlatformDetailList")[0].GetProperty("networkHoldVoList")[0].GetProperty("investTokenBalanceVoList")[0];
        var debt = position.GetProperty("assetsTokenList")[1];

        debt.GetProperty("coinAmount").GetString()!.ShouldStartWith("-0.");
        debt.GetProperty("currencyAmount").GetString()!.ShouldStartWith("-");
        debt.GetProperty("currencyAmount").GetString()!.Count(char.IsAsciiDigit).ShouldBeInRange(38, 42);
    }

    [Fact]
    public async Task List_ReceiptsOfPositions_AreInTheWalletToo()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var receipts = (await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{Entries(Evm, "1,42161")}}]}""")).Data.GetProperty("lpTokenAddressList").EnumerateArray().ToArray();
        var tokens = (await sandbox.OkxAsync($"/api/v5/wallet/asset/all-token-balances-by-address?address={Evm}&chains=1,42161")).Data[0]
            .GetProperty("tokenAssets").EnumerateArray().Select(t => (t.GetProperty("chainIndex").GetString(), t.GetProperty("tokenAddress").GetString())).ToArray();

        receipts.ShouldNotBeEmpty();
        foreach (var receipt in receipts)
            tokens.ShouldContain((receipt.GetProperty("chainId").GetRawText(), receipt.GetProperty("tokenAddress").GetString()));
    }

    [Fact]
    public async Task List_ChainsNotAsked_AreLeftOut()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = (await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{Entries(Evm, "42161")}}]}""")).Data;

        var networks = answer.GetProperty("walletIdPlatformList")[0].GetProperty("platformList").EnumerateArray()
            .SelectMany(p => p.GetProperty("networkBalanceVoList").EnumerateArray()).Select(n => n.GetProperty("chainId").GetInt32());
        networks.ShouldAllBe(c => c == 42161);
        answer.GetProperty("lpTokenAddressList").EnumerateArray().ShouldAllBe(r => r.GetProperty("chainId").GetInt32() == 42161);
    }

    [Theory]
    [InlineData(WalletIdStyle.Address)]
    [InlineData(WalletIdStyle.None)]
    [InlineData(WalletIdStyle.Opaque)]
    public async Task ListAndDetail_SeveralWallets_OneEntryEachInOrderNamedByTheStyle(WalletIdStyle style)
    {
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { WalletIdStyle = style });
        // The investor appears twice, on two chains, and must not get two entries.
        var entries = $"{Entries(Dead, "1")},{Entries(Investor, "1,42161")},{Entries(Evm, "1")}";

        var list = (await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{entries}}]}""")).Data.GetProperty("walletIdPlatformList").EnumerateArray().ToArray();
        var detail = (await sandbox.OkxAsync(Detail, $$"""{"analysisPlatformId":"260","accountIdInfoList":[{"walletAddressList":[{{entries}}]}]}""")).Data
            .GetProperty("walletIdPlatformDetailList").EnumerateArray().ToArray();

        list.Length.ShouldBe(3);
        list[0].GetProperty("platformList").GetArrayLength().ShouldBe(0);
        list[0].GetProperty("totalAssets").GetString().ShouldBe("0");
        list[1].GetProperty("platformList")[0].GetProperty("platformName").GetString().ShouldBe("Lybra Finance");
        detail.Select(d => d.GetProperty("networkHoldVoList").GetArrayLength()).ShouldBe([0, 1, 0]);

        var ids = list.Select(e => e.TryGetProperty("walletId", out var id) ? id.GetString() : null).ToArray();
        detail.Select(e => e.TryGetProperty("accountId", out var id) ? id.GetString() : null).ShouldBe(ids);
        switch (style)
        {
            case WalletIdStyle.Address:
                ids.ShouldBe([Dead, Investor, Evm]);
                break;
            case WalletIdStyle.None:
                ids.ShouldBe([null, null, null]);
                break;
            case WalletIdStyle.Opaque:
                ids.ShouldBeUnique();
                ids.ShouldAllBe(id => id!.Length == 36);
                break;
        }
    }

    [Fact]
    public async Task ListAndDetail_NobodyHasAnything_AnswerEmptyLists()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var list = (await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{Entries(Dead, "1,56")}}]}""")).Data;
        var detail = (await sandbox.OkxAsync(Detail, $$"""{"analysisPlatformId":"10","walletAddressList":[{{Entries(Dead, "1")}}]}""")).Data;

        list.GetProperty("walletIdPlatformList").GetArrayLength().ShouldBe(0);
        detail.GetProperty("walletIdPlatformDetailList").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task List_WalletStillBeingCounted_HasStatus2()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{Entries("0x00000000000000000000000000000000000000a2", "1")}}]}""");

        answer.Data.GetProperty("assetStatus").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task List_FiftyOneAddresses_IsTooMany()
    {
        await using var sandbox = await Sandbox.StartAsync();
        string Some(int count) => string.Join(",", Enumerable.Range(1, count).Select(i => Entries($"0x{i:x40}", "1")));

        (await CodeAsync(sandbox, List, $$"""{"walletAddressList":[{{Some(50)}}]}""")).ShouldBe(0);
        (await CodeAsync(sandbox, List, $$"""{"walletAddressList":[{{Some(51)}}]}""")).ShouldBe(81107);
    }

    [Theory]
    [InlineData(Solana, "501", 84019)]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "0", 84019)]
    [InlineData(Solana, "56", 84019)]
    [InlineData("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359", "12345", 81104)]
    [InlineData("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359", "ethereum", 81104)]
    [InlineData("not an address", "1", 81353)]
    public async Task List_SecondWalletDoesNotSuit_FailsTheWholeCallInItsOwnEnvelope(string address, string chain, int code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync(List, $$"""{"walletAddressList":[{{Entries(Evm, "1")}},{{Entries(address, chain)}}]}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("code").GetInt32().ShouldBe(code);
        answer.Json.GetProperty("error_code").GetString().ShouldBe(code.ToString());
        answer.Json.GetProperty("msg").GetString().ShouldBe("");
        answer.Json.GetProperty("detailMsg").GetString().ShouldNotBeNullOrEmpty();
        answer.Data.ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(List, "not json", 84000)]
    [InlineData(List, "{}", 84000)]
    [InlineData(AssetDetail, """{"address":"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb"}""", 84000)]
    [InlineData(Detail, """{"analysisPlatformId":"987654","walletAddressList":[{"chainId":"1","walletAddress":"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb"}]}""", 84001)]
    public async Task Request_ParameterIsWrong_FailsWithItsCode(string path, string body, int code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        (await CodeAsync(sandbox, path, body)).ShouldBe(code);
    }

    [Fact]
    public async Task AssetDetail_MadeUpInvestment_IsTextThroughoutAndSumsExactly()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var position = (await sandbox.OkxAsync(AssetDetail, $$"""{"address":"{{Evm}}","investmentId":"10042161","chainId":"42161"}""")).Data[0];

        position.GetProperty("investType").GetString().ShouldBe("1");
        position.GetProperty("assetsTokenList")[0].GetProperty("tokenPrecision").GetString().ShouldBe("6");
        var reward = position.GetProperty("rewardDefiTokenInfo")[0].GetProperty("baseDefiTokenInfos")[0];
        reward.GetProperty("network").GetString().ShouldBe("ARB");
        Sum(position.GetProperty("assetsTokenList").EnumerateArray().Append(reward), "currencyAmount").ShouldBe(Amount(position, "totalValue"));
    }

    [Fact]
    public async Task AssetDetail_NoSuchInvestment_AnswersAnEmptyList()
    {
        await using var sandbox = await Sandbox.StartAsync();

        (await sandbox.OkxAsync(AssetDetail, $$"""{"address":"{{Investor}}","investmentId":"15299","chainId":"1"}""")).Data.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task BalanceList_OneChain_HasPrecisionAndValue()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync("/api/v5/defi/user/balance-list", $$"""{"chainId":"1","address":"{{Evm}}","tokenAddressList":[""]}""");

        answer.Json.GetProperty("code").GetInt32().ShouldBe(0);
        var ether = answer.Data.EnumerateArray().ShouldHaveSingleItem();
        ether.GetProperty("isBaseToken").GetBoolean().ShouldBeTrue();
        Amount(ether, "currencyAmount").ShouldBe((Exact.Parse(ether.GetProperty("coinAmount").GetString()!) * Exact.Parse("2650.43")).ToString());
    }

    [Fact]
    public async Task V6ListAndDetail_Answer_UsesTheNewShapes()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var wallets = $$"""[{"chainIndex":"42161","walletAddress":"{{Evm}}"}]""";

        var list = await sandbox.OkxAsync("/api/v6/defi/user/asset/platform/list", $$"""{"walletAddressList":{{wallets}}}""");
        var detail = await sandbox.OkxAsync("/api/v6/defi/user/asset/platform/detail",
            $$"""{"walletAddressList":{{wallets}},"platformList":[{"analysisPlatformId":"10","chainIndex":"42161"}]}""");

        list.Data[0].GetProperty("walletIdPlatformList")[0].GetProperty("platformList")[0].GetProperty("networkBalanceList")[0].GetProperty("chainIndex").GetString().ShouldBe("42161");
        var network = detail.Data[0].GetProperty("walletIdPlatformDetailList")[0].GetProperty("networkHoldVoList")[0];
        var market = network.GetProperty("investMarketTokenBalanceVoList")[0];
        market.GetProperty("assetMap").GetProperty("BORROW")[0].GetProperty("coinAmount").GetString()!.ShouldStartWith("0.");
        market.GetProperty("marketRewards")[0].GetProperty("baseDefiTokenInfos")[0].GetProperty("coinAmount").GetString()
            .ShouldBe(network.GetProperty("availableRewards")[0].GetProperty("baseDefiTokenInfos")[0].GetProperty("coinAmount").GetString());
    }

    [Fact]
    public async Task Injective_LendingAtOkx_IsWhatNeptuneReports()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var okx = (await sandbox.OkxAsync(Detail, $$"""{"analysisPlatformId":"40101","walletAddressList":[{{Entries(Injective, "70000041")}}]}""")).Data
            .GetProperty("walletIdPlatformDetailList")[0].GetProperty("networkHoldVoList")[0].GetProperty("investTokenBalanceVoList")[0].GetProperty("assetsTokenList")[0];
        var neptune = (await sandbox.NeptuneAsync($"/api/v1/users/{Injective}/markets/lend")).Data.GetProperty("asset_pools")[0];

        okx.GetProperty("tokenSymbol").GetString().ShouldBe("INJ");
        (Exact.Parse(okx.GetProperty("coinAmount").GetString()!) * new Exact(System.Numerics.BigInteger.Pow(10, 18), 0)).ToString()
            .ShouldBe(neptune.GetProperty("origin_equivalent").GetProperty("total").GetString());
    }

    private static async Task<int> CodeAsync(Sandbox sandbox, string path, string body) =>
        (await sandbox.OkxAsync(path, body)).Json.GetProperty("code").GetInt32();

    private static string Entries(string address, string chains) =>
        string.Join(",", chains.Split(',').Select(c => $$"""{"chainId":"{{c}}","walletAddress":"{{address}}"}"""));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static string Amount(JsonElement element, string name) => Exact.Parse(element.GetProperty(name).GetString()!).ToString();

    private static string Sum(IEnumerable<JsonElement> items, string name) =>
        Exact.Sum(items.Select(i => Exact.Parse(i.GetProperty(name).GetString()!))).ToString();
}
