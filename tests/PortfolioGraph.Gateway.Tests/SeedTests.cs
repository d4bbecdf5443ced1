using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The examples of the providers' documents, from their wire to ours: every field, digit for digit.</summary>
[Collection(GatewayCollection.Name)]
public sealed class SeedTests(Harness.Gateway gateway)
{
    [Fact]
    public async Task OkxTokenBalances_OfTheExample_AreAllThere()
    {
        var answer = await gateway.Server.AskAsync("""
            { wallet(by: { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }) {
                kind address accounts
                tokenBalances(tokens: [{ network: "eip155:1", address: "" }, { network: "bip122:000000000019d6689c085ae165831e93", address: "btc-brc20-psat" }]) {
                  totalCount
                  nodes {
                    token { symbol address kind inscription assetId network { chainId } decimals }
                    network { chainId } amount rawAmount priceUsd valueUsd isRisk display { amount priceUsd valueUsd }
                    source { provider { name } isStale }
                  } } } }
            """);

        var wallet = answer.Data.At("wallet");
        wallet.Text("kind").ShouldBe("OKX_ACCOUNT");
        wallet.Text("tokenBalances.totalCount").ShouldBe("2");
        var rows = wallet.List("tokenBalances.nodes").ToDictionary(n => n.Text("token.symbol")!);
        var eth = rows["ETH"];
        eth.Text("network.chainId").ShouldBe("eip155:1");
        eth.Text("token.address").ShouldBe("");
        eth.Text("token.assetId").ShouldBe("eip155:1/slip44:60");
        eth.Text("token.kind").ShouldBe("NATIVE");
        eth.Text("amount").ShouldBe("0.07210371955388872");
        eth.IsNull("rawAmount").ShouldBeTrue();
        eth.Text("priceUsd").ShouldBe("2650.43");
        eth.Text("valueUsd").ShouldBe("191.1058614172132801496"); // 0.07210371955388872 × 2650.43
        eth.Text("isRisk").ShouldBe("false");
        eth.Text("display.amount").ShouldBe("0.0721 ETH");
        eth.Text("display.priceUsd").ShouldBe("$2,650.43");
        eth.Text("display.valueUsd").ShouldBe("$191.10");
        eth.Text("source.provider.name").ShouldBe("OKX");
        var psat = rows["psat"];
        psat.Text("network.chainId").ShouldBe("bip122:000000000019d6689c085ae165831e93");
        psat.Text("token.address").ShouldBe("btc-brc20-psat");
        psat.Text("token.kind").ShouldBe("INSCRIPTION");
        psat.Text("token.inscription").ShouldBe("BRC20");
        psat.Text("amount").ShouldBe("1");
        psat.IsNull("rawAmount").ShouldBeTrue();
        psat.Text("priceUsd").ShouldBe("140");
        psat.Text("valueUsd").ShouldBe("140");
        psat.Text("isRisk").ShouldBe("false");
    }

    [Theory]
    [InlineData("eip155:137", "15299")]
    [InlineData("eip155:42161", "21670")]
    [InlineData(null, "21670")]
    public async Task OkxAssetDetail_OfTheExample_IsAllThere(string? network, string investment)
    {
        var answer = await gateway.Server.AskAsync("""
            query($network: ChainId, $id: ID) { wallet(by: { address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }) {
                defiPosition(network: $network, investmentId: $id) {
                  name investmentId sourceInvestmentId providerKind kind valueUsd debtUsd
                  assets { token { symbol address decimals } amount valueUsd buttonType }
                  rewards { kind providerKind buttonType valueUsd assets { token { symbol address decimals network { chainId } } network { chainId } amount valueUsd buttonType } }
                } } }
            """, new { network, id = investment });

        var position = answer.Data.At("wallet.defiPosition");
        position.Text("name").ShouldBe("Curve LP peUSD-USDC.e");
        position.Text("investmentId").ShouldBe("21670");
        position.Text("sourceInvestmentId").ShouldBe("21668");
        position.Text("providerKind").ShouldBe("3");
        position.Text("kind").ShouldBe("FARM");
        position.Text("valueUsd").ShouldBe("2.62176998717455503462985895444162");
        var asset = position.List("assets").ShouldHaveSingleItem();
        asset.Text("token.symbol").ShouldBe("peUSDUSDC-f");
        asset.Text("token.address").ShouldBe("0x1e2ebe2fffa7c9fa83486188f7c19f9acd1bb990");
        asset.Text("token.decimals").ShouldBe("18");
        asset.Text("amount").ShouldBe("2.691174106339194701");
        asset.Text("valueUsd").ShouldBe("2.61869989433167351725360102089837");
        asset.IsNull("buttonType").ShouldBeTrue();
        var group = position.List("rewards").ShouldHaveSingleItem();
        group.Text("kind").ShouldBe("PUBLIC");
        group.Text("providerKind").ShouldBe("1");
        group.Text("buttonType").ShouldBe("3");
        var reward = group.List("assets").ShouldHaveSingleItem();
        reward.Text("token.symbol").ShouldBe("esLBR");
        reward.Text("token.address").ShouldBe("0x73b1988a3336208e55275c52fac7f5d3a7dfb89f");
        reward.Text("token.decimals").ShouldBe("18");
        reward.Text("network.chainId").ShouldBe("eip155:42161");
        reward.Text("amount").ShouldBe("0.002555136460646101");
        reward.Text("valueUsd").ShouldBe("0.00307009284288151737625793354325");
        reward.Text("buttonType").ShouldBe("0");
    }

