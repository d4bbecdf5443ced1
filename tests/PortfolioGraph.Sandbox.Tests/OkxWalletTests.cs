using System.Net;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class OkxWalletTests
{
    private const string Account = "4686531e-3adb-469a-8000-8fd1c2097f68";
    private const string Evm = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Solana = "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y";

    [Fact]
    public async Task TokenBalances_TheDocumentedRequest_AnswersTheDocumentedBytes()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync("/api/v5/wallet/asset/token-balances",
            $$"""{"accountId":"{{Account}}","tokenAddresses":[{"chainIndex":"1","tokenAddress":""},{"chainIndex":"0","tokenAddress":"btc-brc20-psat"}]}""");

        answer.Body.ShouldBe("""
            {
                "code": "0",
                "msg": "success",
                "data": [
                    {
                        "tokenAssets": [
                            {
                                "chainIndex": "1",
                                "tokenAddress": "",
                                "symbol": "ETH",
                                "balance": "0.07210371955388872",
                                "rawBalance": "",
                                "tokenPrice": "2650.43",
                                "tokenType": "1",
                                "isRistToken": false
                            },
                            {
                                "chainIndex": "0",
                                "tokenAddress": "btc-brc20-psat",
                                "symbol": "psat",
                                "balance": "1",
                                "rawBalance": "",
                                "tokenPrice": "140",
                                "tokenType": "2",
                                "isRiskToken": false
                            }
                        ]
                    }
                ]
            }

            """);
    }

    [Fact]
    public async Task AllAccountTokens_TheExampleAccount_HoldsTheSameTwo()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var tokens = (await sandbox.OkxAsync($"/api/v5/wallet/asset/wallet-all-token-balances?accountId={Account}")).Data[0];
        var total = (await sandbox.OkxAsync($"/api/v5/wallet/asset/total-value?accountId={Account}")).Data[0];

        tokens.GetProperty("tokenAssets").EnumerateArray().Select(t => t.GetProperty("symbol").GetString()).ShouldBe(["ETH", "psat"], ignoreOrder: true);
        tokens.GetProperty("timeStamp").GetString().ShouldNotBeNullOrEmpty();
        // 0.07210371955388872 × 2650.43 + 1 × 140
        total.GetProperty("totalValue").GetString().ShouldBe("331.1058614172132801496");
    }

    [Fact]
    public async Task TokenBalances_MoreThanTwenty_IsAParameterError()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var tokens = string.Join(",", Enumerable.Repeat("""{"chainIndex":"1","tokenAddress":""}""", 21));

        var answer = await sandbox.OkxAsync("/api/v5/wallet/asset/token-balances", $$"""{"accountId":"{{Account}}","tokenAddresses":[{{tokens}}]}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("code").GetString().ShouldBe("51000");
    }

    [Fact]
    public async Task TokenBalancesByAddress_HeldKnownAndUnknown_GivesBalanceZeroAndNothing()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync("/api/v5/wallet/asset/token-balances-by-address",
            $$"""{"address":"{{Evm}}","tokenAddresses":[{"chainIndex":"1","tokenAddress":""},{"chainIndex":"42161","tokenAddress":"{{Okx.TokenInfo.CurveLp}}"},{"chainIndex":"1","tokenAddress":"0x000000000000000000000000000000000000beef"}]}""");

        var tokens = answer.Data[0].GetProperty("tokenAssets").EnumerateArray().ToArray();
        tokens.Select(t => t.GetProperty("symbol").GetString()).ShouldBe(["ETH", "peUSDUSDC-f"]);
        tokens[0].GetProperty("balance").GetString().ShouldNotBe("0");
        tokens[1].GetProperty("balance").GetString().ShouldBe("0");
    }

    [Theory]
    [InlineData("999", "81104")]
    [InlineData("1,999", "81104")]
    [InlineData("501", "81157")]
    [InlineData("1,501", "81157")]
    public async Task AllTokens_ChainsDoNotSuit_FailsInsideA200(string chains, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync($"/api/v5/wallet/asset/all-token-balances-by-address?address={Evm}&chains={chains}");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("code").GetString().ShouldBe(code);
        answer.Data.GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("address=nonsense&chains=1", HttpStatusCode.OK, "81353")]
    [InlineData("address=0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcd&chains=1", HttpStatusCode.OK, "81353")]
    [InlineData("chains=1", HttpStatusCode.BadRequest, "50014")]
    [InlineData("address=0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", HttpStatusCode.BadRequest, "50014")]
    public async Task AllTokens_AddressDoesNotDo_FailsWithItsCode(string query, HttpStatusCode status, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync($"/api/v5/wallet/asset/all-token-balances-by-address?{query}");

        answer.Status.ShouldBe(status);
        answer.Json.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task AllTokens_FiftyOneChains_IsAParameterError()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync($"/api/v5/wallet/asset/all-token-balances-by-address?address={Evm}&chains={string.Join(",", Enumerable.Repeat("1", 51))}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("code").GetString().ShouldBe("51000");
    }

    [Fact]
    public async Task AllTokens_Filter1_ShowsEveryTrapOfTheWire()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var tokens = await TokensAsync(sandbox, $"address={Evm}&chains=1,56,137,42161,8453&filter=1");

        tokens.ShouldContain(t => Has(t, "isRistToken"));
        tokens.ShouldContain(t => Has(t, "isRiskToken"));
        tokens.ShouldContain(t => t.GetProperty("tokenPrice").GetString() == "");
        tokens.ShouldContain(t => t.GetProperty("tokenPrice").GetString() == "0");
        tokens.ShouldContain(t => IsRisk(t));
        tokens.ShouldContain(t => t.GetProperty("tokenAddress").GetString() == Okx.TokenInfo.UniswapPair);
        tokens.ShouldAllBe(t => t.GetProperty("address").GetString() == Evm);
        tokens.ShouldContain(t => Exact.Parse(t.GetProperty("balance").GetString()!).Scale == 18);
        tokens.Select(t => t.GetProperty("chainIndex").GetString()).Distinct().Count().ShouldBeGreaterThan(2);
        // rawBalance = balance × 10^decimals, which both are told of a token with 18.
        var ether = tokens.Single(t => t.GetProperty("symbol").GetString() == "ETH" && t.GetProperty("chainIndex").GetString() == "1");
        Exact.Parse(ether.GetProperty("rawBalance").GetString()!).Unscaled.ShouldBe(
            (Exact.Parse(ether.GetProperty("balance").GetString()!) * new Exact(System.Numerics.BigInteger.Pow(10, 18), 0)).Cut(0).Unscaled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&filter=0")]
    public async Task AllTokens_Filter0OrNone_LeavesRiskTokensOut(string filter)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var tokens = await TokensAsync(sandbox, $"address={Evm}&chains=1,56,8453{filter}");

        tokens.ShouldNotBeEmpty();
        tokens.ShouldNotContain(t => IsRisk(t));
    }

    [Fact]
    public async Task AllTokens_Bitcoin_HasInscriptionsAndNoRawBalance()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var tokens = await TokensAsync(sandbox, "address=bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0&chains=0&filter=1");

        tokens.ShouldAllBe(t => t.GetProperty("rawBalance").GetString() == "");
        tokens.ShouldContain(t => t.GetProperty("symbol").GetString() == "BTC");
        tokens.ShouldContain(t => t.GetProperty("tokenType").GetString() == "2");
    }

    [Fact]
    public async Task AllTokens_AskedTwice_AnswersTheSameBytes()
    {
        await using var first = await Sandbox.StartAsync();
        await using var second = await Sandbox.StartAsync();
        var target = $"/api/v5/wallet/asset/all-token-balances-by-address?address={Solana}&chains=501&filter=1";

        (await first.OkxAsync(target)).Body.ShouldBe((await second.OkxAsync(target)).Body);
    }

    [Theory]
    [InlineData("0x000000000000000000000000000000000000dEaD", "1,56,42161")]
    [InlineData("1111111111111111111114oLvT2", "0")]
    [InlineData("11111111111111111111111111111111", "501")]
    [InlineData("T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb", "195")]
    [InlineData("EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c", "607")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000", "784")]
    [InlineData("cosmos1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnrql8a", "118")]
    [InlineData("inj1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqe2hm49", "70000041")]
    public async Task AllTokens_EmptyAddressOfAFamily_AnswersAnEmptyList(string address, string chains)
    {
        await using var sandbox = await Sandbox.StartAsync();

        (await TokensAsync(sandbox, $"address={address}&chains={chains}&filter=1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task TotalValue_Tokens_IsTheExactSumOfBalanceTimesPrice()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var tokens = await TokensAsync(sandbox, $"address={Evm}&chains=1,42161&filter=1");
        var safe = await sandbox.OkxAsync($"/api/v5/wallet/asset/total-value-by-address?address={Evm}&chains=1,42161&assetType=1");
        var all = await sandbox.OkxAsync($"/api/v5/wallet/asset/total-value-by-address?address={Evm}&chains=1,42161&assetType=1&excludeRiskToken=false");

        safe.Data[0].GetProperty("totalValue").GetString().ShouldBe(Value(tokens.Where(t => !IsRisk(t))));
        all.Data[0].GetProperty("totalValue").GetString().ShouldBe(Value(tokens));
    }

    [Fact]
    public async Task TotalValue_TokensAndDefi_CountsAReceiptOnlyAsItsPosition()
    {
        await using var sandbox = await Sandbox.StartAsync();

        async Task<Exact> TotalAsync(int type) => Exact.Parse(
            (await sandbox.OkxAsync($"/api/v5/wallet/asset/total-value-by-address?address={Evm}&chains=1,42161&assetType={type}")).Data[0].GetProperty("totalValue").GetString()!);

        var receipts = (await TokensAsync(sandbox, $"address={Evm}&chains=1,42161"))
            .Where(t => t.GetProperty("tokenAddress").GetString() is Okx.TokenInfo.UniswapPair or Okx.TokenInfo.AaveReceipt or Okx.TokenInfo.WrappedStakedEther);
        (await TotalAsync(0)).ToString().ShouldBe((await TotalAsync(1) + await TotalAsync(2) - Exact.Parse(Value(receipts))).ToString());
    }

    [Fact]
    public async Task SupportedChains_BothVersions_HaveEveryChainOfTheTableAndSomeOfNone()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var v5 = (await sandbox.OkxAsync("/api/v5/wallet/chain/supported-chains")).Data;
        var v6 = (await sandbox.OkxAsync("/api/v6/dex/balance/supported/chain")).Data;

        var indices = v5.EnumerateArray().Select(c => int.Parse(c.GetProperty("chainIndex").GetString()!)).ToArray();
        indices.Length.ShouldBe(73);
        indices.ShouldBeUnique();
        new[] { 0, 1, 5, 13, 56, 118, 195, 501, 607, 784, 5757, 9004, 70000037, 70000041, 70000063, 79000001 }.ShouldBeSubsetOf(indices);
        v6.GetArrayLength().ShouldBe(indices.Length);
    }

    [Fact]
    public async Task V6Tokens_Answer_UsesTheNewNames()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var all = await sandbox.OkxAsync($"/api/v6/dex/balance/all-token-balances-by-address?address={Evm}&chains=1&excludeRiskToken=1");
        var safe = await sandbox.OkxAsync($"/api/v6/dex/balance/all-token-balances-by-address?address={Evm}&chains=1&excludeRiskToken=0");
        var one = await sandbox.OkxAsync("/api/v6/dex/balance/token-balances-by-address", $$"""{"address":"{{Evm}}","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":""}]}""");

        all.Data[0].GetProperty("tokenAssets").EnumerateArray().ShouldContain(t => IsRisk(t));
        safe.Data[0].GetProperty("tokenAssets").EnumerateArray().ShouldNotContain(t => IsRisk(t));
        one.Data[0].GetProperty("tokenAssets")[0].GetProperty("tokenContractAddress").GetString().ShouldBe("");
    }

    [Fact]
    public async Task PagedTokens_SmallLimit_ReachesEveryTokenOnce()
    {
        await using var sandbox = await Sandbox.StartAsync();
        const string account = "11111111-2222-3333-4444-555555555555";

        var all = (await sandbox.OkxAsync($"/api/v5/wallet/asset/wallet-all-token-balances?accountId={account}&filter=1")).Data[0].GetProperty("tokenAssets").GetArrayLength();
        var (seen, cursor) = (0, "0");
        for (var pages = 0; pages < 50 && cursor.Length > 0; pages++)
        {
            var page = (await sandbox.OkxAsync($"/api/v5/waas/wallet/asset/all-token-balances?accountId={account}&limit=7&cursor={cursor}")).Data[0];
            seen += page.GetProperty("tokenAssets").GetArrayLength();
            cursor = page.GetProperty("cursor").GetString()!;
        }

        all.ShouldBeGreaterThan(20);
        seen.ShouldBe(all);
    }

    private static async Task<JsonElement[]> TokensAsync(Sandbox sandbox, string query)
    {
        var answer = await sandbox.OkxAsync($"/api/v5/wallet/asset/all-token-balances-by-address?{query}");
        answer.Json.GetProperty("code").GetString().ShouldBe("0");
        return [.. answer.Data[0].GetProperty("tokenAssets").EnumerateArray()];
    }

    private static bool Has(JsonElement token, string member) => token.TryGetProperty(member, out _);

    private static bool IsRisk(JsonElement token) =>
        (token.TryGetProperty("isRiskToken", out var flag) || token.TryGetProperty("isRistToken", out flag)) && flag.GetBoolean();

    private static string Value(IEnumerable<JsonElement> tokens) => Exact.Sum(
        from token in tokens
        let price = token.GetProperty("tokenPrice").GetString()!
        where price.Length > 0
        select Exact.Parse(token.GetProperty("balance").GetString()!) * Exact.Parse(price)).ToString();
}
