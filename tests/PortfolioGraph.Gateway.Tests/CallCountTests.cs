using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What a query costs at the providers, counted there.</summary>
[Collection(GatewayCollection.Name)]
public sealed class CallCountTests(Harness.Gateway gateway)
{
    private const string List = "/api/v5/defi/user/asset/platform/list";
    private const string Detail = "/api/v5/defi/user/asset/platform/detail";
    private const string Balances = "/api/v5/wallet/asset/all-token-balances-by-address";
    private const string AccountTokens = "/api/v5/wallet/asset/token-balances";

    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
    private const string Injective = """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""";
    private const string MeshUser = """{ meshUser: { userId: "Mesh" } }""";

    private static string Address(int number) => $"0x{number + 0x1000:x40}";

    [Fact]
    public async Task Platforms_OfFiftyWallets_AreOneCall()
    {
        var by = Enumerable.Range(0, 50).Select(i => new { address = new { address = Address(i) } });
        var (answer, calls) = await gateway.Server.AskAndCountAsync(
            "query($by: [WalletInput!]!) { wallets(by: $by) { platforms { nodes { platform { name } valueUsd } } } }", new { by });

        calls.ShouldHaveSingleItem().Path.ShouldBe(List);
        answer.Data.List("wallets").Length.ShouldBe(50);
        answer.Data.List("wallets").ShouldAllBe(w => w.List("platforms.nodes").Length > 0);
    }

    [Fact]
    public async Task Platforms_OfFiftyOneWallets_AreTwoCalls()
    {
        var by = Enumerable.Range(0, 51).Select(i => new { address = new { address = Address(i) } });
        var (_, calls) = await gateway.Server.AskAndCountAsync(
            "query($by: [WalletInput!]!) { wallets(by: $by) { platforms { nodes { platform { name } valueUsd } } } }", new { by });

        calls.Select(c => c.Path).ShouldBe([List, List]);
    }

    [Fact]
    public async Task TokenBalances_OfFortyFiveTokens_AreThreeCalls()
    {
        var tokens = Enumerable.Range(0, 45).Select(i => new { network = "eip155:1", address = Address(i) });
        var (answer, calls) = await gateway.Server.AskAndCountAsync("""
            query($tokens: [TokenInput!]) { wallet(by: { okxAccount: "7d6e5f0a-0000-4000-8000-000000000001" }) {
              tokenBalances(tokens: $tokens) { nodes { amount valueUsd } } sources { status } } }
            """, new { tokens });

        answer.Data.ShouldNotBe(default);
        calls.Select(c => c.Path).ShouldBe([AccountTokens, AccountTokens, AccountTokens]);
    }

    [Fact]
    public async Task TokenBalance_UnderFortyFiveAliases_IsThreeCalls()
    {
        var fields = string.Concat(Enumerable.Range(0, 45).Select(i => $"t{i}: tokenBalance(token: {{ network: \"eip155:1\", address: \"{Address(i)}\" }}) {{ amount priceUsd }}\n"));
        var (answer, calls) = await gateway.Server.AskAndCountAsync($"{{ wallet(by: {{ okxAccount: \"7d6e5f0a-0000-4000-8000-000000000001\" }}) {{ {fields} }} }}");

        answer.Data.ShouldNotBe(default);
        calls.Select(c => c.Path).ShouldBe([AccountTokens, AccountTokens, AccountTokens]);
    }

    [Fact]
    public async Task TokenBalances_OfOneTokenInTwoFields_AskOnce()
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync("""
            { wallet(by: { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }) {
              a: tokenBalance(token: { network: "eip155:1" }) { amount }
              b: tokenBalances(tokens: [{ network: "eip155:1", address: "" }]) { nodes { amount } } } }
            """);