    [Fact]
    public async Task OkxPlatformList_OfTheExample_IsAllThere()
    {
        var answer = await gateway.Server.AskAsync("""
            { wallets(by: [
                { address: { address: "0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6", networks: ["eip155:1"] } },
                { address: { address: "0x8f3cf7ad23cd3cadbd9735aff958023239c6a063", networks: ["eip155:56"] } }]) {
                platforms { totalCount nodes {
                  platform { name url logoUrl } valueUsd isInvestSupported investmentCount
                  networks { network { chainId name shortName logoUrl } valueUsd } } } } }
            """);

        var ethena = answer.Data.List("wallets.0.platforms.nodes").ShouldHaveSingleItem();
        ethena.Text("platform.name").ShouldBe("Ethena");
        ethena.Text("platform.url").ShouldBe("https://app.ethena.fi");
        ethena.Text("platform.logoUrl").ShouldStartWith("https://");
        ethena.Text("valueUsd").ShouldBe("10076.999426431322729394061370751783986");
        ethena.Text("isInvestSupported").ShouldBe("true");
        ethena.Text("investmentCount").ShouldBe("1");
        var network = ethena.List("networks").ShouldHaveSingleItem();
        network.Text("network.chainId").ShouldBe("eip155:1");
        network.Text("network.logoUrl").ShouldStartWith("https://");
        network.Text("valueUsd").ShouldBe("10076.999426431322729394061370751783986");
        var pancake = answer.Data.List("wallets.1.platforms.nodes").ShouldHaveSingleItem();
        pancake.Text("platform.name").ShouldBe("PancakeSwap");
        pancake.Text("platform.url").ShouldBe("https://pancakeswap.finance");
        pancake.Text("isInvestSupported").ShouldBe("false");
        pancake.Text("networks.0.network.chainId").ShouldBe("eip155:56");
    }

    [Theory]
    [InlineData("cex-example", "1819.9", "6.1", "1934.78", "1185.12")]
    [InlineData("self-custody-example", "3626.74", "5.4", "0", "592.03")]
    public async Task MeshPortfolio_OfTheExamples_IsAllThere(string user, string cost, string performance, string equities, string coins)
    {
        var answer = await gateway.Server.AskAsync("""
            query($user: ID!) { wallet(by: { meshUser: { userId: $user } }) {
                reported { source { provider { name } } totalUsd equitiesUsd cryptocurrenciesUsd nftsUsd costBasisUsd performance }
                tokenBalances(order: { symbol: DESC }) { nodes {
                  token { symbol name } amount priceUsd valueUsd sharePercent
                  performance { unitCostUsd costBasisUsd totalReturnUsd totalReturnPercent dailyReturnUsd dailyReturnPercent }
                  distribution { network { chainId } account amount } } }
                positions(order: { name: ASC }) { nodes { __typename name kind valueUsd sharePercent ... on EquityPosition {
                  symbol amount priceUsd performance { unitCostUsd costBasisUsd totalReturnUsd totalReturnPercent dailyReturnUsd dailyReturnPercent } } } } } }
            """, new { user });

        var wallet = answer.Data.At("wallet");
        var reported = wallet.List("reported").ShouldHaveSingleItem();
        reported.Text("equitiesUsd").ShouldBe(equities);
        reported.Text("cryptocurrenciesUsd").ShouldBe(coins);
        reported.Text("nftsUsd").ShouldBe("0");
        reported.Text("costBasisUsd").ShouldBe(cost);
        reported.Text("performance").ShouldBe(performance);
        var coinRows = wallet.List("tokenBalances.nodes");
        coinRows.Length.ShouldBe(2);
        ShouldBeRow(coinRows[0], "token.symbol", "ETH", "token.name", "Ethereum", "0.260325", "1350.07", "351.457", "11.4018", "3626.66", "-592.6533", "-62.7737", "-3.6081", "-1.0162");
        ShouldBeRow(coinRows[1], "token.symbol", "DOGE", "token.name", "Dogecoin", "4025.02", "0.05977", "240.5754", "7.8", "0.081", "-85.45", "-26.2", "-2.45", "-1.0103");
        if (user == "cex-example")
        {
            coinRows[0].List("distribution").ShouldBeEmpty();
            var shares = wallet.List("positions.nodes");
            shares.Length.ShouldBe(2);
            ShouldBeRow(shares[0], "symbol", "AAPL", "name", "Apple", "8.15", "147.27", "1201.67", "38.98", "129.5", "144.97", "13.71", "31.65", "2.7");
            ShouldBeRow(shares[1], "symbol", "TSLA", "name", "Tesla", "0.063", "214.44", "13.69", "0.44", "234.8", "-1.3", "-8.67", "0.45", "3.45");
        }
        else
        {
            wallet.List("positions.nodes").ShouldBeEmpty();
            coinRows[0].List("distribution").Select(d => (d.Text("network.chainId"), d.Text("account"), d.Text("amount"))).ShouldBe([
                ("eip155:1", "eip155:1:0x1111111111111111111111111111111111111111", "0.16"),
                ("eip155:42161", "eip155:42161:0x1111111111111111111111111111111111111111", "0.100325")]);
            coinRows[1].List("distribution").Select(d => d.Text("amount")).ShouldBe(["2025.02", "2000"]);
        }
    }

