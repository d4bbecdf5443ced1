using System.Text.Json;
using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The graph as a client walks it: all the way down, page by page, and back by ids.</summary>
[Collection(GatewayCollection.Name)]
public sealed class GraphTests(Harness.Gateway gateway)
{
    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
    private const string Injective = """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""";

    [Fact]
    public void EveryField_OfTheContract_IsInTheGeneratedQuery()
    {
        var query = new EveryField();
        query.Query();
        query.Selected.Order().ShouldBe(query.All.Order());
    }

    [Theory]
    [InlineData("""{ "address": { "address": "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""")]
    [InlineData("""{ "address": { "address": "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""")]
    [InlineData("""{ "address": { "address": "0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6" } }""")]
    [InlineData("""{ "address": { "address": "0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb" } }""")]
    [InlineData("""{ "address": { "address": "0x00000000000000000000000000000000000000a2" } }""")]
    [InlineData("""{ "address": { "address": "0x000000000000000000000000000000000000dEaD" } }""")]
    [InlineData("""{ "address": { "address": "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "networks": ["eip155:999999"] } }""")]
    [InlineData("""{ "address": { "address": "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } }""")]
    [InlineData("""{ "address": { "address": "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y" } }""")]
    [InlineData("""{ "address": { "address": "TRTRdRRJxsihgqeCTkKfoG8a9hqh2JH5aC" } }""")]
    [InlineData("""{ "address": { "address": "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF" } }""")]
    [InlineData("""{ "address": { "address": "0x8a4e941a1d6733a85b0b98085fa434aebe11dc59cb24c915d3348ea8500abea8" } }""")]
    [InlineData("""{ "address": { "address": "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""")]
    [InlineData("""{ "address": { "address": "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }""")]
    [InlineData("""{ "account": "eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" }""")]
    [InlineData("""{ "okxAccount": "4686531e-3adb-469a-8000-8fd1c2097f68" }""")]
    [InlineData("""{ "okxAccount": "7d6e5f0a-0000-4000-8000-000000000001" }""")]
    [InlineData("""{ "meshUser": { "userId": "Mesh", "timezoneOffset": 3600 } }""")]
    [InlineData("""{ "meshUser": { "userId": "Mesh2" } }""")]
    [InlineData("""{ "meshUser": { "userId": "Mesh3" } }""")]
    [InlineData("""{ "meshUser": { "userId": "MeshBTC" } }""")]
    [InlineData("""{ "meshUser": { "userId": "MeshNft" } }""")]
    [InlineData("""{ "meshUser": { "userId": "MeshNulls" } }""")]
    [InlineData("""{ "meshUser": { "userId": "self-custody-example" } }""")]
    [InlineData("""{ "meshUser": { "userId": "MeshNotFound" } }""")]
    public async Task EveryFieldAtOnce_OfEveryPersona_IsAnswered(string by)
    {
        var wallet = JsonSerializer.Deserialize<JsonElement>(by);
        var answer = await gateway.Server.AskAsync(new EveryField().Query(), new { wallet, wallets = new[] { wallet }, id = new GlobalId("Network", "eip155:10").ToString() });

        answer.Data.Text("wallet.id").ShouldNotBeNull();
        answer.Data.List("portfolio.sources").ShouldAllBe(s => s.Text("status") != "FAILED");
        answer.Data.Text("node.id").ShouldBe(new GlobalId("Network", "eip155:10").ToString());
    }

