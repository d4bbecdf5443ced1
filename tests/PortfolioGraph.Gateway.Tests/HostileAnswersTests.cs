using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Whatever a provider answers, a total that lost something does not say that it is complete, and one text spoils nothing but itself.</summary>
public sealed class HostileAnswersTests
{
    private const string A = "0x00000000000000000000000000000000000000aa";
    private const string B = "0x00000000000000000000000000000000000000bb";

    private const string Eth = """{"chainIndex":"1","tokenAddress":"","symbol":"ETH","balance":"1","rawBalance":"","tokenPrice":"2000","isRiskToken":false}""";

    private const string Fields = "{ tokenBalances { nodes { valueUsd token { symbol } } } total { valueUsd isComplete } sources { capability status error { code } } }";

    [Theory]
    [InlineData("""{"code":"0","data":[{"tokenAssets":[@]}],"\ud83d":1}""")]
    [InlineData("""{"\ud83d":{"\ude00":["\ud83d"]},"code":"0","data":[{"tokenAssets":[@]}]}""")]
    [InlineData("""{"code":"0","data":[{"\ud83d":1,"tokenAssets":[@]}],"msg":"\ud83d"}""")]
    [InlineData("\ufeff{\"code\":\"0\",\"data\":[{\"tokenAssets\":[@]}]}")]
    public async Task NamesCutInACharacter_LoseNothing(string body)
    {
        var wallet = await WalletAsync(body.Replace("@", Eth, StringComparison.Ordinal));
        wallet.Text("total.valueUsd").ShouldBe("2000");
        wallet.Text("total.isComplete").ShouldBe("true");
        wallet.List("sources").ShouldAllBe(s => s.Text("status") == "OK");
    }

    [Fact]
    public async Task SymbolCutInACharacter_IsCleaned_AndTheWalletStands()
    {
        const string Free = """{"chainIndex":"1","tokenAddress":"0x00000000000000000000000000000000000000f1","symbol":"FREE \ud83d","balance":"5","tokenPrice":"1"}""";
        var wallet = await WalletAsync($$"""{"code":"0","data":[{"tokenAssets":[{{Eth}},{{Free}}]}]}""");
        wallet.Text("total.valueUsd").ShouldBe("2005");
        wallet.Text("total.isComplete").ShouldBe("true");
        wallet.List("tokenBalances.nodes").Select(n => n.Text("token.symbol")).ShouldBe(["ETH", "FREE \ufffd"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"code":"0","data":[{"tokenAssets\ud83d":[@]}]}""")]
    [InlineData("""{"code":"0","data\ud83d":[{"tokenAssets":[@]}]}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":[@]}],"data":[]}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":[@],"tokenAssets":[]}]}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":"@"}]}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":[@]}]""")]
    public async Task ListThatIsLost_IsAFailure_AndNotComplete(string body)
    {
        var wallet = await WalletAsync(body.Replace("\"@\"", "\"x\"", StringComparison.Ordinal).Replace("@", Eth, StringComparison.Ordinal), part: true);
        wallet.Text("total.isComplete").ShouldBe("false");
        var report = wallet.List("sources").Single(s => s.Text("capability") == "TOKEN_BALANCES");
        (report.Text("status"), report.Text("error.code")).ShouldBe(("FAILED", "PROVIDER_MALFORMED_RESPONSE"));
    }

    [Theory]
    [InlineData("\"balance\":\"1\",\"rawBalance\":\"\"", "\"balance\":\"\",\"rawBalance\":\"\"")]
    [InlineData("\"balance\":\"1\"", "\"balance\":\"1e400000\"")]
    [InlineData("\"balance\":\"1\"", "\"bal\\ud83d\":\"1\"")]
    public async Task RowWithoutAmount_IsPartial(string written, string spoilt)
    {
        var wallet = await WalletAsync($$"""{"code":"0","data":[{"tokenAssets":[{{Eth}},{{Eth.Replace(written, spoilt, StringComparison.Ordinal)}}]}]}""");
        wallet.Text("total.isComplete").ShouldBe("false");
        wallet.List("sources").Single(s => s.Text("capability") == "TOKEN_BALANCES").Text("status").ShouldBe("PARTIAL");
    }

    [Fact]
    public async Task OneWalletsAnswerIsSpoilt_TheOtherStands()
    {
        await using var okx = await FakeOkx.StartAsync((call, query, body) => call != "all-token-balances-by-address" ? null
            : query.Contains(A, StringComparison.Ordinal) ? """{"code":"0","data":[{"tokenAssets":[[]]}]}""" : $$"""{"code":"0","data":[{"tokenAssets":[{{Eth}}]}]}""");
        await using var server = await okx.GatewayAsync();
        var data = (await server.AskAsync($"{{ a: wallet(by: {By(A)}) {{ total {{ valueUsd isComplete }} }} b: wallet(by: {By(B)}) {{ total {{ valueUsd isComplete }} }} }}")).DataOfPart;
        data.Text("a.total.isComplete").ShouldBe("false");
        (data.Text("b.total.valueUsd"), data.Text("b.total.isComplete")).ShouldBe(("2000", "true"));
    }

    private static string By(string address) => $"{{ address: {{ address: \"{address}\", networks: [\"eip155:1\"] }} }}";

    private static async Task<JsonElement> WalletAsync(string tokens, bool part = false)
    {
        await using var okx = await FakeOkx.StartAsync((call, _, _) => call == "all-token-balances-by-address" ? tokens : null);
        await using var server = await okx.GatewayAsync();
        var answer = await server.AskAsync($"{{ wallet(by: {By(A)}) {Fields} }}");
        return (part ? answer.DataOfPart : answer.Data).At("wallet");
    }
}
