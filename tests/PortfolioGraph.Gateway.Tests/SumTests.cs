using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Totals against sums that are worked out here, from the providers' own answers, to the last digit.</summary>
[Collection(GatewayCollection.Name)]
public sealed class SumTests(Harness.Gateway gateway)
{
    [Theory]
    [InlineData("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb")]
    [InlineData("0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da")]
    [InlineData("0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb")]
    [InlineData("0x0000000000000000000000000000000000001234")]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")]
    [InlineData("4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y")]
    public async Task Total_OfAnAddress_IsTokensWithoutReceiptsAndRisk_PlusPositions(string address)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync(
            "query($by: WalletInput!) { wallet(by: $by) { total { valueUsd excludedUsd isComplete } } }", new { by = new { address = new { address } } });
        var receipts = new HashSet<string>();
        var tokens = new List<JsonElement>();
        var counted = Exact.Zero;
        var excluded = Exact.Zero;
        foreach (var call in calls)
        {
            var raw = await gateway.Server.RawAsync(call);
            switch (call.Path.Split('/')[^1])
            {
                case "list":
                    receipts.UnionWith(raw.List("data.lpTokenAddressList").Select(r => $"{r.Text("chainId")}/{r.Text("tokenAddress")}"));
                    break;
                case "detail":
                    foreach (var position in raw.List("data.walletIdPlatformDetailList").SelectMany(w => w.List("networkHoldVoList")).SelectMany(n => n.List("investTokenBalanceVoList")))
                        counted += Exact.Parse(position.Text("totalValue")!);
                    break;
                default:
                    tokens.AddRange(raw.List("data").SelectMany(d => d.List("tokenAssets")));
                    break;
            }
        }

        foreach (var token in tokens.Where(t => t.Text("tokenPrice")!.Length > 0))
        {
            var value = Exact.Parse(token.Text("balance")!) * Exact.Parse(token.Text("tokenPrice")!);
            var isRisk = token.TryGetProperty("isRiskToken", out var flag) || token.TryGetProperty("isRistToken", out flag) ? flag.GetBoolean() : false;
            if (isRisk || receipts.Contains($"{token.Text("chainIndex")}/{token.Text("tokenAddress")}")) excluded += value;
            else counted += value;
        }

        var total = answer.Data.At("wallet.total");
        total.Text("isComplete").ShouldBe("true");
        Exact.Parse(total.Text("valueUsd")!).ToString().ShouldBe(counted.ToString());
        Exact.Parse(total.Text("excludedUsd")!).ToString().ShouldBe(excluded.ToString());
    }

    [Theory]
    [InlineData("Mesh")]
    [InlineData("Mesh3")]
    [InlineData("MeshBTC")]
    [InlineData("MeshNft")]
    [InlineData("cex-example")]
    [InlineData("self-custody-example")]
    public async Task Total_OfAMeshUser_IsPositionsPlusDollars(string userId)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync(
            "query($by: WalletInput!) { wallet(by: $by) { total { valueUsd unpriced isComplete } } }", new { by = new { meshUser = new { userId } } });
        var sum = Exact.Zero;
        var unpriced = 0;
        foreach (var call in calls)
        {
            var content = (await gateway.Server.RawAsync(call)).At("content");
            foreach (var list in content.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array))
            {
                foreach (var item in list.Value.EnumerateArray())
                {
                    var isCash = item.TryGetProperty("cash", out var value);
                    if (!isCash) item.TryGetProperty("marketValue", out value);
                    if (value.ValueKind != JsonValueKind.Number || isCash && item.Text("symbol") != "USD") unpriced++;
                    else sum += Exact.Parse(value.GetRawText());
                }
            }
        }

        var total = answer.Data.At("wallet.total");
        total.Text("isComplete").ShouldBe("true");
        Exact.Parse(total.Text("valueUsd")!).ToString().ShouldBe(sum.ToString());
        total.Text("unpriced").ShouldBe(unpriced.ToString());
    }

    [Fact]
    public async Task Portfolio_OfSeveralWallets_IsTheSumOfItsWallets_AndOneNamedTwiceCountsOnce()
    {
        const string One = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
        const string Other = """{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""";
        const string Part = """{ account: "eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" }""";
        var answer = await gateway.Server.AskAsync($$"""
            { wallets(by: [{{One}}, {{Other}}]) { total { valueUsd } } portfolio(by: [{{One}}, {{Other}}, {{One}}, {{Part}}]) { total { valueUsd } } }
            """);

        var sum = answer.Data.List("wallets").Aggregate(Exact.Zero, (s, w) => s + Exact.Parse(w.Text("total.valueUsd")!));
        Exact.Parse(answer.Data.Text("portfolio.total.valueUsd")!).ToString().ShouldBe(sum.ToString());
    }
}
