using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>A small request never makes much of what it brings or asks for: bytes, memory, time.</summary>
public sealed class AmplificationTests : IAsyncLifetime
{
    private const int Wallets = 20;
    private const int Megabyte = 1024 * 1024;

    private static readonly HttpClient Http = new();
    private LargeOkx _okx = null!;
    private GatewayServer _gateway = null!;

    public async Task InitializeAsync()
    {
        _okx = await LargeOkx.StartAsync(Wallets);
        _gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = _okx.Url, ["Cache:FreshSeconds"] = "600", ["Limits:ExecutionSeconds"] = "60" });
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _okx.DisposeAsync();
    }

    [Theory]
    [InlineData(""", "meshUser": { "userId": "@" }""")]
    [InlineData(""", "okxAccount": "@" """)]
    public async Task LongId_UsedFiveHundredTimes_IsNotMultiplied(string wallet)
    {
        var query = $"query($w: WalletInput!) {{ wallets(by: [{string.Join(' ', Enumerable.Repeat("$w", 500))}]) {{ id a: id b: id c: id d: id e: id }} }}";
        var variables = $"{{ \"w\": {{ {wallet[1..].Replace("@", new string('u', 900_000))} }} }}";
        var (before, cpu) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);

        var text = await PostAsync($$"""{"query":"{{query}}","variables":{{variables}}}""");

        text.Length.ShouldBeLessThan(10_000);
        text.ShouldContain("\"errors\"");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(400L * Megabyte);
        (Environment.CpuUsage.TotalTime - cpu).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task LongNodeId_UsedFiveHundredTimes_IsNotReadFiveHundredTimes()
    {
        var query = $"query($i: ID!) {{ nodes(ids: [{string.Join(' ', Enumerable.Repeat("$i", 500))}]) {{ id }} }}";
        var cpu = Environment.CpuUsage.TotalTime;

        var text = await PostAsync($$$"""{"query":"{{{query}}}","variables":{"i":"{{{new string('i', 900_000)}}}"}}""");

        text.ShouldContain("INVALID_ID");
        (Environment.CpuUsage.TotalTime - cpu).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Get_WhoseAnswerIsLongerThanThatOfAGet_IsRefused()
    {
        var query = $"query($w: WalletInput!) {{ wallets(by: [{string.Join(' ', Enumerable.Repeat("$w", 490))}]) {{ a: accounts b: accounts c: accounts d: accounts }} }}";
        var variables = $"{{\"w\":{{\"address\":{{\"address\":\"{LargeOkx.Address(0)}\"}}}}}}";
        var posted = await PostAsync($$"""{"query":"{{query}}","variables":{{variables}}}""");

        var text = await Http.GetStringAsync(new Uri(_gateway.Url, $"/graphql?query={Uri.EscapeDataString(query)}&variables={Uri.EscapeDataString(variables)}"));

        posted.Length.ShouldBeGreaterThan(4 * Megabyte);
        text.Length.ShouldBeLessThan(1_000);
        text.ShouldContain("RESPONSE_TOO_LARGE");
    }

    [Theory]
    [InlineData("{ @ }", "{}")]
    [InlineData("{ wallet(by: { @: 1 }) { id } }", "{}")]
    [InlineData("{ wallet(by: { okxAccount: @ }) { id } }", "{}")]
    [InlineData("{ portfolio(by: []) { allocation(by: @) { key } } }", "{}")]
    [InlineData("{ node(id: \"@\") { id } a: node(id: \"@\") { id } }", "{}")]
    [InlineData("query($i: ID!) { nodes(ids: [$i $i $i $i $i $i $i $i]) { id } }", """{"i":"@"}""")]
    [InlineData("query($n: ChainId!) { network(id: $n) { id } }", """{"n":"@"}""")]
    [InlineData("query($n: Int) { wallet(by: { okxAccount: \"a\" }) { tokenBalances(first: $n) { totalCount } } }", """{"n":"@"}""")]
    [InlineData("query($w: WalletInput!) { wallet(by: $w) { id } }", """{"w":{"@":1}}""")]
    [InlineData("query($w: WalletInput!) { wallet(by: $w) { id } }", """{"w":{"address":{"address":"@"}}}""")]
    [InlineData("query($w: WalletInput!) { wallet(by: $w) { id } }", """{"w":{"account":"@"}}""")]
    [InlineData("query($c: String) { wallet(by: { okxAccount: \"a\" }) { tokenBalances(after: $c) { totalCount } } }", """{"c":"@"}""")]
    [InlineData("query($t: TokenInput!) { wallet(by: { okxAccount: \"a\" }) { tokenBalance(token: $t) { id } } }", """{"t":{"network":"eip155:1","address":"@"}}""")]
    [InlineData("query @ { node(id: 1) { none } } query b { none }", "{}")]
    [InlineData("{ ...@ }", "{}")]
    [InlineData("fragment @ on Query { none } { ...@ }", "{}")]
    [InlineData("{ a(@: 1) }", "{}")]
    [InlineData("{ __typename @@ }", "{}")]
    public async Task Input_ThatIsRefused_IsQuotedInPart(string query, string variables)
    {
        var name = new string('n', 200_000);
        var text = await PostAsync($$"""{"query":{{System.Text.Json.JsonSerializer.Serialize(query.Replace("@", name))}},"variables":{{variables.Replace("@", name)}}}""");

        text.Length.ShouldBeLessThan(5_000);
        text.ShouldContain("\"errors\"");
        text.ShouldNotContain(new string('n', 300));
        _gateway.Logs.Entries.ShouldAllBe(e => e.Text.Length < 5_000);
    }

    [Fact]
    public async Task LongAlias_OfEachRow_IsBounded()
    {
        var alias = new string('a', 100_000);
        var by = string.Join(' ', Enumerable.Range(0, Wallets).Select(w => $"{{ address: {{ address: \"{LargeOkx.Address(w)}\" }} }}"));
        var text = await PostAsync($$"""{"query":{{System.Text.Json.JsonSerializer.Serialize($"{{ portfolio(by: [{by}]) {{ tokenBalances(first: 500) {{ nodes {{ {alias}: isRisk }} }} }} }}")}}}""");

        text.Length.ShouldBeLessThan(5_000);
        text.ShouldContain("RESPONSE_TOO_LARGE");
    }

    [Fact]
    public async Task Get_OfMoreThanFourThousandCharacters_IsRefused()
    {
        var ids = string.Join(",", Enumerable.Repeat("$w", 1_400));
        using var response = await Http.GetAsync(new Uri(_gateway.Url, $"/graphql?query=query($w:WalletInput!){{wallets(by:[{ids}]){{id}}}}&variables={{}}"));

        response.StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
        (await response.Content.ReadAsStringAsync()).ShouldContain("LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Wallets_OfAllFields_AreBoundedTogether()
    {
        var by = Enumerable.Range(0, 300).Select(i => new { meshUser = new { userId = $"u{i}" } }).ToArray();
        var others = Enumerable.Range(0, 300).Select(i => new { meshUser = new { userId = $"v{i}" } }).ToArray();
        const string Query = "query($by: [WalletInput!]!, $others: [WalletInput!]!) { wallets(by: $by) { id } portfolio(by: $by) { wallets { id } } x: wallets(by: $others) { id } }";

        (await _gateway.AskAsync(Query, new { by, others })).Code.ShouldBe("TOO_MANY_WALLETS");
        (await _gateway.AskAsync(Query, new { by, others = by })).Data.List("x").Length.ShouldBe(300);
    }

    [Fact]
    public async Task SingleTokens_OfAllFields_AreBoundedTogether()
    {
        object[] Tokens(int from, int count) => [.. Enumerable.Range(from, count).Select(i => new { network = "eip155:1", address = $"0x{i:x40}" })];
        const string Query = """
            query($a: [TokenInput!]!, $b: [TokenInput!]!) { wallet(by: { meshUser: { userId: "Mesh" } }) { a: tokenBalances(tokens: $a) { totalCount } b: tokenBalances(tokens: $b) { totalCount } } }
            """;

        (await _gateway.AskAsync(Query, new { a = Tokens(1, 600), b = Tokens(601, 600) })).Code.ShouldBe("LIMIT_EXCEEDED");
        (await _gateway.AskAsync(Query, new { a = Tokens(1, 600), b = Tokens(301, 600) })).Data.ShouldNotBe(default);
    }

    [Fact]
    public async Task Filters_OfTwentyThousandConditions_NinetyTimes_AreRefused_BeforeTheyAreTried()
    {
        var by = Enumerable.Range(0, Wallets).Select(w => new { address = new { address = LargeOkx.Address(w) } }).ToArray();
        (await _gateway.AskAsync("query($by: [WalletInput!]!) { portfolio(by: $by) { tokenBalances { totalCount } } }", new { by })).Data.Text("portfolio.tokenBalances.totalCount").ShouldBe("1100");
        var aliases = string.Join(' ', Enumerable.Range(0, 90).Select(i => $"a{i}: tokenBalances(where: $f, first: 1) {{ totalCount }}"));
        object Or(int parts) => new { or = Enumerable.Range(0, parts).Select(i => new { symbol = new { eq = $"N{i}" } }).ToArray() };
        var cpu = Environment.CpuUsage.TotalTime;

        var answer = await _gateway.AskAsync($"query($by: [WalletInput!]!, $f: TokenBalanceFilter) {{ portfolio(by: $by) {{ {aliases} }} }}", new { by, f = Or(20_000) });
        answer.Errors[0].Text("extensions.code").ShouldBeOneOf("COST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED");
        answer = await _gateway.AskAsync($"query($by: [WalletInput!]!, $f: TokenBalanceFilter) {{ portfolio(by: $by) {{ a0: tokenBalances(where: $f, first: 1) {{ totalCount }} }} }}", new { by, f = Or(3_000) });
        answer.Errors[0].Text("extensions.code").ShouldBeOneOf("COST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED");

        (Environment.CpuUsage.TotalTime - cpu).ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Filter_OfAFewHundredConditions_IsAnswered()
    {
        var by = Enumerable.Range(0, Wallets).Select(w => new { address = new { address = LargeOkx.Address(w) } }).ToArray();
        var symbols = Enumerable.Range(0, 2_000).Select(i => i % 2 == 0 ? $"T{i}" : $"N{i}").ToArray();
        var f = new { or = Enumerable.Range(0, 200).Select(i => new { symbol = new { eq = $"T{i * 2}" } }).ToArray() };
        var answer = await _gateway.AskAsync("""
            query($by: [WalletInput!]!, $f: TokenBalanceFilter, $in: [String!]) { portfolio(by: $by) {
              a: tokenBalances(where: $f) { totalCount } b: tokenBalances(where: { symbol: { in: $in } }) { totalCount }
              c: positions(where: { kind: { in: [LEND, POOL] } }) { totalCount } d: positions(where: { kind: { in: [] } }) { totalCount } } }
            """, new { by, f, @in = symbols });

        answer.Data.Text("portfolio.a.totalCount").ShouldBe((28 * Wallets).ToString());
        answer.Data.Text("portfolio.b.totalCount").ShouldBe((28 * Wallets).ToString());
        answer.Data.Text("portfolio.d.totalCount").ShouldBe("0");
    }

    [Fact]
    public async Task Filter_DeeperThanTenLevels_IsRefused()
    {
        var where = string.Concat(Enumerable.Repeat("{ and: ", 11)) + "{}" + string.Concat(Enumerable.Repeat(" }", 11));
        var answer = await _gateway.AskAsync($"{{ wallet(by: {{ okxAccount: \"a\" }}) {{ tokenBalances(where: {where}) {{ totalCount }} }} }}");

        answer.Code.ShouldBe("LIMIT_EXCEEDED");
        answer.Message.ShouldContain("10");
    }

    [Fact]
    public async Task Provider_AnswersWithTenMillionObjects_IsMalformed_AndNothingIsMadeOfThem()
    {
        await using var bomb = await BombAsync();
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = bomb.Urls.First() });
        var before = GC.GetTotalAllocatedBytes();

        var answer = await gateway.AskAsync($$"""{ wallet(by: { address: { address: "{{LargeOkx.Address(1)}}" } }) { tokenBalances { totalCount } sources { error { code message } } } }""");

        answer.DataOfPart.Text("wallet.sources.0.error.code").ShouldBe("PROVIDER_MALFORMED_RESPONSE");
        answer.DataOfPart.Text("wallet.sources.0.error.message")!.ShouldContain("200000");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(300L * Megabyte);
    }

    // 30 KB on the wire.
    private static async Task<WebApplication> BombAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await zip.WriteAsync("{\"code\":\"0\",\"data\":[{\"tokenAssets\":["u8.ToArray());
            var objects = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{},", 100_000)));
            for (var i = 0; i < 100; i++) await zip.WriteAsync(objects);
            await zip.WriteAsync("{}]}]}"u8.ToArray());
        });
        await app.StartAsync();
        return app;
    }

    private async Task<string> PostAsync(string body)
    {
        using var response = await Http.PostAsync(new Uri(_gateway.Url, "/graphql"), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }
}