    [Fact]
    public async Task MeshNft_WithEveryField_IsAllThere()
    {
        var answer = await gateway.Server.AskAsync("""
            { wallet(by: { meshUser: { userId: "MeshNft" } }) { positions { nodes { ... on NftPosition {
                name kind description amount network { chainId } tokenId
                collection { name symbol address schema kind description externalUrl }
                imageUrl imageOriginalUrl animationUrl backgroundColor marketplaceId marketplaceUrl explorerUrl creatorAddress twitterUsername
                paymentTokenSymbol numberOfSales valueUsd sharePercent performance { unitCostUsd costBasisUsd }
                lastSale { side symbol symbolLogoUrl price priceUsd amount createdAt updatedAt }
                currentOffer { side symbol symbolLogoUrl price priceUsd amount createdAt updatedAt } } } } } }
            """);

        var nft = answer.Data.List("wallet.positions.nodes").ShouldHaveSingleItem();
        var expected = new Dictionary<string, string?>
        {
            ["name"] = "Sandbox Ape 7090", ["kind"] = "NFT", ["description"] = "A made-up ape for tests.", ["amount"] = "2", ["network.chainId"] = "eip155:1",
            ["tokenId"] = "115792089237316195423570985008687907853269984665640564039457584007913129639935",
            ["collection.name"] = "Sandbox Apes", ["collection.symbol"] = "SAPE", ["collection.address"] = "0xbc4ca0eda7647a8ab7c2061c2e118a18a936f13d",
            ["collection.schema"] = "ERC721", ["collection.kind"] = "non-fungible", ["collection.description"] = "Apes that nobody owns.",
            ["collection.externalUrl"] = "https://apes.sandbox.example",
            ["imageUrl"] = "https://nft.sandbox.example/7090.png", ["imageOriginalUrl"] = "https://nft.sandbox.example/7090-original.png",
            ["animationUrl"] = "https://nft.sandbox.example/7090.mp4", ["backgroundColor"] = "ffcc00", ["marketplaceId"] = "market-7090",
            ["marketplaceUrl"] = "https://market.sandbox.example/assets/7090",
            ["explorerUrl"] = "https://explorer.sandbox.example/1/address/0xbc4ca0eda7647a8ab7c2061c2e118a18a936f13d",
            ["creatorAddress"] = "0xaba7161a7fb69c88e16ed9f455ce62b791ee4d03", ["twitterUsername"] = "sandbox_apes", ["paymentTokenSymbol"] = "WETH",
            ["numberOfSales"] = null, // 9007199254740993 is no Int of GraphQL: better unknown than wrong
            ["valueUsd"] = "6626.075", ["sharePercent"] = "100", ["performance.unitCostUsd"] = "1200.5",
            ["lastSale.side"] = "BUY", ["lastSale.symbol"] = "WETH", ["lastSale.symbolLogoUrl"] = "https://static.sandbox.example/token/WETH.png",
            ["lastSale.price"] = "0.75", ["lastSale.priceUsd"] = "1987.8225", ["lastSale.amount"] = "2",
            ["lastSale.createdAt"] = "2023-07-22T04:26:40.000Z", ["lastSale.updatedAt"] = "2023-07-22T05:26:40.000Z",
            ["currentOffer.side"] = "SELL", ["currentOffer.symbol"] = "ETH", ["currentOffer.symbolLogoUrl"] = "https://static.sandbox.example/token/ETH.png",
            ["currentOffer.price"] = "1.25", ["currentOffer.priceUsd"] = "3313.0375", ["currentOffer.amount"] = "1",
            ["currentOffer.createdAt"] = "2023-11-14T22:13:20.000Z", ["currentOffer.updatedAt"] = "2023-11-14T23:13:20.000Z",
        };
        foreach (var (path, value) in expected) nft.Text(path).ShouldBe(value, path);
    }