    [Fact]
    public async Task Walk_FromWalletsToTheNetworksOfTheirTokens_IsOneQuery()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { wallets(by: [{{Evm}}]) {
                platforms { nodes { platform { name } networks { network { chainId } valueUsd positions { nodes { name ... on DefiPosition {
                  assets { token { symbol network { chainId name nativeToken { symbol } } } } } } } } } }
                tokenBalances { nodes { wallet { address } token { classification { __typename } network { name } } network { chainId } } } } }
            """);

        var wallet = answer.Data.At("wallets.0");
        wallet.List("platforms.nodes").ShouldNotBeEmpty();
        foreach (var network in wallet.List("platforms.nodes").SelectMany(p => p.List("networks")))
        {
            network.List("positions.nodes").ShouldNotBeEmpty();
            foreach (var asset in network.List("positions.nodes").SelectMany(p => p.List("assets")))
                asset.Text("token.network.chainId").ShouldBe(network.Text("network.chainId"));
        }

        wallet.List("tokenBalances.nodes").ShouldAllBe(b => b.Text("wallet.address") == "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb" && !b.IsNull("token.classification.__typename"));
    }

    [Theory]
    [InlineData("tokenBalances", "id token { symbol } valueUsd", "order: { valueUsd: DESC }")]
    [InlineData("tokenBalances", "id", "")]
    [InlineData("positions", "id name", "order: [{ name: ASC }]")]
    [InlineData("platforms", "id", "order: { name: DESC }")]
    [InlineData("holdings", "id", "order: [{ symbol: ASC }, { valueUsd: DESC }]")]
    public async Task Pages_OneAfterTheOther_AreTheWholeList(string list, string fields, string order)
    {
        var query = $$"""
            query($first: Int, $after: String) { portfolio(by: [{{Evm}}, {{Injective}}, { meshUser: { userId: "Mesh" } }]) { rows: {{list}}(first: $first, after: $after{{(order.Length == 0 ? "" : $", {order}")}}) {
              nodes { {{fields}} } edges { cursor node { {{fields}} } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }
            """;
        var whole = (await gateway.Server.AskAsync(query, new { first = 500 })).Data.At("portfolio.rows");
        var expected = whole.List("nodes").Select(n => n.GetRawText()).ToArray();
        expected.Length.ShouldBe(int.Parse(whole.Text("totalCount")!));
        expected.ShouldBeUnique();
        whole.Text("pageInfo.hasNextPage").ShouldBe("false");

        var size = Math.Max(1, expected.Length / 3);
        var paged = new List<string>();
        string? after = null;
        for (var page = 0; page < 10; page++)
        {
            var rows = (await gateway.Server.AskAsync(query, new { first = size, after })).Data.At("portfolio.rows");
            rows.Text("totalCount").ShouldBe(whole.Text("totalCount"));
            rows.Text("pageInfo.hasPreviousPage").ShouldBe(page > 0 ? "true" : "false");
            rows.List("edges").Select(e => e.At("node").GetRawText()).ShouldBe(rows.List("nodes").Select(n => n.GetRawText()));
            rows.List("edges")[0].Text("cursor").ShouldBe(rows.Text("pageInfo.startCursor"));
            paged.AddRange(rows.List("nodes").Select(n => n.GetRawText()));
            after = rows.Text("pageInfo.endCursor");
            if (rows.Text("pageInfo.hasNextPage") == "false") break;
        }

        paged.ShouldBe(expected);
        var none = (await gateway.Server.AskAsync(query, new { first = 0 })).Data.At("portfolio.rows");
        none.List("nodes").ShouldBeEmpty();
        none.Text("totalCount").ShouldBe(whole.Text("totalCount"));
        none.Text("pageInfo.hasNextPage").ShouldBe("true");
        none.IsNull("pageInfo.endCursor").ShouldBeTrue();
    }

    [Fact]
    public async Task Filters_AndOrders_SelectAndSortExactly()
    {
        var answer = await gateway.Server.AskAsync($$"""
            { wallet(by: {{Evm}}) {
                all: tokenBalances(first: 500) { nodes { ...Row } }
                rich: tokenBalances(first: 500, where: { valueUsd: { gt: "1000" }, isRisk: { eq: false } }, order: { valueUsd: DESC }) { nodes { ...Row } totalCount }
                some: tokenBalances(first: 500, where: { or: [{ symbol: { eq: "ETH" } }, { symbol: { startsWith: "US" } }] }, order: [{ symbol: ASC }, { amount: DESC }]) { nodes { ...Row } }
                main: tokenBalances(first: 500, where: { and: [{ network: { eq: "eip155:1" } }, { valueUsd: { neq: null } }] }) { nodes { ...Row } }
                unpriced: tokenBalances(first: 500, where: { valueUsd: { eq: null } }) { nodes { ...Row } }
                none: tokenBalances(where: { symbol: { in: [] } }) { totalCount }
                last: tokenBalances(first: 500, order: { valueUsd: ASC }) { nodes { ...Row } }
                lend: positions(where: { kind: { in: [SAVE, POOL] }, network: { in: ["eip155:1"] } }, order: { valueUsd: ASC }) { nodes { kind name valueUsd ... on DefiPosition { network { chainId } } } }
                open: platforms(where: { isInvestSupported: { eq: true }, name: { contains: "a" } }, order: { name: ASC }) { nodes { isInvestSupported platform { name } } } } }
            fragment Row on TokenBalance { token { symbol } amount valueUsd isRisk network { chainId } }
            """);

        var wallet = answer.Data.At("wallet");
        var all = wallet.List("all.nodes");
        var rich = wallet.List("rich.nodes");
        rich.Select(Value).ShouldBe(all.Where(r => !r.IsNull("valueUsd") && r.Text("isRisk") == "false" && Value(r) > 1000m).Select(Value).OrderDescending());
        rich.ShouldNotBeEmpty();
        wallet.Text("rich.totalCount").ShouldBe(rich.Length.ToString());
        var some = wallet.List("some.nodes");
        some.Length.ShouldBe(all.Count(r => r.Text("token.symbol") is "ETH" or ['U', 'S', ..]));
        some.Select(r => r.Text("token.symbol")).ShouldBe(some.Select(r => r.Text("token.symbol")).Order(StringComparer.Ordinal));
        wallet.List("main.nodes").Length.ShouldBe(all.Count(r => r.Text("network.chainId") == "eip155:1" && !r.IsNull("valueUsd")));
        wallet.List("unpriced.nodes").Length.ShouldBe(all.Count(r => r.IsNull("valueUsd")));
        wallet.List("unpriced.nodes").ShouldNotBeEmpty();
        wallet.Text("none.totalCount").ShouldBe("0");
        wallet.List("last.nodes").Length.ShouldBe(all.Length);
        wallet.List("last.nodes").Last().IsNull("valueUsd").ShouldBeTrue("without a value comes last");
        wallet.List("lend.nodes").ShouldNotBeEmpty();
        wallet.List("lend.nodes").ShouldAllBe(p => p.Text("network.chainId") == "eip155:1");
        wallet.List("open.nodes").ShouldAllBe(p => p.Text("isInvestSupported") == "true" && p.Text("platform.name")!.Contains('a'));

        // Only to compare: no digit of it is looked at.
        static decimal Value(JsonElement row) => decimal.Parse(row.Text("valueUsd")!, System.Globalization.CultureInfo.InvariantCulture);
    }

    public static TheoryData<string, string> Nodes => new()
    {
        { "Wallet", "wallet(by: $evm) { id }" },
        { "Wallet", "wallet(by: { okxAccount: \"4686531e-3adb-469a-8000-8fd1c2097f68\" }) { id }" },
        { "Wallet", "wallet(by: { meshUser: { userId: \"a|b@c\", timezoneOffset: -60 } }) { id }" },
        { "Wallet", "wallet(by: { address: { address: \"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb\", networks: [\"eip155:56\", \"eip155:1\"] } }) { id }" },
        { "Network", "network(id: \"cosmos:injective-1\") { id }" },
        { "Network", "networks { id }" },
        { "Token", "network(id: \"eip155:1\") { nativeToken { id } }" },
        { "Token", "wallet(by: $evm) { tokenBalances { nodes { token { id } } } }" },
        { "Token", "wallet(by: $inj) { tokenBalances { nodes { token { id } } } }" },
        { "Token", "wallet(by: $mesh) { tokenBalances { nodes { token { id } } } }" },
        { "TokenBalance", "wallet(by: $evm) { tokenBalances { nodes { id } } }" },
        { "TokenBalance", "wallet(by: $inj) { tokenBalances { nodes { id } } }" },
        { "TokenBalance", "wallet(by: $mesh) { tokenBalances { nodes { id } } }" },
        { "TokenBalance", "wallet(by: { okxAccount: \"7d6e5f0a-0000-4000-8000-000000000001\" }) { tokenBalances { nodes { id } } }" },
        { "TokenBalance", "wallet(by: { okxAccount: \"4686531e-3adb-469a-8000-8fd1c2097f68\" }) { tokenBalance(token: { network: \"eip155:1\" }) { id } }" },
        { "Platform", "wallet(by: $evm) { platforms { nodes { platform { id } } } }" },
        { "PlatformHolding", "wallet(by: $evm) { platforms { nodes { id } } }" },
        { "DefiPosition", "wallet(by: $evm) { positions { nodes { id } } }" },
        { "DefiPosition", "wallet(by: $evm) { platforms { nodes { positions { nodes { id } } } } }" },
        { "DefiPosition", "wallet(by: $inj) { positions { nodes { id } } }" },
        { "EquityPosition", "wallet(by: $mesh) { positions(where: { kind: { eq: EQUITY } }) { nodes { id } } }" },
        { "NftPosition", "wallet(by: { meshUser: { userId: \"MeshNft\" } }) { positions { nodes { id } } }" },
        { "Provider", "providers { id }" },
    };

    [Theory]
    [MemberData(nameof(Nodes))]
    public async Task Node_OfEveryType_IsFoundByItsId(string type, string field)
    {
        var query = field.Replace("$evm", Evm, StringComparison.Ordinal).Replace("$inj", Injective, StringComparison.Ordinal)
            .Replace("$mesh", """{ meshUser: { userId: "Mesh" } }""", StringComparison.Ordinal);
        var ids = (await gateway.Server.AskAsync($"{{ {query} }}")).Data.Leaves().Select(l => l.Value.GetString()!).Distinct().ToArray();
        ids.ShouldNotBeEmpty();
        var found = await gateway.Server.AskAsync("query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { __typename id } node(id: $id) { __typename id } }", new { ids, id = ids[0] });

        found.Data.List("nodes").Select(n => n.ValueKind == JsonValueKind.Null ? "null" : $"{n.Text("__typename")} {n.Text("id")}").ShouldBe(ids.Select(id => $"{type} {id}"));
        found.Data.Text("node.id").ShouldBe(ids[0]);

        // And everything that can be read of it there can be read here.
        var (spread, fragments) = new EveryField().Of(type);
        var all = await gateway.Server.AskAsync($"query($id: ID!) {{ node(id: $id) {{ ... on {type} {{ {spread} }} }} }}\n{fragments}", new { id = ids[0] });
        all.Data.Text("node.id").ShouldBe(ids[0]);
    }

    [Fact]
    public async Task Nodes_ThatAreGoneOrNotOurs_AreNull_AndTakeNoOtherWithThem()
    {
        var good = (await gateway.Server.AskAsync("{ network(id: \"eip155:1\") { id } }")).Data.Text("network.id")!;
        var gone = new GlobalId("TokenBalance", "address:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb|okx|nothing|").ToString();
        var answer = await gateway.Server.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { good, gone, "nonsense" } });

        answer.DataOfPart.Text("nodes.0.id").ShouldBe(good);
        answer.DataOfPart.At("nodes.1").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.DataOfPart.At("nodes.2").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Code.ShouldBe("INVALID_ID");
    }

    [Fact]
    public async Task Roots_OfNetworksAndProviders_SayWhatIsCovered()
    {
        var answer = await gateway.Server.AskAsync("""
            { providers { id name mode state capabilities networks { id chainId name } }
              networks { chainId name } some: networks(ids: ["eip155:10", "eip155:999999"]) { chainId name family }
              one: network(id: "bip122:000000000019d6689c085ae165831e93") { name shortName family nativeToken { symbol decimals assetId } } no: network(id: "eip155:999999") { name } }
            """);

        answer.Data.List("providers").Select(p => p.Text("name")).ShouldBe(["OKX", "Mesh", "Neptune Finance"]);
        answer.Data.List("providers").ShouldAllBe(p => p.Text("state") == "UP" && p.List("capabilities").Length > 0);
        answer.Data.List("networks").Length.ShouldBeGreaterThan(60);
        answer.Data.List("networks").ShouldContain(n => n.IsNull("chainId"), "a chain that no table maps");
        answer.Data.List("some").Select(n => n.Text("chainId")).ShouldBe(["eip155:10", "eip155:999999"]);
        answer.Data.Text("one.nativeToken.assetId").ShouldBe("bip122:000000000019d6689c085ae165831e93/slip44:0");
        answer.Data.IsNull("no").ShouldBeTrue();
    }

    [Fact]
    public async Task Portfolio_SaysAllThatItPromises_AndSharesAddUpToAHundred()
    {
        var dimensions = new[] { "ASSET", "NETWORK", "PLATFORM", "PROVIDER", "WALLET", "KIND" };
        var answer = await gateway.Server.AskAsync($$"""
            { portfolio(by: [{{Evm}}, {{Injective}}, { meshUser: { userId: "Mesh" } }]) {
                wallets { id } total { valueUsd assetsUsd debtsUsd isComplete asOf display }
                {{string.Join(' ', dimensions.Select(d => $"{d}: allocation(by: {d}) {{ key label valueUsd percent }}"))}}
                risk { assetConcentration platformConcentration largestAssetPercent unsupportedPlatformsUsd riskTokensUsd }
                performance { totalReturnUsd } networks { network { name } valueUsd tokenBalances { totalCount } positions { totalCount } } } }
            """);

        var portfolio = answer.Data.At("portfolio");
        portfolio.Text("total.isComplete").ShouldBe("true");
        portfolio.IsNull("total.asOf").ShouldBeFalse();
        var assets = Exact.Parse(portfolio.Text("total.assetsUsd")!);
        (assets + Exact.Parse(portfolio.Text("total.debtsUsd")!)).ToString().ShouldBe(Exact.Parse(portfolio.Text("total.valueUsd")!).ToString());
        Exact.Parse(portfolio.Text("total.debtsUsd")!).Units.Sign.ShouldBe(-1);
        foreach (var dimension in dimensions)
        {
            var slices = portfolio.List(dimension);
            slices.ShouldNotBeEmpty(dimension);
            slices.Aggregate(Exact.Zero, (sum, s) => sum + Exact.Parse(s.Text("percent")!)).ToString().ShouldBe("100", dimension);
            slices.Aggregate(Exact.Zero, (sum, s) => sum + Exact.Parse(s.Text("valueUsd")!)).ToString().ShouldBe(assets.ToString(), dimension);
            slices.Select(s => s.Text("key")).ShouldBeUnique();
            slices.ShouldAllBe(s => s.Text("label")!.Length > 0);
        }

        portfolio.List("networks").ShouldNotBeEmpty();
    }
}
