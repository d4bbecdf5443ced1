using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Okx;

/// <summary>The examples of OKX's documents by each version of its API, and after version 5 has ended in each way in which it may.</summary>
public sealed class OkxSeedTests
{
    private const string Investor = "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da";

    /// <summary>The setting, and how version 5 has ended: null where it answers.</summary>
    public static TheoryData<string, string?> Worlds => new()
    {
        { "Auto", null }, { "V5", null }, { "V6", null },
        { "Auto", "50050" }, { "Auto", "404" }, { "Auto", "410" }, { "V6", "50050" }, { "V6", "404" },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task PlatformList_OfTheExample_IsAllThere(string version, string? end)
    {
        await using var server = await StartAsync(version, end);
        var answer = await server.AskAsync("""
            { wallets(by: [
                { address: { address: "0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6", networks: ["eip155:1"] } },
                { address: { address: "0x8f3cf7ad23cd3cadbd9735aff958023239c6a063", networks: ["eip155:56"] } }]) {
                address reported { totalUsd }
                platforms { totalCount nodes {
                  platform { name url logoUrl } valueUsd isInvestSupported investmentCount
                  networks { network { chainId name shortName logoUrl } valueUsd } } }
                positions { nodes { ... on DefiPosition { name investmentId kind providerKind valueUsd debtUsd network { chainId }
                  assets { token { symbol address decimals } amount valueUsd } rewards { assets { token { symbol } amount valueUsd } } } } }
                total { valueUsd isComplete } sources { capability status } } }
            """);

        var first = answer.Data.At("wallets.0");
        first.Text("reported.0.totalUsd").ShouldBe("10076.999426431322729394061370751783986");
        var ethena = first.List("platforms.nodes").ShouldHaveSingleItem();
        ethena.Text("platform.name").ShouldBe("Ethena");
        ethena.Text("platform.url").ShouldBe("https://app.ethena.fi");
        ethena.Text("platform.logoUrl").ShouldBe("https://static.sandbox.example/platform/118265.png");
        ethena.Text("valueUsd").ShouldBe("10076.999426431322729394061370751783986");
        ethena.Text("isInvestSupported").ShouldBe("true");
        ethena.Text("investmentCount").ShouldBe("1");
        var network = ethena.List("networks").ShouldHaveSingleItem();
        network.Text("network.chainId").ShouldBe("eip155:1");
        network.Text("network.name").ShouldBe("Ethereum");
        network.Text("network.logoUrl").ShouldBe("https://static.sandbox.example/chain/1.png");
        network.Text("valueUsd").ShouldBe("10076.999426431322729394061370751783986");
        var staked = first.List("positions.nodes").ShouldHaveSingleItem();
        staked.Text("name").ShouldBe("Staked USDe");
        staked.Text("kind").ShouldBe("STAKE");
        staked.Text("providerKind").ShouldBe("5");
        staked.Text("valueUsd").ShouldBe("10076.999426431322729394061370751783986");
        staked.Text("debtUsd").ShouldBe("0");
        staked.Text("assets.0.token.symbol").ShouldBe("USDe");
        staked.Text("assets.0.token.address").ShouldBe("0x4c9edd5852cd905f086c759e8383e09bff1e68b3");
        staked.Text("assets.0.token.decimals").ShouldBe("18");
        staked.Text("assets.0.amount").ShouldBe("10070.125");

        var second = answer.Data.At("wallets.1");
        second.Text("reported.0.totalUsd").ShouldBe("468.1668500000000002407708");
        second.Text("platforms.nodes.0.platform.name").ShouldBe("PancakeSwap");
        second.Text("platforms.nodes.0.isInvestSupported").ShouldBe("false");
        second.Text("platforms.nodes.0.networks.0.network.chainId").ShouldBe("eip155:56");
        var pool = second.List("positions.nodes").ShouldHaveSingleItem();
        pool.Text("kind").ShouldBe("POOL");
        // By version 6 OKX states no sum: 120.500000000000000001 × 1.9417 + 0.41 × 571.2 + 0.000000000000000123 × 1.9417
        pool.Text("valueUsd").ShouldBe("468.1668500000000002407708");
        pool.List("assets").Select(a => a.Text("amount")).ShouldBe(["120.500000000000000001", "0.41"]);
        pool.Text("rewards.0.assets.0.amount").ShouldBe("0.000000000000000123");
        foreach (var wallet in new[] { first, second })
        {
            wallet.Text("total.isComplete").ShouldBe("true");
            wallet.List("sources").ShouldAllBe(s => s.Text("status") == "OK");
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Investment_OfTheExample_IsAllThere(string version, string? end)
    {
        await using var server = await StartAsync(version, end);
        foreach (var network in new[] { "eip155:42161", null })
        {
            var answer = await server.AskAsync("""
                query($network: ChainId, $address: String!) { wallet(by: { address: { address: $address } }) {
                    defiPosition(network: $network, investmentId: "21670") {
                      name investmentId sourceInvestmentId providerKind kind valueUsd debtUsd
                      assets { token { symbol address decimals } amount valueUsd buttonType }
                      rewards { kind providerKind buttonType valueUsd assets { token { symbol address decimals } network { chainId } amount valueUsd buttonType } }
                    } } }
                """, new { network, address = Investor });

            var position = answer.Data.At("wallet.defiPosition");
            position.Text("name").ShouldBe("Curve LP peUSD-USDC.e");
            position.Text("investmentId").ShouldBe("21670");
            position.Text("providerKind").ShouldBe("3");
            position.Text("kind").ShouldBe("FARM");
            position.Text("valueUsd").ShouldBe("2.62176998717455503462985895444162");
            position.Text("debtUsd").ShouldBe("0");
            var asset = position.List("assets").ShouldHaveSingleItem();
            asset.Text("token.symbol").ShouldBe("peUSDUSDC-f");
            asset.Text("token.address").ShouldBe("0x1e2ebe2fffa7c9fa83486188f7c19f9acd1bb990");
            asset.Text("token.decimals").ShouldBe("18");
            asset.Text("amount").ShouldBe("2.691174106339194701");
            asset.Text("valueUsd").ShouldBe("2.61869989433167351725360102089837");
            var group = position.List("rewards").ShouldHaveSingleItem();
            group.Text("kind").ShouldBe("PUBLIC");
            group.Text("valueUsd").ShouldBe("0.00307009284288151737625793354325");
            var reward = group.List("assets").ShouldHaveSingleItem();
            reward.Text("token.symbol").ShouldBe("esLBR");
            reward.Text("token.address").ShouldBe("0x73b1988a3336208e55275c52fac7f5d3a7dfb89f");
            reward.Text("token.decimals").ShouldBe("18");
            reward.Text("network.chainId").ShouldBe("eip155:42161");
            reward.Text("amount").ShouldBe("0.002555136460646101");
            reward.Text("valueUsd").ShouldBe("0.00307009284288151737625793354325");

            // What only version 5 says.
            var isV5 = version != "V6" && end is null;
            position.Text("sourceInvestmentId").ShouldBe(isV5 ? "21668" : null);
            (group.Text("providerKind"), group.Text("buttonType")).ShouldBe(isV5 ? ("1", "3") : ("REWARD_INVESTMENT", null));
            reward.Text("buttonType").ShouldBe(isV5 ? "0" : null);
        }
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("V5")]
    [InlineData("V6")]
    public async Task TokenBalances_OfTheExample_AreAllThereWhereVersion5Answers(string version)
    {
        await using var server = await StartAsync(version, null);
        var rows = (await AccountAsync(server)).List("tokenBalances.nodes").ToDictionary(n => n.Text("token.symbol")!);

        rows.Keys.Order().ShouldBe(["ETH", "psat"]);
        rows["ETH"].Text("amount").ShouldBe("0.07210371955388872");
        rows["ETH"].Text("priceUsd").ShouldBe("2650.43");
        rows["ETH"].Text("valueUsd").ShouldBe("191.1058614172132801496");
        rows["ETH"].Text("token.assetId").ShouldBe("eip155:1/slip44:60");
        rows["psat"].Text("amount").ShouldBe("1");
        rows["psat"].Text("priceUsd").ShouldBe("140");
        rows["psat"].Text("token.inscription").ShouldBe("BRC20");
        rows.Values.ShouldAllBe(row => row.Text("isRisk") == "false" && row.Text("rawAmount") == null);
    }

    [Theory]
    [InlineData("Auto", "50050")]
    [InlineData("Auto", "404")]
    [InlineData("Auto", "410")]
    [InlineData("V6", "50050")]
    public async Task TokenBalances_OfAnAccountAfterVersion5_AreUnsupportedWithTheReason(string version, string end)
    {
        await using var server = await StartAsync(version, end);
        for (var i = 0; i < 2; i++)
        {
            var wallet = (await server.AskAsync("""
                { wallet(by: { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }) {
                    total { valueUsd isComplete } tokenBalances { totalCount } sources { capability status error { code providerCode message } } } }
                """)).Data.At("wallet");

            wallet.Text("total.isComplete").ShouldBe("false");
            var report = wallet.List("sources").Single(s => s.Text("capability") == "TOKEN_BALANCES");
            report.Text("status").ShouldBe("UNSUPPORTED");
            report.Text("error.code").ShouldBe("UNSUPPORTED_BY_PROVIDER");
            report.Text("error.providerCode").ShouldBe(end);
            report.Text("error.message").ShouldBe("OKX has ended version 5 of its API, and version 6 has no calls for OKX accounts");
        }

        // It is known the second time.
        server.Sandbox.Calls.Count.ShouldBe(1);
    }

    private static async Task<JsonElement> AccountAsync(GatewayServer server) => (await server.AskAsync("""
        { wallet(by: { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }) {
            tokenBalances(tokens: [{ network: "eip155:1", address: "" }, { network: "bip122:000000000019d6689c085ae165831e93", address: "btc-brc20-psat" }]) {
              nodes { token { symbol assetId inscription } amount rawAmount priceUsd valueUsd isRisk } } } }
        """)).Data.At("wallet");

    /// <summary>A gateway for OKX alone, whose version 5 answers, or has ended with a code or a status.</summary>
    internal static async Task<GatewayServer> StartAsync(string? version, string? end, Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["Providers:Okx:ApiVersion"] = version, ["Providers:Mesh:ClientId"] = null, ["Providers:Neptune:Enabled"] = "false",
        };
        if (version is null) all.Remove("Providers:Okx:ApiVersion");
        foreach (var (key, value) in settings ?? []) all[key] = value;
        var server = await GatewayServer.StartAsync(all);
        if (end is not null)
            server.Sandbox.Faults.Set("okx", new Fault { PathPrefix = "/api/v5/", Code = end == "50050" ? end : null, Status = end == "50050" ? null : int.Parse(end) });
        return server;
    }
}
