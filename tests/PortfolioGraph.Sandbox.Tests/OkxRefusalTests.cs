using System.Net;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Sandbox.Tests;

/// <summary>What the documents of OKX do not allow is refused, and what OKX may do to its callers can be played.</summary>
public sealed class OkxRefusalTests
{
    private const string Evm = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Other = "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359";
    private const string Solana = "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y";
    private const string Tokens5 = "/api/v5/wallet/asset/token-balances-by-address", Tokens6 = "/api/v6/dex/balance/token-balances-by-address";
    private const string List5 = "/api/v5/defi/user/asset/platform/list", List6 = "/api/v6/defi/user/asset/platform/list";
    private const string Detail5 = "/api/v5/defi/user/asset/platform/detail", Detail6 = "/api/v6/defi/user/asset/platform/detail";
    private const string AssetDetail = "/api/v5/defi/user/investment/asset-detail";

    [Theory]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":""}],"excludeRiskToken":"1"}""", 0)]
    [InlineData(Tokens6, """{"address":"@","tokenAddresses":[{"chainIndex":"1","tokenContractAddress":""}]}""", 51000)]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":[{"chainIndex":"1","tokenAddress":""}]}""", 51000)]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":[{"chainIndex":1,"tokenContractAddress":""}]}""", 51000)]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":""}],"excludeRiskToken":true}""", 51000)]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":""}],"excludeRiskToken":"true"}""", 51000)]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":""}],"filter":"1"}""", 51000)]
    [InlineData(Tokens6, """{"address":"@","tokenContractAddresses":{"chainIndex":"1","tokenContractAddress":""}}""", 51000)]
    [InlineData(Tokens6, """{"address":"@"}""", 50014)]
    [InlineData(Tokens5, """{"address":"@","tokenAddresses":[{"chainIndex":"1","tokenAddress":""}],"filter":"1"}""", 0)]
    [InlineData(Tokens5, """{"address":"@","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":""}]}""", 51000)]
    [InlineData(Tokens5, """{"address":"@","tokenAddresses":[{"chainIndex":"1","tokenAddress":""}],"excludeRiskToken":"1"}""", 51000)]
    [InlineData(Tokens5, """{"address":"@","address":"@","tokenAddresses":[{"chainIndex":"1","tokenAddress":""}]}""", 51000)]
    [InlineData(Tokens5, """{"address":"@","tokenAddresses":["1"]}""", 51000)]
    [InlineData(List5, """{"walletAddressList":[{"chainId":1,"walletAddress":"@"}]}""", 0)]
    [InlineData(List5, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"}]}""", 84000)]
    [InlineData(List5, """{"walletAddressList":[{"chainId":"1","walletAddress":"@"}],"tag":"x"}""", 84000)]
    [InlineData(List6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@","pubKey":"k"}],"tag":"x"}""", 0)]
    [InlineData(List6, """{"walletAddressList":[{"chainId":"1","walletAddress":"@"}]}""", 84000)]
    [InlineData(List6, """{"walletAddressList":[{"chainIndex":1,"walletAddress":"@"}]}""", 84000)]
    [InlineData(List6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"},{"chainIndex":"1","walletAddress":"0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359"}]}""", 84000)]
    [InlineData(List6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"},{"chainIndex":"10","walletAddress":"0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359"}]}""", 0)]
    [InlineData(List6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"},{"chainIndex":"501","walletAddress":"4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y"}]}""", 84019)]
    [InlineData(Detail5, """{"analysisPlatformId":10,"accountIdInfoList":[{"walletAddressList":[{"chainId":"1","walletAddress":"@"}]}]}""", 0)]
    [InlineData(Detail5, """{"analysisPlatformId":10,"accountIdInfoList":[{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"}]}]}""", 84000)]
    [InlineData(Detail6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"}],"platformList":[{"analysisPlatformId":"10","chainIndex":"1"}]}""", 0)]
    [InlineData(Detail6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"}],"analysisPlatformId":"10"}""", 84000)]
    [InlineData(Detail6, """{"walletAddressList":[{"chainIndex":"1","walletAddress":"@"}]}""", 84000)]
    [InlineData(AssetDetail, """{"address":"@","investmentId":"1","chainIndex":"1"}""", 84000)]
    public async Task Body_NotAsDocumented_IsAParameterError(string path, string body, int code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var answer = await sandbox.OkxAsync(path, body.Replace("@", Evm, StringComparison.Ordinal));
        answer.Json.GetProperty("code").ToString().ShouldBe(code.ToString());
        answer.Status.ShouldBe(code is 51000 or 84000 or 50014 ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("all-token-balances-by-address?address=@&chains=1&excludeRiskToken=true", "51000")]
    [InlineData("all-token-balances-by-address?address=@&chains=1&excludeRiskToken=1", "0")]
    [InlineData("total-value-by-address?address=@&chains=1&excludeRiskToken=1", "51000")]
    [InlineData("total-value-by-address?address=@&chains=1&excludeRiskToken=false", "0")]
    public async Task ExcludeRiskToken_IsATextInBalances_AndABooleanInTotals(string target, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var answer = await sandbox.OkxAsync($"/api/v6/dex/balance/{target.Replace("@", Evm, StringComparison.Ordinal)}");
        answer.Json.GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("OK-ACCESS-KEY", 50103)]
    [InlineData("OK-ACCESS-PASSPHRASE", 50104)]
    [InlineData("OK-ACCESS-SIGN", 50106)]
    [InlineData("OK-ACCESS-TIMESTAMP", 50107)]
    public async Task Header_OfTheFour_IsNeededByVersion6Too(string header, int code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var answer = await sandbox.OkxAsync("/api/v6/dex/balance/supported/chain", spoil: headers => headers.Remove(header));
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Json.GetProperty("code").ToString().ShouldBe(code.ToString());
    }

    [Fact]
    public async Task Tokens_TwentyOneByVersion6_AreTooMany()
    {
        await using var sandbox = await Sandbox.StartAsync();
        string Body(int count) => $$"""
            {"address":"{{Evm}}","tokenContractAddresses":[{{string.Join(',', Enumerable.Repeat("""{"chainIndex":"1","tokenContractAddress":""}""", count))}}]}
            """;
        (await sandbox.OkxAsync(Tokens6, Body(20))).Status.ShouldBe(HttpStatusCode.OK);
        (await sandbox.OkxAsync(Tokens6, Body(21))).Json.GetProperty("code").GetString().ShouldBe("51000");
    }

    [Fact]
    public async Task Inscriptions_AreInVersion5Only()
    {
        await using var sandbox = await Sandbox.StartAsync();
        const string query = "?address=bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0&chains=0";
        string?[] Symbols(Answer answer) => [.. answer.Data[0].GetProperty("tokenAssets").EnumerateArray().Select(t => t.GetProperty("symbol").GetString())];

        Symbols(await sandbox.OkxAsync($"/api/v5/wallet/asset/all-token-balances-by-address{query}&filter=1")).Length.ShouldBeGreaterThan(1);
        Symbols(await sandbox.OkxAsync($"/api/v6/dex/balance/all-token-balances-by-address{query}&excludeRiskToken=1")).ShouldBe(["BTC"]);
    }

    [Fact]
    public async Task Details_OfVersion6_NameAddressesInLowerCase_AndHaveRangesWithoutATotal()
    {
        await using var sandbox = await Sandbox.StartAsync();
        const string mixed = "0xAB16A96D359EC26A11E2C2B3D8F8B8942D5BFCDB";
        var wallet = (await sandbox.OkxAsync(Detail6, $$"""
            {"walletAddressList":[{"chainIndex":"1","walletAddress":"{{mixed}}"}],"platformList":[{"analysisPlatformId":"44","chainIndex":"1"}]}
            """)).Data[0].GetProperty("walletIdPlatformDetailList")[0];
        wallet.GetProperty("accountId").GetString().ShouldBe(Evm);
        var pool = wallet.GetProperty("networkHoldVoList")[0].GetProperty("investTokenBalanceVoList")[0];
        pool.GetProperty("totalValue").GetString().ShouldBe("NaN");
        var ranged = pool.GetProperty("positionList")[0];
        ranged.GetProperty("rangeInfo").GetProperty("tickLower").GetString().ShouldBe("-887220");
        ranged.GetProperty("unclaimFeesDefiTokenInfo").GetArrayLength().ShouldBe(1);
        ranged.GetProperty("assetsTokenList")[0].GetProperty("chainIndex").GetString().ShouldBe("1");
    }

    [Theory]
    [InlineData("50050", null, HttpStatusCode.OK)]
    [InlineData(null, 404, HttpStatusCode.NotFound)]
    [InlineData(null, 410, HttpStatusCode.Gone)]
    public async Task Version5_ThatHasEnded_IsAFaultOfItsPaths(string? code, int? status, HttpStatusCode expected)
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { PathPrefix = "/api/v5/", Code = code, Status = status });
        var old = await sandbox.OkxAsync("/api/v5/wallet/chain/supported-chains");
        old.Status.ShouldBe(expected);
        if (code is not null)
            (old.Json.GetProperty("code").GetString(), old.Json.GetProperty("msg").GetString()).ShouldBe((code, "V5 API is being deprecated"));
        (await sandbox.OkxAsync("/api/v6/dex/balance/supported/chain")).Json.GetProperty("code").GetString().ShouldBe("0");
    }

    [Theory]
    [InlineData(null, "Address format mismatch")]
    [InlineData("chain 66 is not supported", "chain 66 is not supported")]
    public async Task Network_ThatIsNotCovered_FailsTheCallsThatAskForIt(string? message, string expected)
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.ControlAsync(HttpMethod.Post, "/_sandbox/faults",
            $$"""{"provider":"okx","chains":["66","1101"],"code":"84019"{{(message is null ? "" : $",\"message\":\"{message}\"")}}}""")).Status.ShouldBe(HttpStatusCode.NoContent);

        foreach (var (target, body) in new (string, string?)[]
        {
            ($"/api/v5/wallet/asset/all-token-balances-by-address?address={Evm}&chains=1,66", null),
            (Tokens5, $$"""{"address":"{{Evm}}","tokenAddresses":[{"chainIndex":"66","tokenAddress":""}]}"""),
            (List5, $$"""{"walletAddressList":[{"chainId":"1","walletAddress":"{{Evm}}"},{"chainId":1101,"walletAddress":"{{Other}}"}]}"""),
            (List6, $$"""{"walletAddressList":[{"chainIndex":"66","walletAddress":"{{Evm}}"}]}"""),
            (Detail5, $$"""{"analysisPlatformId":"10","accountIdInfoList":[{"walletAddressList":[{"chainId":"66","walletAddress":"{{Evm}}"}]}]}"""),
        })
        {
            var refused = (await sandbox.OkxAsync(target, body)).Json;
            refused.GetProperty("code").ToString().ShouldBe("84019");
            refused.GetProperty(refused.TryGetProperty("detailMsg", out _) ? "detailMsg" : "msg").GetString().ShouldBe(expected);
            (await sandbox.OkxAsync(target.Replace("66", "56"), body?.Replace("\"66\"", "\"56\"").Replace("1101", "56"))).Json.GetProperty("code").ToString().ShouldBe("0");
        }
        (await sandbox.OkxAsync(List6, $$"""{"walletAddressList":[{"chainIndex":"501","walletAddress":"{{Solana}}"}]}""")).Json.GetProperty("code").GetString().ShouldBe("0");
    }
}
