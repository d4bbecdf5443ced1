using System.Net;
using System.Text;
using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using Xunit.Abstractions;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>
/// The dearest requests that the default limits let through, searched for shape by shape: each is made larger until it is refused. What they take of
/// processor, memory and wire is in docs/limits.md; bounds here are several times as wide, for machines that are busy.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class WorstQueryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    // The largest wallets of the sandbox: one with tokens on all chains, one with positions.
    private const string Account = """{ okxAccount: "7d6e5f0a-0000-4000-8000-000000000001" }""";
    private const string Address = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""";

    private const string Net = "{ id chainId name shortName family logoUrl nativeToken { id assetId symbol name } }";
    private const string Token = "{ id assetId symbol denomSymbol name address decimals displayDecimals kind inscription logoUrl network " + Net + " classification { __typename } }";
    private const string Source = "{ provider { id name mode state capabilities } fetchedAt asOf isStale }";
    private const string Wallet = "{ id kind address linkedAddress }";
    private const string Performance = "{ costBasisUsd unitCostUsd totalReturnUsd totalReturnPercent dailyReturnUsd dailyReturnPercent }";
    private const string Balance = "{ id wallet " + Wallet + " token " + Token + " network " + Net + " account amount rawAmount priceUsd valueUsd sharePercent isRisk performance "
        + Performance + " distribution { amount account } display { amount priceUsd valueUsd } exclusion { reason explanation valueUsd countedAs } source " + Source + " }";
    private const string Position = "{ id wallet " + Wallet + " name kind valueUsd sharePercent exclusion { reason explanation valueUsd countedAs } source " + Source
        + " ... on DefiPosition { providerKind investmentId platform { id name url logoUrl } network " + Net + " debtUsd healthRate assets { amount valueUsd token " + Token
        + " network " + Net + " } rewards { kind valueUsd assets { amount token " + Token + " } } } }";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(3) };
    private GatewayServer _gateway = null!;
    private string[] _ids = [];

    public async Task InitializeAsync()
    {
        _gateway = await GatewayServer.StartAsync(new() { ["Cache:FreshSeconds"] = "3600" });
        var warm = await _gateway.AskAsync($"{{ wallets(by: [{Account}, {Address}]) {{ total {{ valueUsd }} tokenBalances(first: 500) {{ nodes {{ id }} }} positions(first: 500) {{ nodes {{ id }} }} platforms {{ nodes {{ positions {{ totalCount }} }} }} }} networks {{ name }} }}");
        _ids = [.. warm.Data.List("wallets").SelectMany(w => w.List("tokenBalances.nodes").Concat(w.List("positions.nodes"))).Select(n => n.Text("id")!)];
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
    }

    public static TheoryData<string> Shapes => [.. All.Keys];

    private static Dictionary<string, Func<int, string[], string>> All { get; } = new()
    {
        ["wallets with rows"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ tokenBalances(first: 500) {{ nodes {Balance} }} }} }}",
        ["wallets with edges"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ tokenBalances(first: 500, order: [{{ symbol: ASC }}]) {{ edges {{ cursor node {{ id valueUsd display {{ amount }} }} }} }} }} }}",
        ["wallets with positions"] = (n, _) => $"{{ wallets(by: [{Times(n, Address)}]) {{ positions(first: 500) {{ nodes {Position} }} }} }}",
        ["wallets with platforms"] = (n, _) => $"{{ wallets(by: [{Times(n, Address)}]) {{ platforms {{ nodes {{ id sharePercent networks {{ network {Net} positions {{ nodes {{ id name }} }} }} positions {{ nodes {{ id name }} }} }} }} }} }}",
        ["wallets with sums"] = (n, _) => $"{{ wallets(by: [{Times(n, Address)}]) {{ total {{ valueUsd display }} networks {{ valueUsd tokenBalances {{ nodes {{ id }} }} positions {{ nodes {{ id }} }} }} performance {Performance} }} }}",
        ["accounts"] = (n, _) => $"{{ wallets(by: [{Times(n, Address)}]) {{ {Aliases(45, "accounts", "a")} {Aliases(45, "address", "b")} }} }}",
        ["accounts of rows"] = (n, _) => $"{{ wallets(by: [{Times(n, Address)}]) {{ tokenBalances(first: 500) {{ nodes {{ wallet {{ address linkedAddress accounts }} }} }} }} }}",
        ["aliases of rows"] = (n, _) => $"{{ wallet(by: {Account}) {{ {Aliases(Math.Min(n, 99), $"tokenBalances(first: 500) {{ nodes {Balance} }}", "a")} }} }}",
        ["aliases of sums"] = (n, _) => $"{{ portfolio(by: [{Account} {Address}]) {{ {Aliases(Math.Min(n, 99), "allocation(by: ASSET) { key label valueUsd percent }", "a")} }} }}",
        ["aliases of holdings"] = (n, _) => $"{{ portfolio(by: [{Account} {Address}]) {{ {Aliases(Math.Min(n, 99), "holdings(first: 500, order: [{ symbol: ASC }]) { nodes { id name amount sharePercent tokenBalances " + Balance + " } }", "a")} }} }}",
        ["aliases of portfolios"] = (n, _) => $"{{ {Aliases(Math.Min(n, 99), $"portfolio(by: [{Times(5, Account)} {Address}]) {{ total {{ valueUsd }} risk {{ assetConcentration platformConcentration }} performance {Performance} exclusions {{ reason countedAs tokenBalance {{ id }} }} networks {{ valueUsd }} }}", "a")} }}",
        ["circles of wallets"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ tokenBalances(first: 50) {{ nodes {{ wallet {{ tokenBalances(first: 50) {{ nodes {{ id }} }} }} }} }} }} }}",
        ["networks of rows"] = (n, _) => $"{{ wallets(by: [{Times(n, Address)}]) {{ tokenBalances(first: 500) {{ nodes {{ source {{ provider {{ networks {Net} }} }} }} }} }} }}",
        ["aliases of networks"] = (n, _) => $"{{ {Aliases(Math.Min(n, 99), $"networks {Net}", "a")} }}",
        ["filters"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ tokenBalances(where: {{ or: [{Times(480, "{ symbol: { contains: \"q\" } }")}] }}) {{ totalCount }} }} }}",
        ["cursors"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ {Aliases(49, "tokenBalances(first: 1, order: [{ amount: DESC }], after: \"YzF8dG9rZW5CYWxhbmNlc3w1fHg\") { totalCount pageInfo { endCursor } }", "a")} }} }}",
        ["errors"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ {Aliases(90, "tokenBalances(first: 501) { totalCount }", "a")} }} }}",
        ["nodes"] = (n, ids) => $"{{ nodes(ids: [{string.Join(' ', Enumerable.Range(0, Math.Min(n, 500)).Select(i => $"\"{ids[i % ids.Length]}\""))}]) {{ id ... on TokenBalance {Balance} }} }}",
        ["names"] = (n, _) => $"{{ wallets(by: [{Times(n, Account)}]) {{ {Aliases(90, "id", new string('k', 200))} }} }}",
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Request_WithinTheLimits_StaysWithinTwoSeconds_TwoHundredMegabytes_AndTheAnswersBound(string shape)
    {
        var worst = new Taken();
        for (var n = 4; n <= 500; n = n < 256 ? n * 2 : n + 122)
        {
            var query = All[shape](n, _ids);
            if (await MeasureAsync(query) is not { } taken) break;
            if (taken.Cpu > worst.Cpu) worst = taken;
            output.WriteLine($"{shape} {n}: {taken}");
            if (taken.IsRefused) break;
        }

        worst.Cpu.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        worst.Peak.ShouldBeLessThan(600);
        worst.Bytes.ShouldBeLessThanOrEqualTo(32 * Megabyte);
    }

    private async Task<Taken?> MeasureAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway.Url, "/graphql"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("GraphQL-Cost", "report");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        var cpu = Environment.CpuUsage.TotalTime;
        await using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before), null, 0, 5);
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var (bytes, start) = (0L, "");
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
            if (bytes == 0)
                start = Encoding.UTF8.GetString(buffer, 0, Math.Min(read, 300));
        var used = Environment.CpuUsage.TotalTime - cpu;
        response.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.RequestTimeout], start);
        start.ShouldNotContain("GRAPHQL_VALIDATION_FAILED");
        if (start.Contains("COST_LIMIT_EXCEEDED", StringComparison.Ordinal) || start.Contains("\"LIMIT_EXCEEDED", StringComparison.Ordinal)) return null;
        return new Taken(
            used, peak / Megabyte, bytes, int.Parse(response.Headers.GetValues("GraphQL-Cost").Single()), start.Contains("RESPONSE_TOO_LARGE", StringComparison.Ordinal));
    }

    private static string Times(int count, string text) => string.Join(' ', Enumerable.Repeat(text, count));

    private static string Aliases(int count, string field, string prefix) =>
        string.Join(' ', Enumerable.Range(0, count).Select(i => $"{prefix}{i}: {field}"));

    private readonly record struct Taken(TimeSpan Cpu, long Peak, long Bytes, int Cost, bool IsRefused)
    {
        public override string ToString() => $"{Cpu.TotalSeconds:0.00} s, {Peak} MB, {Bytes / 1024} KB, cost {Cost}{(IsRefused ? ", too large" : "")}";
    }
}