    [Fact]
    public async Task NeptuneBalances_OfTheExample_AreAllThere()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { wallet(by: { address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }) {
                reported { source { provider { name } } totalUsd }
                tokenBalances { nodes { {{NeptuneFields}} } } } }
            """);

        var row = answer.Data.List("wallet.tokenBalances.nodes").Single(n => n.Text("source.provider.name") == "Neptune Finance");
        ShouldBeInjective(row, "375425343522854919091", "375.425343522854919091", "1125.656578751752046656", "375.4253 INJ", "$1,125.65");
        answer.Data.List("wallet.reported").Single(r => r.Text("source.provider.name") == "Neptune Finance").Text("totalUsd").ShouldBe("626.552120573717882332");
    }

    [Fact]
    public async Task NeptuneBalance_OfTheExample_IsAllThere()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { wallet(by: { address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }) {
                tokenBalance(token: { network: "cosmos:injective-1" }) { {{NeptuneFields}} } } }
            """);

        ShouldBeInjective(answer.Data.At("wallet.tokenBalance"), "121433424019244729044", "121.433424019244729044", "364.099906908102433329", "121.4334 INJ", "$364.09");
    }

    private const string NeptuneFields = """
        token { symbol denomSymbol name address decimals displayDecimals kind network { chainId } classification { ... on RegularToken { receiptToken { address } } } }
        amount rawAmount priceUsd valueUsd display { amount priceUsd valueUsd } source { provider { name } }
        """;

    private static void ShouldBeInjective(System.Text.Json.JsonElement row, string raw, string amount, string value, string amountText, string valueText)
    {
        row.Text("source.provider.name").ShouldBe("Neptune Finance");
        row.Text("token.symbol").ShouldBe("INJ");
        row.Text("token.denomSymbol").ShouldBe("inj");
        row.Text("token.name").ShouldBe("Injective");
        row.Text("token.address").ShouldBe("");
        row.Text("token.decimals").ShouldBe("18");
        row.Text("token.displayDecimals").ShouldBe("4");
        row.Text("token.kind").ShouldBe("NATIVE");
        row.Text("token.network.chainId").ShouldBe("cosmos:injective-1");
        row.Text("token.classification.receiptToken.address").ShouldBe("inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f");
        row.Text("rawAmount").ShouldBe(raw);
        row.Text("amount").ShouldBe(amount);
        row.Text("priceUsd").ShouldBe("2.99835");
        row.Text("valueUsd").ShouldBe(value);
        row.Text("display.amount").ShouldBe(amountText);
        row.Text("display.priceUsd").ShouldBe("$2.99");
        row.Text("display.valueUsd").ShouldBe(valueText);
    }

    private static void ShouldBeRow(
        System.Text.Json.JsonElement row, string symbolPath, string symbol, string namePath, string name,
        string amount, string price, string value, string share, string unitCost, string total, string totalPercent, string daily, string dailyPercent)
    {
        row.Text(symbolPath).ShouldBe(symbol);
        row.Text(namePath).ShouldBe(name);
        row.Text("amount").ShouldBe(amount);
        row.Text("priceUsd").ShouldBe(price);
        row.Text("valueUsd").ShouldBe(value);
        row.Text("sharePercent").ShouldBe(share);
        row.Text("performance.unitCostUsd").ShouldBe(unitCost);
        row.Text("performance.totalReturnUsd").ShouldBe(total);
        row.Text("performance.totalReturnPercent").ShouldBe(totalPercent);
        row.Text("performance.dailyReturnUsd").ShouldBe(daily);
        row.Text("performance.dailyReturnPercent").ShouldBe(dailyPercent);
    }
}
