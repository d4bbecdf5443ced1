using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Pages from the end, cursors whose rows are gone, and the linked address.</summary>
[Collection(GatewayCollection.Name)]
public sealed class PagingTests(Harness.Gateway gateway)
{
    private const string Wallet = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }""";

    private GatewayServer Server => gateway.Server;

    [Fact]
    public async Task Last_WalkedBackwards_IsTheWholeListFromTheEnd()
    {
        var whole = await PageAsync("first: 500");
        var rows = whole.List("edges").Select(e => e.Text("node.id")).ToArray();
        rows.Length.ShouldBeGreaterThan(5);

        var walked = new List<string?>();
        var before = string.Empty;
        bool more;
        do
        {
            var page = await PageAsync($"last: 3{before}");
            walked.InsertRange(0, page.List("edges").Select(e => e.Text("node.id")));
            before = $", before: \"{page.Text("pageInfo.startCursor")}\"";
            more = page.At("pageInfo.hasPreviousPage").GetBoolean();
            page.At("totalCount").GetInt32().ShouldBe(rows.Length);
        }
        while (more);

        walked.ShouldBe(rows);
    }

    [Fact]
    public async Task AfterAndBefore_Together_AreWhatLiesBetween()
    {
        var edges = (await PageAsync("first: 500")).List("edges");

        var page = await PageAsync($"after: \"{edges[0].Text("cursor")}\", before: \"{edges[4].Text("cursor")}\"");

        page.List("edges").Select(e => e.Text("node.id")).ShouldBe(edges[1..4].Select(e => e.Text("node.id")));
        page.At("pageInfo.hasPreviousPage").GetBoolean().ShouldBeTrue();
        page.At("pageInfo.hasNextPage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Cursor_OfARowThatTheFilterTookAway_GoesOnWhereItStood()
    {
        var edges = (await PageAsync("first: 500, order: { valueUsd: DESC }")).List("edges");
        var cursor = edges[2].Text("cursor");
        var without = $"where: {{ symbol: {{ neq: \"{edges[2].Text("node.token.symbol")}\" }} }}";

        var page = await PageAsync($"first: 1, order: {{ valueUsd: DESC }}, after: \"{cursor}\", {without}");

        page.Text("edges.0.node.id").ShouldBe(edges[3].Text("node.id"));
    }

    [Theory]
    [InlineData("first: 1, last: 1", "first is 1 and last is 1; give one of them.")]
    [InlineData("last: 501", "last is 501; it must be from 0 to 500.")]
    [InlineData("before: \"x\"", "before is \"x\", which is no cursor of this list.")]
    public async Task Page_AskedForWrongly_NamesTheArgument(string arguments, string reason)
    {
        var answer = await Server.AskAsync($$"""{ wallet(by: {{Wallet}}) { tokenBalances({{arguments}}) { totalCount } } }""");

        answer.Message.ShouldEndWith(reason);
    }

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9")]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", null)]
    public async Task LinkedAddress_IsAHint_AndAsksNobody(string address, string? linked)
    {
        var (answer, calls) = await Server.AskAndCountAsync($$"""{ wallet(by: { address: { address: "{{address}}" } }) { linkedAddress } }""");

        answer.Data.Text("wallet.linkedAddress").ShouldBe(linked);
        calls.ShouldBeEmpty();
    }

    private async Task<System.Text.Json.JsonElement> PageAsync(string arguments) =>
        (await Server.AskAsync(
            $$"""
            { wallet(by: {{Wallet}}) { tokenBalances({{arguments}}) {
              totalCount edges { cursor node { id token { symbol } } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
            } } }
            """)).Data.At("wallet.tokenBalances");
}