        calls.ShouldHaveSingleItem();
        answer.Data.Text("wallet.a.amount").ShouldBe("0.07210371955388872");
        answer.Data.Text("wallet.b.nodes.0.amount").ShouldBe("0.07210371955388872");
    }

    [Fact]
    public async Task Wallet_UnderTwoAliases_IsAskedForOnce()
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""
            { a: wallet(by: {{Evm}}) { platforms { nodes { valueUsd } } tokenBalances { totalCount } }
              b: wallet(by: { address: { address: "0xAB16A96D359EC26A11E2C2B3D8F8B8942D5BFCDB" } }) { platforms { nodes { valueUsd } } tokenBalances { totalCount } } }
            """);

        calls.Select(c => c.Path).Order().ShouldBe([List, Balances]);
        answer.Data.At("a").GetRawText().ShouldBe(answer.Data.At("b").GetRawText());
    }

    [Fact]
    public async Task Platforms_WithPositionsOfTheFirstOnly_AreOneListAndOneDetail()
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync(
            $$"""{ wallet(by: {{Evm}}) { platforms(first: 1) { totalCount nodes { platform { name } positions { nodes { name } } } } } }""");

        int.Parse(answer.Data.Text("wallet.platforms.totalCount")!).ShouldBeGreaterThan(1);
        answer.Data.List("wallet.platforms.nodes.0.positions.nodes").ShouldNotBeEmpty();
        calls.Select(c => c.Path).Order().ShouldBe([Detail, List]);
    }

    [Fact]
    public async Task Total_WithPositionsOfPlatforms_AsksForNoDetailTwice()
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""
            { wallet(by: {{Evm}}) { total { valueUsd isComplete } platforms { nodes { positions { nodes { name valueUsd } } networks { positions { nodes { name } } } } } positions { nodes { name } } } }
            """);

        var platforms = answer.Data.List("wallet.platforms.nodes").Length;
        calls.Count(c => c.Path == List).ShouldBe(1);
        calls.Count(c => c.Path == Balances).ShouldBe(1);
        calls.Where(c => c.Path == Detail).Select(c => c.Body).ShouldBeUnique();
        calls.Count.ShouldBe(2 + platforms);
        answer.Data.Text("wallet.total.isComplete").ShouldBe("true");
    }

    [Theory]
    [InlineData("tokenBalances { nodes { amount token { symbol } } }", false, false)]
    [InlineData("tokenBalances { nodes { rawAmount } pageInfo { endCursor } }", false, false)]
    [InlineData("tokenBalances { nodes { valueUsd } }", true, false)]
    [InlineData("tokenBalances { nodes { priceUsd } }", true, false)]
    [InlineData("tokenBalances(order: { valueUsd: DESC }) { nodes { amount } }", true, false)]
    [InlineData("tokenBalances { nodes { display { valueUsd } } }", true, true)]
    [InlineData("tokenBalance(token: { network: \"cosmos:injective-1\" }) { amount }", false, false)]
    [InlineData("tokenBalance(token: { network: \"cosmos:injective-1\" }) { valueUsd }", true, false)]
    public async Task NeptuneExtras_AreAskedFor_OnlyWhereTheyAreRead(string fields, bool withValue, bool withText)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""{ wallet(by: {{Injective}}) { {{fields}} } }""");

        answer.Data.ShouldNotBe(default);
        var call = calls.Where(c => c.Provider == "neptune").ShouldHaveSingleItem();
        call.Query.Contains("with_value=true", StringComparison.Ordinal).ShouldBe(withValue, call.Query);
        call.Query.Contains("with_text=true", StringComparison.Ordinal).ShouldBe(withText, call.Query);
        calls.Count(c => c.Provider == "okx").ShouldBe(1);
    }

    /// <summary>The table of what a field costs in the documents, each with the fewest calls that can do.</summary>
    [Theory]
    [InlineData(Evm, "id kind address accounts", "")]
    [InlineData(MeshUser, "id kind", "")]
    [InlineData(Evm, "tokenBalances { nodes { amount } }", "okx:1")]
    [InlineData(Evm, "tokenBalances { nodes { amount priceUsd valueUsd display { amount } isRisk } }", "okx:1")]
    [InlineData(Evm, "tokenBalances { nodes { exclusion { reason } } }", "okx:2")]
    [InlineData(Evm, "tokenBalance(token: { network: \"eip155:1\" }) { amount valueUsd }", "okx:1")]
    [InlineData(Evm, "platforms { nodes { platform { name } networks { valueUsd } investmentCount } }", "okx:1")]
    [InlineData(Evm, "reported { totalUsd }", "okx:1")]
    [InlineData(Evm, "cash { amount }", "")]
    [InlineData(Evm, "performance { totalReturnUsd }", "")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "positions { nodes { name } }", "okx:2")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "total { valueUsd }", "okx:3")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "defiPosition(investmentId: \"15299\", network: \"eip155:137\") { name valueUsd }", "okx:1")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "defiPosition(investmentId: \"15299\", network: \"eip155:137\") { sharePercent }", "okx:4")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "sources { status }", "okx:3")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "platforms { nodes { positions { nodes { name } } } }", "okx:2")]
    [InlineData(MeshUser, "tokenBalances { nodes { amount valueUsd performance { totalReturnUsd } } } positions { nodes { name } }", "mesh:1")]
    [InlineData(MeshUser, "reported { totalUsd } performance { totalReturnUsd }", "mesh:1")]
    [InlineData(MeshUser, "cash { amount }", "mesh:1")]
    [InlineData(MeshUser, "total { valueUsd }", "mesh:2")]
    [InlineData(MeshUser, "total { valueUsd } networks { valueUsd } cash { amount } positions { nodes { name } } tokenBalances { nodes { amount } } reported { totalUsd } sources { status }", "mesh:2")]
    [InlineData(MeshUser, "platforms { nodes { valueUsd } }", "")]
    [InlineData(MeshUser, "tokenBalance(token: { network: \"eip155:1\" }) { valueUsd }", "")]
    [InlineData(Evm, "tokenBalance(token: { network: \"eip155:1\" }) { exclusion { reason } }", "okx:3")]
    [InlineData(MeshUser, "tokenBalance(token: { network: \"eip155:1\" }) { exclusion { reason } }", "mesh:1")]
    [InlineData(Injective, "tokenBalance(token: { network: \"cosmos:injective-1\" }) { exclusion { reason } }", "neptune:2 okx:3")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "defiPosition(investmentId: \"15299\", network: \"eip155:137\") { exclusion { reason } }", "okx:3")]
    [InlineData(Injective, "reported { totalUsd }", "neptune:1 okx:1")]
    [InlineData(Injective, "tokenBalances { nodes { amount } }", "neptune:1 okx:1")]
    [InlineData(Injective, "tokenBalances { nodes { exclusion { reason } } }", "neptune:1 okx:2")]
    [InlineData(Injective, "positions { nodes { name } }", "neptune:1 okx:2")]
    [InlineData(Injective, "total { valueUsd } tokenBalances { nodes { amount } } positions { nodes { name } }", "neptune:1 okx:3")]
    public async Task Fields_CostNoMoreCalls_ThanTheyNeed(string by, string fields, string expected)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""{ wallet(by: {{by}}) { {{fields}} } }""");

        answer.Data.ShouldNotBe(default);
        Counted(calls).ShouldBe(expected, string.Join(Environment.NewLine, calls.Select(c => $"{c.Path}{c.Query} {c.Body}")));
    }

    [Theory]
    [InlineData("providers { name mode capabilities }", "")]
    [InlineData("networks { name }", "okx:1")]
    [InlineData("network(id: \"eip155:1\") { name nativeToken { symbol } } networks(ids: [\"eip155:10\"]) { name }", "okx:1")]
    [InlineData("providers { networks { name } } networks { name }", "okx:1")]
    [InlineData("__schema { types { name } }", "")]
    public async Task Roots_CostNoMoreCalls_ThanTheyNeed(string fields, string expected)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""{ {{fields}} }""");

        answer.Data.ShouldNotBe(default);
        Counted(calls).ShouldBe(expected);
    }

    /// <summary>A share is of everything, so everything is asked for: what else is selected does not change it.</summary>
    [Fact]
    public async Task SharePercent_OnItsOwn_IsTheSameAsBesideTheTotal()
    {
        const string Holdings = "holdings(first: 500, order: { symbol: ASC }) { nodes { id sharePercent } }";
        const string Investment = """defiPosition(investmentId: "44000001", network: "eip155:1") { sharePercent }""";
        var (alone, calls) = await gateway.Server.AskAndCountAsync($$"""{ portfolio(by: [{{Evm}}]) { {{Holdings}} } }""");
        var beside = await gateway.Server.AskAsync($$"""{ portfolio(by: [{{Evm}}]) { total { valueUsd } {{Holdings}} } }""");
        var position = await gateway.Server.AskAsync($$"""{ wallet(by: {{Evm}}) { {{Investment}} } }""");
        var positionBeside = await gateway.Server.AskAsync($$"""{ wallet(by: {{Evm}}) { total { valueUsd } {{Investment}} } }""");

        alone.Data.At("portfolio.holdings").GetRawText().ShouldBe(beside.Data.At("portfolio.holdings").GetRawText());
        calls.ShouldContain(c => c.Path == Detail);
        position.Data.Text("wallet.defiPosition.sharePercent").ShouldNotBeNull();
        position.Data.Text("wallet.defiPosition.sharePercent").ShouldBe(positionBeside.Data.Text("wallet.defiPosition.sharePercent"));
    }

    [Fact]
    public async Task Portfolio_OverWalletsOfAllProviders_AsksForThemTogether()
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""
            { portfolio(by: [{{Evm}}, { address: { address: "{{Address(1)}}" } }, {{MeshUser}}, {{Injective}}, {{Evm}}]) {
                total { valueUsd isComplete } holdings { totalCount } allocation(by: ASSET) { key percent } risk { assetConcentration } wallets { id } } }
            """);

        answer.Data.Text("portfolio.total.isComplete").ShouldBe("true");
        calls.Count(c => c.Path == Balances).ShouldBe(3, "one an address");
        calls.Count(c => c.Path == List).ShouldBe(2, "one a family");
        calls.Where(c => c.Path == Detail).Select(c => c.Body).ShouldBeUnique();
        calls.Count(c => c.Provider == "mesh").ShouldBe(2);
        calls.Count(c => c.Provider == "neptune").ShouldBe(1);
    }

    private static string Counted(IReadOnlyList<RecordedCall> calls) =>
        string.Join(' ', calls.GroupBy(c => c.Provider).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}:{g.Count()}"));
}
