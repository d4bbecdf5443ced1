using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>200 wallets with 11,000 token balances and 2,400 positions, over HTTP on both sides, against sums that are worked out here.</summary>
public sealed class LargePortfolioTests : IAsyncLifetime
{
    private const int Wallets = 200;

    private LargeOkx _okx = null!;
    private GatewayServer _gateway = null!;

    public async Task InitializeAsync()
    {
        _okx = await LargeOkx.StartAsync(Wallets);

        // The default cost limit lets this pass; the time is for busy machines.
        _gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = _okx.Url, ["Limits:ExecutionSeconds"] = "90" });
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _okx.DisposeAsync();
    }

    [Fact]
    public async Task Portfolio_OfTwoHundredWallets_IsExact_AndAsksForNothingTwice()
    {
        // The first wallet is there twice.
        var by = Enumerable.Range(0, Wallets).Append(0).Select(w => new { address = new { address = LargeOkx.Address(w) } });
        var answer = await _gateway.AskAsync("""
            query($by: [WalletInput!]!) { portfolio(by: $by) {
              total { valueUsd assetsUsd debtsUsd excludedUsd unpriced isComplete }
              byAsset: allocation(by: ASSET) { valueUsd percent }
              byPlatform: allocation(by: PLATFORM) { valueUsd percent }
              byWallet: allocation(by: WALLET) { valueUsd percent }
              holdings(first: 20, order: { valueUsd: DESC }) { totalCount pageInfo { hasNextPage } nodes { id amount valueUsd } }
              tokenBalances(first: 100, order: { valueUsd: DESC }) { totalCount pageInfo { hasNextPage } nodes { token { assetId } account valueUsd } }
              positions(first: 100, order: { valueUsd: DESC }) { totalCount pageInfo { hasNextPage } nodes { name valueUsd } } } }
            """, new { by });
        var portfolio = answer.Data.At("portfolio");

        var balances = _okx.Balances;
        var positions = _okx.Positions;
        balances.Count.ShouldBeGreaterThanOrEqualTo(10_000);
        positions.Count.ShouldBeGreaterThanOrEqualTo(2_000);
        var counted = balances.Where(b => b.Token is { IsRisk: false, IsReceipt: false }).ToArray();
        var tokens = Sum(counted.Select(b => b.Value ?? Exact.Zero));
        var debts = Sum(positions.Select(p => p.Debt));
        var assets = tokens + Sum(positions.Select(p => p.Supplied));

        portfolio.Text("total.isComplete").ShouldBe("true");
        Plain(portfolio.Text("total.valueUsd")).ShouldBe((assets + debts).ToString());
        Plain(portfolio.Text("total.assetsUsd")).ShouldBe(assets.ToString());
        Plain(portfolio.Text("total.debtsUsd")).ShouldBe(debts.ToString());
        Plain(portfolio.Text("total.excludedUsd")).ShouldBe(Sum(balances.Except(counted).Select(b => b.Value ?? Exact.Zero)).ToString());
        portfolio.Text("total.unpriced").ShouldBe(counted.Count(b => b.Value is null).ToString());

        foreach (var slices in new[] { "byAsset", "byPlatform", "byWallet" }.Select(name => portfolio.List(name)))
        {
            Sum(slices.Select(s => Exact.Parse(s.Text("percent")!))).ToString().ShouldBe("100");
            Sum(slices.Select(s => Exact.Parse(s.Text("valueUsd")!))).ToString().ShouldBe(assets.ToString());
        }

        portfolio.List("byWallet").Length.ShouldBe(Wallets);

        var held = counted.GroupBy(b => b.Token.AssetId)
            .Select(g => (Id: g.Key, Amount: Sum(g.Select(b => b.Amount)), Value: g.First().Value is null ? (Exact?)null : Sum(g.Select(b => b.Value!.Value))))
            .ToArray();
        portfolio.Text("holdings.totalCount").ShouldBe(held.Length.ToString());
        portfolio.Text("holdings.pageInfo.hasNextPage").ShouldBe("true");
        portfolio.List("holdings.nodes").Select(n => $"{n.Text("id")} {Plain(n.Text("amount"))} {Plain(n.Text("valueUsd"))}").ShouldBe(
            held.Where(h => h.Value is not null).OrderByDescending(h => h.Value!.Value, ByValue).Take(20).Select(h => $"{h.Id} {h.Amount} {h.Value}"));

        portfolio.Text("tokenBalances.totalCount").ShouldBe(balances.Count.ToString());
        portfolio.List("tokenBalances.nodes").Select(n => $"{n.Text("account")} {n.Text("token.assetId")} {Plain(n.Text("valueUsd"))}").ShouldBe(
            balances.Where(b => b.Value is not null).OrderByDescending(b => b.Value!.Value, ByValue).Take(100)
                .Select(b => $"eip155:{b.Token.Chain}:{LargeOkx.Address(b.Wallet)} {b.Token.AssetId} {b.Value}"));

        portfolio.Text("positions.totalCount").ShouldBe(positions.Count.ToString());
        portfolio.List("positions.nodes").Select(n => $"{n.Text("name")} {Plain(n.Text("valueUsd"))}").ShouldBe(
            positions.OrderByDescending(p => p.Value, ByValue).Take(100).Select(p => $"{p.Name} {p.Value}"));

        // Balances for each wallet; platforms, and details of each, for 50 wallets a call.
        var calls = _okx.Calls;
        calls.ShouldBeUnique();
        calls.Count.ShouldBe(Wallets + Wallets / 50 + LargeOkx.Platforms * Wallets / 50);
        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task TokenBalances_PageByPage_AreEachThereOnce()
    {
        var by = Enumerable.Range(0, Wallets).Select(w => new { address = new { address = LargeOkx.Address(w) } }).ToArray();
        var ids = new List<string>();
        var rows = new List<string>();
        string? after = null;
        for (var page = 0; page < 100; page++)
        {
            var answer = await _gateway.AskAsync("""
                query($by: [WalletInput!]!, $after: String) { portfolio(by: $by) { tokenBalances(first: 500, after: $after) {
                  totalCount pageInfo { hasNextPage endCursor } nodes { id account amount token { assetId } } } } }
                """, new { by, after });
            var list = answer.Data.At("portfolio.tokenBalances");
            ids.AddRange(list.List("nodes").Select(n => n.Text("id")!));
            rows.AddRange(list.List("nodes").Select(n => $"{n.Text("account")} {n.Text("token.assetId")} {Plain(n.Text("amount"))}"));
            list.Text("totalCount").ShouldBe(_okx.Balances.Count.ToString());
            after = list.Text("pageInfo.endCursor");
            if (list.Text("pageInfo.hasNextPage") == "false") break;
        }

        ids.ShouldBeUnique();
        rows.Order(StringComparer.Ordinal).ShouldBe(
            _okx.Balances.Select(b => $"eip155:{b.Token.Chain}:{LargeOkx.Address(b.Wallet)} {b.Token.AssetId} {b.Amount}").Order(StringComparer.Ordinal));
    }

    private static Comparer<Exact> ByValue { get; } = Comparer<Exact>.Create((a, b) => (a + b * Exact.Parse("-1")).Units.Sign);

    private static Exact Sum(IEnumerable<Exact> numbers) => numbers.Aggregate(Exact.Zero, (sum, n) => sum + n);

    private static string Plain(string? number) => Exact.Parse(number!).ToString();
}
