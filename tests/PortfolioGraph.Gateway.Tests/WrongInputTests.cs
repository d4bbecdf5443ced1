using System.Net;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What can't be answered is refused before anybody is asked, and the refusal says which value is wrong.</summary>
[Collection(GatewayCollection.Name)]
public sealed class WrongInputTests(Harness.Gateway gateway)
{
    private const string Evm = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";

    [Theory]
    [InlineData("""wallet(by: { address: { address: "0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359" } }) { total { valueUsd } }""", "0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359", "EIP-55")]
    [InlineData("""wallet(by: { address: { address: "0x12" } }) { id }""", "0x12", "")]
    [InlineData("""wallet(by: { address: { address: "" } }) { id }""", "\"\"", "")]
    [InlineData("""wallet(by: { address: { address: "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh" } }) { id }""", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "")]
    [InlineData("""wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["ethereum"] } }) { id }""", "ethereum", "eip155:1")]
    [InlineData("""wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:"] } }) { id }""", "eip155:", "")]
    [InlineData("""wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["1"] } }) { id }""", "1", "eip155:1")]
    [InlineData("""wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: [] } }) { id }""", "networks", "")]
    [InlineData("""wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"] } }) { id }""", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "")]
    [InlineData("""wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1", "cosmos:injective-1"] } }) { id }""", "cosmos:injective-1", "")]
    [InlineData("""wallet(by: { account: "eip155:1:0x12" }) { id }""", "eip155:1:0x12", "")]
    [InlineData("""wallet(by: { account: "ethereum" }) { id }""", "ethereum", "")]
    [InlineData("""wallet(by: { meshUser: { userId: "" } }) { id }""", "userId", "")]
    [InlineData("""wallet(by: { meshUser: { userId: " " } }) { id }""", "userId", "")]
    [InlineData("""wallet(by: { okxAccount: "" }) { id }""", "okxAccount", "")]
    [InlineData("""wallet(by: {}) { id }""", "WalletInput", "")]
    [InlineData("""wallet(by: { okxAccount: "a", account: "eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" }) { id }""", "WalletInput", "")]
    [InlineData("""wallet(by: { okxAccount: null }) { id }""", "okxAccount", "")]
    [InlineData($$"""wallet(by: {{Evm}}) { tokenBalances(first: 501) { totalCount } }""", "501", "500")]
    [InlineData($$"""wallet(by: {{Evm}}) { tokenBalances(first: -1) { totalCount } }""", "-1", "")]
    [InlineData($$"""wallet(by: {{Evm}}) { platforms(first: 501) { totalCount } }""", "501", "500")]
    [InlineData($$"""wallet(by: {{Evm}}) { positions(after: "nonsense") { totalCount } }""", "nonsense", "cursor")]
    [InlineData($$"""wallet(by: {{Evm}}) { tokenBalances(order: { valueUsd: ASC, symbol: ASC }) { totalCount } }""", "valueUsd", "symbol")]
    [InlineData($$"""wallet(by: {{Evm}}) { defiPosition(network: "eip155:1") { name } }""", "investmentId", "poolId")]
    [InlineData($$"""wallet(by: {{Evm}}) { defiPosition(investmentId: "", poolId: "") { name } }""", "investmentId", "poolId")]
    [InlineData($$"""wallet(by: {{Evm}}) { tokenBalance(token: { network: "eip155:1", address: "0xdac17f" }) { amount } }""", "0xdac17f", "")]
    [InlineData($$"""wallet(by: {{Evm}}) { tokenBalances(tokens: [{ network: "ethereum" }]) { totalCount } }""", "ethereum", "eip155:1")]
    [InlineData("""network(id: "ethereum") { name }""", "ethereum", "eip155:1")]
    [InlineData("""node(id: "nonsense") { id }""", "nonsense", "")]
    [InlineData($$"""portfolio(by: [{{Evm}}]) { holdings(where: { valueUsd: { gt: "abc" } }) { totalCount } }""", "abc", "")]
    [InlineData($$"""portfolio(by: [{{Evm}}]) { allocation(by: COLOUR) { key } }""", "COLOUR", "")]
    public async Task WrongValue_IsNamed_AndNobodyIsAsked(string field, string named, string hint)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($"{{ {field} }}");

        calls.ShouldBeEmpty();
        answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        answer.Message.ShouldContain(named, Case.Sensitive);
        answer.Message.ShouldContain(hint);
        answer.Code.ShouldNotBeNullOrEmpty();
        answer.Code.ShouldNotBe("INTERNAL_SERVER_ERROR");
        answer.Error.List("locations").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{ "address": { "address": "0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359" } }""", "0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("""{ "address": { "address": "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "networks": ["ethereum"] } }""", "ethereum")]
    [InlineData("""{ "address": { "address": "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "networks": ["solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"] } }""", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("""{ "okxAccount": "a", "meshUser": { "userId": "b" } }""", "WalletInput")]
    [InlineData("{}", "WalletInput")]
    [InlineData("""{ "okxAccount": null }""", "okxAccount")]
    [InlineData("""{ "meshUser": { "userId": "" } }""", "userId")]
    [InlineData("""{ "colour": "red" }""", "colour")]
    public async Task WrongVariable_IsNamed_AndNobodyIsAsked(string by, string named)
    {
        var variables = new { by = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(by) };
        var (answer, calls) = await gateway.Server.AskAndCountAsync("query($by: WalletInput!) { wallet(by: $by) { total { valueUsd } } }", variables);

        calls.ShouldBeEmpty();
        answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        answer.Message.ShouldContain(named);
        answer.Code.ShouldNotBeNullOrEmpty();
        answer.Code.ShouldNotBe("INTERNAL_SERVER_ERROR");
    }

    [Theory]
    [InlineData("wallets(by: $by) { total { valueUsd } }")]
    [InlineData("portfolio(by: $by) { total { valueUsd } }")]
    public async Task FiveHundredAndOneWallets_AreRefused(string field)
    {
        var by = Enumerable.Range(1, 501).Select(i => new { address = new { address = $"0x{i:x40}" } });
        var (answer, calls) = await gateway.Server.AskAndCountAsync($"query($by: [WalletInput!]!) {{ {field} }}", new { by });

        calls.ShouldBeEmpty();
        answer.Message.ShouldContain("501");
        answer.Code.ShouldBe("TOO_MANY_WALLETS");
    }

    [Theory]
    [InlineData("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bf cdb", "\"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bf cdb\" is not valid: it has white space in it")]
    [InlineData("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb\n", "\"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb\\n\" is not valid")]
    [InlineData("\tbc1\u00a0\u202e\u2028\\\"", "\"\\tbc1\\u00a0\\u202e\\u2028\\\\\\\"\" is not valid")]
    public async Task Address_WithWhiteSpace_IsShown_Escaped(string address, string message)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync("query($a: String!) { wallet(by: { address: { address: $a } }) { id } }", new { a = address });

        calls.ShouldBeEmpty();
        answer.Code.ShouldBe("INVALID_ADDRESS");
        answer.Message.ShouldContain(message);
    }

