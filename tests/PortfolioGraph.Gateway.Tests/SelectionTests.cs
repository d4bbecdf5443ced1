using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>A value is the same whatever is selected beside it: what is fetched for it may not depend on its neighbours.</summary>
[Collection(GatewayCollection.Name)]
public sealed class SelectionTests(Harness.Gateway gateway)
{
    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";
    private const string Injective = """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""";
    private const string SelfCustody =
        """
        { meshUser: { userId: "self-custody-example" } },
        { account: "eip155:1:0x1111111111111111111111111111111111111111" }, { account: "eip155:42161:0x1111111111111111111111111111111111111111" }
        """;

    private GatewayServer Server => gateway.Server;

    [Theory]
    [InlineData(Evm, "tokenBalances { nodes { token { symbol } exclusion { reason valueUsd } } }")]
    [InlineData(Injective, "tokenBalances { nodes { token { symbol } source { provider { name } } exclusion { reason valueUsd } } }")]
    [InlineData(Injective, """tokenBalance(token: { network: "cosmos:injective-1" }) { source { provider { name } } }""")]
    [InlineData(Evm, """tokenBalance(token: { network: "eip155:1" }) { id sharePercent }""")]
    [InlineData(Evm, "tokenBalances { nodes { id sharePercent } }")]
    [InlineData(Evm, "positions { nodes { id sharePercent } }")]
    [InlineData(Evm, "platforms { nodes { id sharePercent } }")]
    public async Task FieldOfAWallet_AloneAndBesideEverything_IsTheSame(string wallet, string field)
    {
        var alone = await Server.AskAsync($$"""{ wallet(by: {{wallet}}) { field: {{field}} } }""");
        var beside = await Server.AskAsync(
            $$"""{ wallet(by: {{wallet}}) { field: {{field}} total { valueUsd } tokenBalances { nodes { valueUsd display { amount } exclusion { valueUsd } } } cash { amount } } }""");

        beside.Data.At("wallet.field").GetRawText().ShouldBe(alone.Data.At("wallet.field").GetRawText());
    }

    [Theory]
    [InlineData(Evm, "holdings { nodes { symbol sharePercent } }")]
    [InlineData(SelfCustody, "holdings { nodes { symbol amount sharePercent } }")]
    [InlineData(SelfCustody, "performance { costBasisUsd totalReturnUsd }")]
    public async Task FieldOfAPortfolio_AloneAndBesideEverything_IsTheSame(string wallets, string field)
    {
        var alone = await Server.AskAsync($$"""{ portfolio(by: [{{wallets}}]) { field: {{field}} } }""");
        var beside = await Server.AskAsync($$"""{ portfolio(by: [{{wallets}}]) { field: {{field}} total { valueUsd } exclusions { reason } } }""");

        beside.Data.At("portfolio.field").GetRawText().ShouldBe(alone.Data.At("portfolio.field").GetRawText());
    }

    [Fact]
    public async Task LookedUpToken_HasTheShareThatItsRowHas()
    {
        var wallet = (await Server.AskAsync(
            $$"""{ wallet(by: {{Evm}}) { tokenBalances { nodes { id sharePercent } } tokenBalance(token: { network: "eip155:1" }) { id sharePercent } } }""")).Data.At("wallet");

        wallet.List("tokenBalances.nodes").Single(row => row.Text("id") == wallet.Text("tokenBalance.id"))
            .Text("sharePercent").ShouldBe(wallet.Text("tokenBalance.sharePercent"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("$t")]
    public async Task Tokens_ThatAreNull_AreAllTokens(string tokens)
    {
        var given = await Server.AskAsync(
            $$"""query ($t: [TokenInput!]) { wallet(by: {{Evm}}) { tokenBalances(tokens: {{tokens}}) { totalCount } } other: wallet(by: {{Injective}}) { tokenBalances(tokens: $t) { totalCount } } }""",
            new { t = (object?)null });
        var leftOut = await Server.AskAsync($$"""{ wallet(by: {{Evm}}) { tokenBalances { totalCount } } other: wallet(by: {{Injective}}) { tokenBalances { totalCount } } }""");

        given.Data.GetRawText().ShouldBe(leftOut.Data.GetRawText());
    }

    [Fact]
    public async Task SingleToken_OfAProviderThatHasNoSuchCall_IsUnsupported()
    {
        var answer = await Server.AskAsync(
            """{ wallet(by: { meshUser: { userId: "MeshBTC" } }) { tokenBalances(tokens: [{ network: "bip122:000000000019d6689c085ae165831e93" }]) { totalCount } sources { status capability } } }""");

        answer.Data.Text("wallet.sources.0.status").ShouldBe("UNSUPPORTED");
    }

    [Fact]
    public async Task Cursor_OfAnotherList_IsRefused()
    {
        var page = await Server.AskAsync($$"""{ wallet(by: {{Evm}}) { tokenBalances(first: 1) { pageInfo { endCursor } } } }""");
        var cursor = page.Data.Text("wallet.tokenBalances.pageInfo.endCursor");

        var answer = await Server.AskAsync($$"""{ wallet(by: {{Evm}}) { platforms(after: "{{cursor}}") { totalCount } } }""");

        answer.Code.ShouldBe("INVALID_CURSOR");
    }

    [Theory]
    [InlineData("1|Platform|okx:10|Made Up")]
    [InlineData("1|AAAAAAAA|Network|eip155:1")]
    [InlineData("1|Token|eip155:1/erc20:0xdeadbeef")]
    public async Task Id_ThatTheGraphDidNotGiveOut_IsRefused(string forged)
    {
        var id = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(forged));

        var answer = await Server.AskAsync($$"""{ node(id: "{{id}}") { id } }""");

        answer.Code.ShouldBe("INVALID_ID");
    }
}
