using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Who is let in, to which wallets, and how often.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Free = "free-2f1c";
    private const string Scoped = "scoped-9d07";
    private const string Slow = "slow-63ab";
    private const string Cheap = "cheap-41ce";
    private const string Address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Own = $"{{ address: {{ address: \"{Address}\", networks: [\"eip155:1\"] }} }}";
    private const string Foreign = $"{{ address: {{ address: \"{Address}\", networks: [\"eip155:1\", \"eip155:10\"] }} }}";
    private const string ForeignText = $"address:{Address}@eip155:1,eip155:10";

    private static readonly HttpClient Http = new();

    private GatewayServer _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayServer.StartAsync(
        new()
        {
            ["Access:Keys:free:Sha256"] = Hash(Free),
            ["Access:Keys:scoped:Sha256"] = Hash(Scoped).ToLowerInvariant(),
            ["Access:Keys:scoped:Wallets:0"] = $"eip155:1:{Address}",
            ["Access:Keys:scoped:Wallets:1"] = "mesh:cex-*",
            ["Access:Keys:slow:Sha256"] = Hash(Slow),
            ["Access:Keys:slow:RequestsPerMinute"] = "2",
            ["Access:Keys:cheap:Sha256"] = Hash(Cheap),
            ["Access:Keys:cheap:MaxCostPerMinute"] = "21000",
        },
        LogLevel.Information);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic " + Free)]
    [InlineData("X-Api-Key", "")]
    [InlineData("X-Api-Key", "free")]
    public async Task Request_WithoutAKnownKey_Is401(string? header, string? value)
    {
        foreach (var path in new[] { "/graphql?query={providers{name}}", "/graphql/?query={providers{name}}", "/graphql?sdl", "/graphql" })
        {
            using var response = await SendAsync(HttpMethod.Get, path, header, value, accept: "text/html");

            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            Code(await response.Content.ReadAsStringAsync()).ShouldBe("UNAUTHENTICATED");
        }

        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Free)]
    [InlineData("Authorization", "bearer " + Free)]
    [InlineData("X-Api-Key", Free)]
    public async Task Request_WithAKnownKey_IsAnswered(string header, string value)
    {
        using var response = await SendAsync(HttpMethod.Get, "/graphql?query={providers{name}}", header, value);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldStartWith("""{"data":""");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_NeedsNoKey(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, null);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("wallet(by: " + Foreign + ") { id total { display } }")]
    [InlineData("wallets(by: [" + Own + ", " + Foreign + "]) { id total { display } }")]
    [InlineData("portfolio(by: [" + Foreign + "]) { total { display } }")]
    public async Task Wallet_OutsideTheScope_IsForbidden_AndNobodyIsAsked(string field)
    {
        using var answer = await AskAsync(Scoped, $"{{ it: {field} }}");
        var error = answer.RootElement.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();

        error.Text("extensions.code").ShouldBe("FORBIDDEN");
        error.Text("message")!.ShouldContain(ForeignText);
        error.Text("path.0").ShouldBe("it");
        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_OfWalletsInAndOutsideTheScope_OnlyTheLatterAreForbidden()
    {
        using var free = await AskAsync(Free, $"{{ own: wallet(by: {Own}) {{ id }} foreign: wallet(by: {Foreign}) {{ id tokenBalances(first: 1) {{ nodes {{ id }} }} }} }}");
        var data = free.RootElement.GetProperty("data");
        _gateway.Sandbox.ResetCalls();

        using var answer = await AskAsync(
            Scoped,
            $$"""{ nodes(ids: ["{{data.Text("own.id")}}", "{{data.Text("foreign.id")}}", "{{data.Text("foreign.tokenBalances.nodes.0.id")}}"]) { id } node(id: "{{data.Text("foreign.id")}}") { id } }""");

        answer.RootElement.Text("data.nodes.0.id").ShouldBe(data.Text("own.id"));
        answer.RootElement.IsNull("data.nodes.1").ShouldBeTrue();
        answer.RootElement.IsNull("data.nodes.2").ShouldBeTrue();
        answer.RootElement.IsNull("data.node").ShouldBeTrue();
        answer.RootElement.List("errors").Select(e => e.Text("extensions.code")).ShouldBe(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wallets_InTheScope_AreAnswered()
    {
        using var answer = await AskAsync(Scoped, $"{{ wallets(by: [{Own}, {{ meshUser: {{ userId: \"cex-example\" }} }}]) {{ total {{ display }} }} }}");

        answer.RootElement.Text("data.wallets.0.total.display").ShouldNotBeNull();
        answer.RootElement.Text("data.wallets.1.total.display").ShouldBe("$1,807.39");
    }

    [Fact]
    public async Task Requests_BeyondTheBudget_Are429_UntilTheyAreBack()
    {
        for (var i = 0; i < 2; i++) (await SendAsync(HttpMethod.Get, "/graphql?query={__typename}", "X-Api-Key", Slow)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var third = await SendAsync(HttpMethod.Get, "/graphql?query={__typename}", "X-Api-Key", Slow);

        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 30);
        Code(await third.Content.ReadAsStringAsync()).ShouldBe("RATE_LIMITED");
        (await SendAsync(HttpMethod.Get, "/graphql?query={__typename}", "X-Api-Key", Free)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Cost_BeyondTheBudget_IsRefused_ByOperationAndByMinute()
    {
        // More than a minute's worth can never be had, and spends nothing.
        using var large = await AskAsync(Cheap, $"{{ a: wallet(by: {Own}) {{ total {{ display }} }} b: wallet(by: {Foreign}) {{ total {{ display }} }} }}");
        Code(large.RootElement.GetRawText()).ShouldBe("COST_LIMIT_EXCEEDED");
        large.RootElement.Text("errors.0.extensions.maximumCost").ShouldBe("21000");

        using var first = await AskAsync(Cheap, $"{{ wallet(by: {Own}) {{ total {{ display }} }} }}");
        first.RootElement.TryGetProperty("errors", out var _).ShouldBeFalse();

        // Less than it costs is left, and enough for something cheaper.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Url, $"/graphql?query={{wallet(by:{Own}){{total{{display}}}}}}"));
        request.Headers.Add("X-Api-Key", Cheap);
        using var second = await Http.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        second.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await SendAsync(HttpMethod.Get, "/graphql?query={providers{name}}", "X-Api-Key", Cheap)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cex-a mesh:cex-b", "\"mesh:cex-a mesh:cex-b\"")]
    [InlineData("cex-a@42", "mesh:cex-a%4042")]
    [InlineData("cex-a%20b", "mesh:cex-a%2520b")]
    public async Task AuditLog_UserWithSeparatorsInItsName_IsOneWallet(string user, string named)
    {
        using var asked = await AskAsync(Scoped, $"{{ wallet(by: {{ meshUser: {{ userId: \"{user}\" }} }}) {{ id }} }}");

        _gateway.Logs.Entries.Select(e => e.Text.Trim()).ShouldContain($"scoped asked for {named}");
    }

    [Fact]
    public async Task AuditLog_SaysWhoAskedForWhat_AndNoKey()
    {
        using var asked = await AskAsync(Scoped, $"{{ a: wallet(by: {Own}) {{ total {{ display }} }} b: wallet(by: {Foreign}) {{ id }} c: wallet(by: {{ meshUser: {{ userId: \"cex-a\\nforged\" }} }}) {{ id }} }}");

        var texts = _gateway.Logs.Entries.Select(e => e.Text.Trim()).ToArray();
        texts.ShouldContain($"scoped asked for address:{Address}@eip155:1 \"mesh:cex-a\\u000aforged\"");
        texts.ShouldContain($"scoped was refused {ForeignText}");
        foreach (var key in new[] { Free, Scoped, Slow, Cheap, Hash(Scoped), Hash(Scoped).ToLowerInvariant() }) texts.ShouldAllBe(t => !t.Contains(key));
    }

    [Theory]
    [InlineData("Access:Keys:app:Sha256", "free-2f1c", "Access:Keys:app:Sha256 must be the SHA-256 of the key, 64 hexadecimal digits")]
    [InlineData("Access:Keys:app:Wallet:0", "okx:a", "Access:Keys:app:Wallet is no setting; did you mean Access:Keys:app:Wallets?")]
    [InlineData("Access:Keys:app:Wallets", "okx:a", "Access:Keys:app:Wallets must be a list with at least one wallet; for all wallets set Access:Keys:app:AllWallets to true in its place")]
    [InlineData("Access:Keys:app:Wallets", "", "Access:Keys:app:Wallets must be a list with at least one wallet; for all wallets set Access:Keys:app:AllWallets to true in its place")]
    [InlineData("Access:Keys:app:RequestsPerMinute", "0", "Access:Keys:app:RequestsPerMinute must be at least 1; leave it out for no limit")]
    [InlineData("Access:Keys:app:MaxCostPerMinute", "much", "Access:Keys:app:MaxCostPerMinute is \"much\"; it must be a whole number")]
    [InlineData("Access:Anonymous", "true", "Access:Anonymous is true and Access:Keys has keys: only one of them can be meant")]
    public void Settings_ThatMakeNoSense_StopTheStart(string key, string value, string problem) =>
        Should.Throw<StartupException>(() => Read((key, value))).Problems.ShouldBe([problem]);

    [Theory]
    [InlineData("*")]
    [InlineData("okx:")]
    [InlineData("0x12")]
    [InlineData("eip155:1:0x12")]
    public void Scope_ThatIsNoWallet_StopsTheStart(string scope) =>
        Should.Throw<StartupException>(() => Read(("Access:Keys:app:Wallets:0", scope))).Problems.ShouldHaveSingleItem()
            .ShouldStartWith($"Access:Keys:app:Wallets:0 is \"{scope}\": ");

    [Fact]
    public void SameKeyTwice_StopsTheStart() =>
        Should.Throw<StartupException>(() => Read(("Access:Keys:web:Sha256", Hash("app").ToLowerInvariant()))).Problems
            .ShouldBe(["Access:Keys has the same Sha256 for app and web"]);

    [Fact]
    public void Budget_ThatIsSpent_ComesBackEvenly()
    {
        var time = new ManualTime();
        var budget = new MinuteBudget(4, time);
        for (var i = 0; i < 4; i++) budget.TrySpend(1).ShouldBeNull();

        budget.TrySpend(1).ShouldBe(TimeSpan.FromSeconds(15));
        budget.TrySpend(3).ShouldBe(TimeSpan.FromSeconds(45));
        time.Advance(TimeSpan.FromSeconds(15));
        budget.TrySpend(1).ShouldBeNull();
        budget.TrySpend(1).ShouldBe(TimeSpan.FromSeconds(15));

        // An hour saves up no more than a minute's worth, and more than that is never there.
        time.Advance(TimeSpan.FromHours(1));
        budget.TrySpend(5).ShouldBe(TimeSpan.MaxValue);
        budget.TrySpend(4).ShouldBeNull();
        budget.TrySpend(1).ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(600_000_000)]
    [InlineData(600_000_001)]
    [InlineData(int.MaxValue)]
    public void Budget_OfAnySize_IsABudget(int perMinute)
    {
        var time = new ManualTime();
        var budget = new MinuteBudget(perMinute, time);
        budget.TrySpend(perMinute).ShouldBeNull();
        var wait = budget.TrySpend(perMinute).ShouldNotBeNull();
        wait.ShouldBeInRange(TimeSpan.FromSeconds(59.999), TimeSpan.FromMinutes(1));
        budget.TrySpend(1).ShouldNotBeNull();
        budget.IsWhole.ShouldBeFalse();

        time.Advance(TimeSpan.FromMinutes(1));
        budget.IsWhole.ShouldBeTrue();
        budget.TrySpend(perMinute).ShouldBeNull();
    }

    [Fact]
    public void Budget_ThatTakesThePlaceOfAnother_HasWhatIsSpent()
    {
        var time = new ManualTime();
        var before = new MinuteBudget(10, time);
        before.TrySpend(8).ShouldBeNull();

        new MinuteBudget(20, time, before).TrySpend(13).ShouldNotBeNull();
        new MinuteBudget(20, time, before).TrySpend(12).ShouldBeNull();
        new MinuteBudget(5, time, before).TrySpend(1).ShouldBe(TimeSpan.FromSeconds(12));
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string? Code(string json) => JsonDocument.Parse(json).RootElement.List("errors").ShouldHaveSingleItem().Text("extensions.code");

    private static GatewaySettings Read((string Key, string Value) setting)
    {
        var settings = new Dictionary<string, string?> { ["Access:Keys:app:Sha256"] = Hash("app"), [setting.Key] = setting.Value };
        return GatewaySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), isDevelopment: true, TimeProvider.System);
    }

    private async Task<JsonDocument> AskAsync(string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway.Url, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("X-Api-Key", key);
        using var response = await Http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? header, string? value, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_gateway.Url, path));
        if (header is not null) request.Headers.TryAddWithoutValidation(header, value);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Http.SendAsync(request);
    }
}