    public static TheoryData<string, string> LongTexts => new()
    {
        { "wallet(by: { meshUser: { userId: $t } }) { id }", "INVALID_ARGUMENT" },
        { "wallet(by: { okxAccount: $t }) { id }", "INVALID_ARGUMENT" },
        { "wallet(by: { address: { address: $s } }) { id }", "INVALID_ADDRESS" },
        { $$"""wallet(by: {{Evm}}) { tokenBalance(token: { network: "tron:0x2b6653dc", address: $s }) { amount } }""", "INVALID_ADDRESS" },
        { $$"""wallet(by: {{Evm}}) { defiPosition(investmentId: $t) { name } }""", "INVALID_ARGUMENT" },
        { $$"""wallet(by: {{Evm}}) { defiPosition(poolId: $t) { name } }""", "INVALID_ARGUMENT" },
        { $$"""wallet(by: {{Evm}}) { defiPosition(poolId: "1", farmInvestmentId: $t) { name } }""", "INVALID_ARGUMENT" },
        { "node(id: $t) { id }", "INVALID_ID" },
        { $$"""wallet(by: {{Evm}}) { tokenBalances(after: $s) { totalCount } }""", "INVALID_CURSOR" },
    };

    [Theory]
    [MemberData(nameof(LongTexts))]
    public async Task Text_ThatIsTooLong_IsRefused_AndQuotedInPart(string field, string code)
    {
        foreach (var (text, shown) in new[] { (new string('x', 257), new string('x', 100) + "…"), ("x" + string.Concat(Enumerable.Repeat("🍕", 5_000)), "x" + string.Concat(Enumerable.Repeat("🍕", 49)) + "…") })
        {
            var declared = field.Contains("$t", StringComparison.Ordinal) ? "$t: ID!" : "$s: String!";
            var (answer, calls) = await gateway.Server.AskAndCountAsync($"query({declared}) {{ {field} }}", new { t = text, s = text });

            calls.ShouldBeEmpty();
            answer.Code.ShouldBe(code);
            answer.Message.ShouldContain(shown);
            answer.Text.Length.ShouldBeLessThan(2_000);
        }
    }

    [Theory]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yellow")]
    [InlineData("  legal winner thank year wave sausage worth useful legal winner thank yellow\n")]
    public async Task SeedPhrase_InPlaceOfAnAddress_IsNotRepeated(string phrase)
    {
        foreach (var (query, variables) in new (string, object?)[]
        {
            ("query($a: String!) { wallet(by: { address: { address: $a } }) { total { valueUsd } } }", new { a = phrase }),
            ("query($by: WalletInput!) { wallet(by: $by) { total { valueUsd } } }", new { by = new { address = new { address = phrase } } }),
            ($"{{ wallet(by: {{ address: {{ address: {System.Text.Json.JsonSerializer.Serialize(phrase)} }} }}) {{ total {{ valueUsd }} }} }}", null),
            ("query($a: AccountId!) { wallet(by: { account: $a }) { total { valueUsd } } }", new { a = phrase }),
            ("query($by: WalletInput!) { wallet(by: $by) { total { valueUsd } } }", new { by = new { account = phrase } }),
            ($"{{ wallet(by: {{ account: {System.Text.Json.JsonSerializer.Serialize(phrase)} }}) {{ total {{ valueUsd }} }} }}", null),
        })
        {
            var (answer, calls) = await gateway.Server.AskAndCountAsync(query, variables);
            calls.ShouldBeEmpty();
            answer.Code.ShouldNotBeNullOrEmpty();
            answer.Text.ShouldNotContain("sausage", Case.Insensitive, query);
            gateway.Server.Logs.Entries.ShouldAllBe(e => !e.Text.Contains("sausage"));
        }
    }

    [Fact]
    public async Task Subscription_OverPost_IsRefusedClearly()
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""subscription { portfolioChanged(by: [{{Evm}}]) { total { valueUsd } } }""");

        calls.ShouldBeEmpty();
        answer.Message.ShouldContain("subscription", Case.Insensitive);
    }

    [Fact]
    public async Task WrongWallet_TakesNoOtherRootWithIt_WhereItIsNullable()
    {
        var (answer, _) = await gateway.Server.AskAndCountAsync($$"""{ node(id: "nonsense") { id } providers { name } }""");

        answer.Code.ShouldBe("INVALID_ID");
        answer.DataOfPart.List("providers").Length.ShouldBe(3);
    }
}
