using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Wire;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>A network that an argument names is one of the wallet's and of the caller's, or no provider is asked for it; what a provider says of others is left out.</summary>
public sealed class ScopeNetworkTests(ScopeNetworkTests.Servers servers) : IClassFixture<ScopeNetworkTests.Servers>
{
    // OKX's own example: asked for on Polygon, with a reward on Arbitrum.
    private const string Address = "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da";
    private const string OnEthereum = $"{{ address: {{ address: \"{Address}\", networks: [\"eip155:1\"] }} }}";
    private const string OnTwo = $"{{ address: {{ address: \"{Address}\", networks: [\"eip155:1\", \"eip155:137\"] }} }}";
    private const string OnThree = $"{{ address: {{ address: \"{Address}\", networks: [\"eip155:1\", \"eip155:137\", \"eip155:42161\"] }} }}";
    private const string Detail = "/api/v5/defi/user/investment/asset-detail";
    private const string UsdcOnPolygon = "{ network: \"eip155:137\", address: \"0x2791bca1f2de4661ed88a30c99a7a9449aa84174\" }";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });

    private readonly GatewayServer _gateway = servers.Gateway;

    [Theory]
    [InlineData("""defiPosition(network: "eip155:137", investmentId: "15299") { name valueUsd }""")]
    [InlineData("""defiPosition(network: "eip155:42161", investmentId: "15299", poolId: "1", farmInvestmentId: "2") { name valueUsd }""")]
    [InlineData("""tokenBalance(token: { network: "eip155:137" }) { amount }""")]
    [InlineData($"tokenBalance(token: {UsdcOnPolygon}) {{ amount }}")]
    [InlineData($"tokenBalances(tokens: [{UsdcOnPolygon}]) {{ nodes {{ amount }} }}")]
    [InlineData($"tokenBalances(tokens: [{{ network: \"eip155:1\" }}, {UsdcOnPolygon}]) {{ nodes {{ amount }} }}")]
    public async Task Network_OutsideTheScope_IsForbidden_AndNobodyIsAskedForIt(string field)
    {
        string[] queries =
        [
            $"{{ wallet(by: {OnEthereum}) {{ it: {field} }} }}",
            $"{{ wallets(by: [{OnEthereum}]) {{ it: {field} }} }}",
            $"{{ portfolio(by: [{OnEthereum}]) {{ wallets {{ it: {field} }} }} }}",
            $"{{ wallet(by: {{ account: \"eip155:1:{Address}\" }}) {{ ...F }} }} fragment F on Wallet {{ it: {field} }}",
            $"{{ node(id: \"{await WalletIdAsync()}\") {{ ... on Wallet {{ it: {field} }} }} }}",
            $"{{ wallet(by: {OnEthereum}) {{ id ... @defer {{ it: {field} }} }} }}",
        ];
        foreach (var query in queries)
        {
            _gateway.Sandbox.ResetCalls();
            var answer = await AskAsync("scoped", query);

            answer.Code.ShouldBe("FORBIDDEN", query);
            answer.Message.ShouldContain($"address:{Address}@eip155:");
            answer.Error.List("path")[^1].GetString().ShouldBe("it");
            ShouldBeWithin("\"1\"", _gateway.Sandbox.Calls);
        }

        _gateway.Logs.Entries.ShouldContain(e => e.Text.StartsWith($"scoped was refused address:{Address}@eip155:"));
    }

    [Theory]
    [InlineData("""defiPosition(network: "eip155:137", investmentId: "15299") { name }""")]
    [InlineData("""tokenBalance(token: { network: "eip155:137" }) { amount }""")]
    public async Task Network_OutsideTheWallet_IsAskedOfNobody_WhoeverAsks(string field)
    {
        _gateway.Sandbox.ResetCalls();
        foreach (var key in new[] { "free", "both" })
        {
            var answer = await AskAsync(key, $"{{ wallet(by: {OnEthereum}) {{ it: {field} }} }}");
            answer.Data.IsNull("wallet.it").ShouldBeTrue(key);
        }

        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Network_OfAnotherFamily_IsNoneOfTheWallet_AndNotForbidden()
    {
        var answer = await AskAsync("scoped", $"{{ wallet(by: {OnEthereum}) {{ it: tokenBalance(token: {{ network: \"bip122:000000000019d6689c085ae165831e93\" }}) {{ amount }} }} }}");

        answer.Data.IsNull("wallet.it").ShouldBeTrue();
    }

    [Fact]
    public async Task Investment_WithoutANetwork_IsAskedForOnEachOfTheWallet_AndNoOther()
    {
        var both = await CountAsync("both", $"{{ wallet(by: {OnThree}) {{ defiPosition(investmentId: \"15299\") {{ name network {{ chainId }} }} }} }}");
        both.Answer.Data.Text("wallet.defiPosition.network.chainId").ShouldBe("eip155:137");
        both.Calls.Where(c => c.Path == Detail).Select(c => JsonSerializer.Deserialize<JsonElement>(c.Body).Text("chainId")).Order().ShouldBe(["1", "137", "42161"]);

        var one = await CountAsync("scoped", $"{{ wallet(by: {OnEthereum}) {{ defiPosition(investmentId: \"15299\") {{ name }} }} }}");
        one.Answer.Data.IsNull("wallet.defiPosition").ShouldBeTrue();
        one.Calls.Where(c => c.Path == Detail).Select(c => JsonSerializer.Deserialize<JsonElement>(c.Body).Text("chainId")).ShouldBe(["1"]);

        // Who may ask for every network has that done in one call.
        var every = await CountAsync("free", $"{{ wallet(by: {{ address: {{ address: \"{Address}\" }} }}) {{ defiPosition(investmentId: \"15299\") {{ name }} }} }}");
        every.Answer.Data.Text("wallet.defiPosition.name").ShouldNotBeNull();
        every.Calls.Where(c => c.Path == Detail).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Wallet_OnMoreNetworksThanTheScope_IsForbidden_InEverySpelling()
    {
        string[] wallets =
        [
            OnTwo,
            $"{{ address: {{ address: \"{Address}\" }} }}",
            $"{{ address: {{ address: \"{Address.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal)}\", networks: [\"eip155:137\"] }} }}",
            $"{{ account: \"eip155:137:{Address}\" }}",
        ];
        _gateway.Sandbox.ResetCalls();
        foreach (var wallet in wallets)
        {
            (await AskAsync("scoped", $"{{ it: wallet(by: {wallet}) {{ total {{ display }} }} }}")).Code.ShouldBe("FORBIDDEN", wallet);
            (await AskAsync("scoped", $"{{ ...F }} fragment F on Query {{ a: wallet(by: {OnEthereum}) {{ kind }} ... @defer {{ it: portfolio(by: [{wallet}]) {{ total {{ display }} }} }} }}"))
                .Code.ShouldBe("FORBIDDEN", wallet);
        }

        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_OfAWalletOutsideTheScope_CantBeHadByTheirIds()
    {
        const string holder = "{ address: { address: \"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb\", networks: [\"eip155:1\"] } }";
        var free = await AskAsync("free", $"{{ wallet(by: {holder}) {{ id tokenBalances(first: 1) {{ nodes {{ id }} }} positions(first: 1) {{ nodes {{ ... on DefiPosition {{ id }} }} }} platforms(first: 1) {{ nodes {{ id }} }} }} }}");
        string[] ids = [.. free.Data.At("wallet").Leaves().Select(l => l.Value.GetString()!)];
        ids.Length.ShouldBeGreaterThan(2);
        _gateway.Sandbox.ResetCalls();

        var answer = await AskAsync("scoped", $"{{ nodes(ids: {JsonSerializer.Serialize(ids)}) {{ id }} }}");

        answer.Errors.Select(e => e.Text("extensions.code")).ShouldBe(ids.Select(_ => "FORBIDDEN"));
        _gateway.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscription_LooksUpWithinTheScope()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway.Url, "/graphql"))
        {
            Content = JsonContent.Create(new
            {
                query = $"subscription {{ portfolioChanged(by: [{OnEthereum}]) {{ wallets {{ it: defiPosition(network: \"eip155:137\", investmentId: \"15299\") {{ name }} }} }} }}",
            }),
        };
        request.Headers.Add("X-Api-Key", "scoped");
        request.Headers.Accept.ParseAdd("text/event-stream");
        _gateway.Sandbox.ResetCalls();
        using var stream = await EventReader.OpenAsync(Http, request);

        (await stream.EventAsync()).Data.ShouldContain("\"FORBIDDEN\"");
        _gateway.Sandbox.Calls.ShouldNotContain(c => c.Path == Detail);
    }

    [Fact]
    public async Task Provider_ThatAnswersForOtherNetworksAndAccounts_IsNotBelievedInThat()
    {
        await using var okx = await StrayOkx.StartAsync();
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Providers:Okx:BaseUrl"] = okx.Url,
            ["Access:Keys:scoped:Sha256"] = Hash("scoped"), ["Access:Keys:scoped:Wallets:0"] = $"eip155:1:{Address}",
        });
        var answer = await server.AskAsync($$"""
            { wallet(by: {{OnEthereum}}) {
                tokenBalances { nodes { amount token { symbol } network { chainId } account } }
                platforms { nodes { valueUsd networks { network { chainId } valueUsd } } }
                positions { nodes { ... on DefiPosition { name network { chainId } } } }
                networks { network { chainId } }
                total { valueUsd isComplete }
                reported { totalUsd }
                token: tokenBalance(token: { network: "eip155:1" }) { amount }
                investment: defiPosition(network: "eip155:1", investmentId: "7") { name }
                sources { capability status error { code } } } }
            """, credential: "scoped");
        var wallet = answer.Data.At("wallet");

        wallet.List("tokenBalances.nodes").ShouldHaveSingleItem().Text("token.symbol").ShouldBe("OWN");
        var platform = wallet.List("platforms.nodes").ShouldHaveSingleItem();
        platform.List("networks").ShouldHaveSingleItem().Text("network.chainId").ShouldBe("eip155:1");
        platform.Text("valueUsd").ShouldBe("5");
        wallet.List("positions.nodes").Select(p => p.Text("name")).Distinct().ShouldBe(["Own pool"]);
        wallet.List("networks").Select(n => n.Text("network.chainId")).ShouldBe(["eip155:1"]);
        wallet.Text("total.isComplete").ShouldBe("false");
        wallet.List("reported").ShouldBeEmpty();
        wallet.IsNull("token").ShouldBeTrue();
        wallet.IsNull("investment").ShouldBeTrue();
        foreach (var capability in new[] { "TOKEN_BALANCES", "DEFI_POSITIONS", "PLATFORMS" })
        {
            var report = wallet.List("sources").Single(s => s.Text("capability") == capability);
            report.Text("status").ShouldBe("PARTIAL", capability);
            report.Text("error.code").ShouldBe("PROVIDER_MALFORMED_RESPONSE");
        }

        answer.Text.ShouldNotContain("eip155:137");
        okx.Bodies.ShouldAllBe(b => !b.Contains("137"));
    }

    private static void ShouldBeWithin(string chain, IEnumerable<RecordedCall> calls)
    {
        foreach (var call in calls.Where(c => c.Provider == "okx"))
        {
            call.Query.ShouldNotContain("137");
            call.Body.ShouldNotContain("137");
            call.Body.ShouldNotContain("42161");
            if (call.Path == Detail) call.Body.ShouldContain($"\"chainId\":{chain}");
        }
    }

    private async Task<string> WalletIdAsync() => (await AskAsync("scoped", $"{{ wallet(by: {OnEthereum}) {{ id }} }}")).Data.Text("wallet.id")!;

    private Task<Answer> AskAsync(string key, string query) => _gateway.AskAsync(query, credential: key);

    private async Task<(Answer Answer, IReadOnlyList<RecordedCall> Calls)> CountAsync(string key, string query)
    {
        _gateway.Sandbox.ResetCalls();
        return (await AskAsync(key, query), _gateway.Sandbox.Calls);
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A gateway with a key for everything, one for two networks of an address, and one for one.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        internal GatewayServer Gateway { get; private set; } = null!;

        public async Task InitializeAsync() => Gateway = await GatewayServer.StartAsync(
            new()
            {
                ["Access:Keys:free:Sha256"] = Hash("free"), ["Access:Keys:free:AllWallets"] = "true",
                ["Access:Keys:both:Sha256"] = Hash("both"), ["Access:Keys:both:Wallets:0"] = $"eip155:1:{Address}", ["Access:Keys:both:Wallets:1"] = $"eip155:137:{Address}",
                ["Access:Keys:both:Wallets:2"] = $"eip155:42161:{Address}",
                ["Access:Keys:scoped:Sha256"] = Hash("scoped"), ["Access:Keys:scoped:Wallets:0"] = $"eip155:1:{Address}",
            },
            LogLevel.Information);

        public async Task DisposeAsync() => await Gateway.DisposeAsync();
    }

    /// <summary>An OKX that answers for Ethereum with what is on Polygon, and for one address with what another one has.</summary>
    private sealed class StrayOkx : IAsyncDisposable
    {
        private const string Other = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";

        private readonly WebApplication _app;

        private StrayOkx(WebApplication app) => _app = app;

        public ConcurrentQueue<string> Bodies { get; } = new();

        public string Url => _app.Urls.First();

        public static async Task<StrayOkx> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var okx = new StrayOkx(builder.Build());
            okx._app.Run(okx.AnswerAsync);
            await okx._app.StartAsync();
            return okx;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            Bodies.Enqueue(context.Request.QueryString + await reader.ReadToEndAsync());
            object data = context.Request.Path.Value!.Split('/')[^1] switch
            {
                "list" => new
                {
                    walletIdPlatformList = new[]
                    {
                        new
                        {
                            walletId = Address,
                            totalAssets = "1000",
                            platformList = new object[]
                            {
                                new
                                {
                                    platformName = "Both", analysisPlatformId = "1", currencyAmount = "1000", investmentCount = 2,
                                    networkBalanceVoList = new[] { new { network = "ETH", chainId = "1", currencyAmount = "5" }, new { network = "MATIC", chainId = "137", currencyAmount = "995" } },
                                },
                                new
                                {
                                    platformName = "Elsewhere", analysisPlatformId = "2", currencyAmount = "50", investmentCount = 1,
                                    networkBalanceVoList = new[] { new { network = "MATIC", chainId = "137", currencyAmount = "50" } },
                                },
                            },
                        },
                    },
                    lpTokenAddressList = Array.Empty<object>(),
                },
                "detail" => new
                {
                    walletIdPlatformDetailList = new[]
                    {
                        new { accountId = Address, networkHoldVoList = new[] { Hold("ETH", "1", "Own pool"), Hold("MATIC", "137", "Polygon pool") } },
                    },
                },
                "asset-detail" => new[]
                {
                    new
                    {
                        investmentName = "Polygon farm", investmentId = "7", investType = "3", totalValue = "9",
                        assetsTokenList = new[] { new { tokenSymbol = "A", tokenAddress = $"0x{7:x40}", tokenPrecision = "18", coinAmount = "1", currencyAmount = "9" } },
                        rewardDefiTokenInfo = new[]
                        {
                            new { rewardType = "1", baseDefiTokenInfos = new[] { new { tokenSymbol = "B", tokenAddress = $"0x{8:x40}", network = "MATIC", tokenPrecision = "18", coinAmount = "1", currencyAmount = "1" } } },
                        },
                    },
                },
                "token-balances-by-address" => new[] { new { tokenAssets = new[] { Token("", "1", Other, "ETH", "4") } } },
                _ => new[]
                {
                    new
                    {
                        tokenAssets = new[]
                        {
                            Token($"0x{1:x40}", "1", Address, "OWN", "3"), Token($"0x{2:x40}", "137", Address, "POLYGON", "70"), Token($"0x{3:x40}", "1", Other, "OTHER", "80"),
                        },
                    },
                },
            };
            await context.Response.WriteAsJsonAsync(new { code = "0", msg = "", data });
        }

        private static object Token(string token, string chain, string address, string symbol, string balance) => new
        {
            chainIndex = chain, tokenAddress = token, address, symbol, balance, rawBalance = "", tokenPrice = "1", tokenType = "1", isRiskToken = false,
        };

        private static object Hold(string network, string chain, string name) => new
        {
            network, chainId = chain,
            investTokenBalanceVoList = new[]
            {
                new
                {
                    investmentName = name, investmentId = chain, investType = "2", totalValue = "5",
                    assetsTokenList = new[] { new { tokenSymbol = "A", tokenAddress = $"0x{7:x40}", tokenPrecision = "18", coinAmount = "5", currencyAmount = "5" } },
                },
            },
        };
    }
}
