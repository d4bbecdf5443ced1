using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Who and what is the same, and who and what is not: wallets, tokens, platforms and rows, over HTTP.</summary>
public sealed class IdentityTests
{
    private const string Nothing = """{"code":"0","data":[]}""";
    private const string TonRaw = "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e";
    private const string TonFriendly = "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF";
    private const string TonNotBounceable = "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA";
    private const string Aptos = "0x000212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331";
    private const string AptosShort = "0x212DE6A9DFA3A69E22387ACFBAFBB1A9E591BD9D636E7895DCFC8DE05F331";
    private const string Sui = "0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331";
    private const string Felt = "0x049d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7";
    private const string CashAddr = "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a";
    private const string Stacks = "SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7";
    private const string Bech32 = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    private const string Injective = "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9";
    private const string BitcoinCash = "bip122:000000000000000000651ef99cb9fcbe";
    private const string Bitcoin = "bip122:000000000019d6689c085ae165831e93";

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task MeshUsers_OfWhichOneIsNamedLikeTheOtherWithAnOffset_AreTwo_AndNoneSeesTheOther()
    {
        await using var mesh = await ScriptedProvider.StartAsync((request, _) => MeshOf(request.Query["UserId"] == "team@42" ? Coin("A", 100) : Coin("B", 7)));
        await using var gateway = await GatewayServer.StartAsync(
            new()
            {
                ["Providers:Mesh:BaseUrl"] = mesh.Url,
                ["Cache:FreshSeconds"] = "60",
                ["Access:Keys:a:Sha256"] = Hash("key-a"),
                ["Access:Keys:a:Wallets:0"] = "mesh:team@42",
                ["Access:Keys:b:Sha256"] = Hash("key-b"),
                ["Access:Keys:b:Wallets:0"] = "mesh:team",
                ["Access:Keys:all:Sha256"] = Hash("key-all"),
            },
            LogLevel.Information);
        const string a = """{ meshUser: { userId: "team@42" } }""";
        const string b = """{ meshUser: { userId: "team", timezoneOffset: 42 } }""";
        const string fields = "{ id tokenBalances { nodes { id token { symbol } } } }";

        foreach (var order in new[] { $"[{a}, {b}]", $"[{b}, {a}]" })
        {
            var both = await AskAsync(gateway, "key-all", $"{{ wallets(by: {order}) {fields} portfolio(by: {order}) {{ total {{ valueUsd }} }} }}");
            both.At("data").List("wallets").Select(w => w.Text("tokenBalances.nodes.0.token.symbol")).Order().ShouldBe(["A", "B"]);
            both.At("data").List("wallets").Select(w => w.Text("id")).Distinct().Count().ShouldBe(2);
            both.Text("data.portfolio.total.valueUsd").ShouldBe("107");
        }

        (await AskAsync(gateway, "key-b", $"{{ wallet(by: {b}) {fields} }}")).Text("data.wallet.tokenBalances.nodes.0.token.symbol").ShouldBe("B");
        var own = await AskAsync(gateway, "key-a", $"{{ wallet(by: {a}) {fields} }}");
        own.Text("data.wallet.tokenBalances.nodes.0.token.symbol").ShouldBe("A");

        // By ids, too.
        var ids = new[] { own.Text("data.wallet.id"), own.Text("data.wallet.tokenBalances.nodes.0.id") };
        var nodes = $$"""{ nodes(ids: ["{{ids[0]}}", "{{ids[1]}}"]) { id } }""";
        (await AskAsync(gateway, "key-a", nodes)).List("data.nodes").Select(n => n.Text("id")).ShouldBe(ids);
        (await AskAsync(gateway, "key-b", nodes)).List("errors").Select(e => e.Text("extensions.code")).ShouldBe(["FORBIDDEN", "FORBIDDEN"]);
        (await AskAsync(gateway, "key-a", $"{{ wallet(by: {b}) {fields} }}")).Text("errors.0.extensions.code").ShouldBe("FORBIDDEN");
        (await AskAsync(gateway, "key-b", $"{{ wallet(by: {a}) {fields} }}")).Text("errors.0.extensions.code").ShouldBe("FORBIDDEN");

        var log = gateway.Logs.Entries.Select(e => e.Text.Trim()).ToArray();
        log.ShouldContain("a asked for mesh:team%4042");
        log.ShouldContain("b asked for mesh:team@42");
        log.ShouldContain("a was refused mesh:team@42");
        log.ShouldContain("b was refused mesh:team%4042");
        log.ShouldNotContain("a asked for mesh:team@42");
    }

    [Fact]
    public async Task Accounts_WithSeparatorsInTheirNames_AreWalletsOfTheirOwn_AndRowsAreFoundByTheirIds()
    {
        string[] accounts = ["a", "a@1", "a%401", "a|okx", "a:b", "a/b", "a,b", "a~b", "a b", "ä", "🍕", "mesh:a", "a%7Cokx"];
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.Contains("wallet-all-token-balances", StringComparison.Ordinal)
            ? $$"""{"code":"0","data":[{"tokenAssets":[{{TokenOf(request.Query["accountId"].ToString())}}]}]}"""
            : Nothing);
        string TokenOf(string account) =>
            $$"""{"chainIndex":"1","tokenAddress":"0x{{Array.IndexOf(accounts, account):x40}}","symbol":{{JsonSerializer.Serialize(account)}},"balance":"1"}""";
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url });

        var answer = await gateway.AskAsync(
            "query($by: [WalletInput!]!) { wallets(by: $by) { id tokenBalances { nodes { id token { symbol } } } } }", new { by = accounts.Select(okxAccount => new { okxAccount }) });

        var wallets = answer.Data.List("wallets");
        wallets.Select(w => w.Text("tokenBalances.nodes.0.token.symbol")).ShouldBe(accounts);
        var ids = wallets.Select(w => w.Text("id")!).Concat(wallets.Select(w => w.Text("tokenBalances.nodes.0.id")!)).ToArray();
        ids.Distinct().Count().ShouldBe(2 * accounts.Length);
        var nodes = await gateway.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id ... on TokenBalance { token { symbol } } } }", new { ids });
        nodes.Data.List("nodes").Select(n => n.Text("id")).ShouldBe(ids);
        nodes.Data.List("nodes").Skip(accounts.Length).Select(n => n.Text("token.symbol")).ShouldBe(accounts);
    }

    [Fact]
    public async Task MeshToken_ByNode_SaysNothingThatAnotherCallersWalletSaid()
    {
        await using var mesh = await ScriptedProvider.StartAsync((request, _) => request.Query["UserId"] == "zz"
            ? MeshOf("""{"symbol":"ZZCOIN","companyName":"Private name of zz","amount":1,"marketValue":1}""")
            : MeshOf(Coin("A", 1)));
        await using var gateway = await GatewayServer.StartAsync(
            new()
            {
                ["Providers:Mesh:BaseUrl"] = mesh.Url,
                ["Access:Keys:u:Sha256"] = Hash("key-u"),
                ["Access:Keys:u:Wallets:0"] = "mesh:u",
                ["Access:Keys:z:Sha256"] = Hash("key-z"),
                ["Access:Keys:z:Wallets:0"] = "mesh:zz",
            });
        var node = $$"""node(id: "{{new GlobalId("Token", "mesh:ZZCOIN")}}") { id ... on Token { symbol name } }""";
        const string own = """wallet(by: { meshUser: { userId: "zz" } }) { tokenBalances { nodes { token { id symbol name } } } }""";

        var before = await AskAsync(gateway, "key-u", $"{{ {node} }}");
        var ofOwner = await AskAsync(gateway, "key-z", $"{{ {own} {node} }}");
        var after = await AskAsync(gateway, "key-u", $"{{ {node} }}");
        var beside = await AskAsync(gateway, "key-u", $$"""{ wallet(by: { meshUser: { userId: "u" } }) { tokenBalances { nodes { token { name } } } } {{node}} }""");

        before.IsNull("data.node.name").ShouldBeTrue();
        ofOwner.Text("data.node.name").ShouldBe("Private name of zz");
        ofOwner.At("data.node").GetRawText().ShouldBe(ofOwner.At("data.wallet.tokenBalances.nodes.0.token").GetRawText());
        after.At("data.node").GetRawText().ShouldBe(before.At("data.node").GetRawText());
        beside.At("data.node").GetRawText().ShouldBe(before.At("data.node").GetRawText());
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "1")]
    public async Task OkxToken_ThatTwoAddressesNameDifferently_IsTheSameInTheListAndByNode_WhicheverIsAskedLast(string first, string last)
    {
        string Address(string digit) => $"0x{new string(digit[0], 40)}";
        await using var okx = await FakeOkx.StartAsync((call, query, _) => call != "all-token-balances-by-address" ? null
            : $$"""{"code":"0","data":[{"tokenAssets":[{"chainIndex":"1","tokenContractAddress":"{{Address("9")}}","symbol":"{{(query.Contains(Address("1"), StringComparison.Ordinal) ? "LP" : "LPx")}}","balance":"1"}]}]}""");
        await using var gateway = await okx.GatewayAsync();
        string Wallets(params string[] digits) => $"wallets(by: [{string.Join(',', digits.Select(d => $"{{ account: \"eip155:1:{Address(d)}\" }}"))}]) {{ tokenBalances {{ nodes {{ token {{ id symbol }} }} }} }}";

        var both = await gateway.AskAsync($"{{ {Wallets(first, last)} }}");
        var tokens = both.Data.List("wallets").Select(w => w.At("tokenBalances.nodes.0.token")).ToArray();
        tokens.Select(t => t.Text("symbol")).ShouldBe(["LP", "LP"]);
        var again = await gateway.AskAsync($"{{ {Wallets(last)} }}");
        var node = await gateway.AskAsync($$"""{ node(id: "{{tokens[0].Text("id")}}") { ... on Token { id symbol } } }""");

        node.Data.At("node").GetRawText().ShouldBe(tokens[0].GetRawText());
        again.Data.At("wallets.0.tokenBalances.nodes.0.token").GetRawText().ShouldBe(tokens[0].GetRawText());
    }

    [Fact]
    public async Task MeshToken_WithASlash_IsOnNoNetwork()
    {
        await using var mesh = await ScriptedProvider.StartAsync((_, _) => MeshOf(Coin("ETH/USDC", 1), Coin("ETH", 2), Coin("a:b|c@d%", 4)));
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Mesh:BaseUrl"] = mesh.Url });

        var answer = await gateway.AskAsync("""{ wallet(by: { meshUser: { userId: "u" } }) { tokenBalances { nodes { id token { id } } } } }""");

        foreach (var row in answer.Data.List("wallet.tokenBalances.nodes"))
        {
            var node = await gateway.AskAsync(
                "query($t: ID!, $r: ID!) { token: node(id: $t) { id ... on Token { address network { id } } } row: node(id: $r) { id } }", new { t = row.Text("token.id"), r = row.Text("id") });
            node.Data.Text("token.id").ShouldBe(row.Text("token.id"));
            node.Data.IsNull("token.address").ShouldBeTrue();
            node.Data.IsNull("token.network").ShouldBeTrue();
            node.Data.Text("row.id").ShouldBe(row.Text("id"));
        }
    }

    [Fact]
    public async Task MeshCoins_WithoutNameAndSymbol_AreNotOne()
    {
        string[] coins = ["""{"amount":1,"marketValue":1}""", """{"amount":2,"marketValue":1000}""", """{"symbol":"unnamed","amount":1,"marketValue":30}""", """{"name":"unnamed","amount":1,"marketValue":5}"""];
        await using var mesh = await ScriptedProvider.StartAsync((request, _) => MeshOf(request.Query.ContainsKey("TimezoneOffset") ? [.. coins.Reverse()] : coins));
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Mesh:BaseUrl"] = mesh.Url });
        const string query = """
            { portfolio(by: [{ meshUser: { userId: "u" } }, { meshUser: { userId: "u", timezoneOffset: 60 } }, { meshUser: { userId: "v" } }]) {
              total { valueUsd } holdings { nodes { id valueUsd } } allocation(by: ASSET) { key valueUsd } } }
            """;

        var answer = await gateway.AskAsync(query);

        // One user is one, whatever the offset of the day; two users are two.
        answer.Data.Text("portfolio.total.valueUsd").ShouldBe("2072");
        answer.Data.List("portfolio.holdings.nodes").Select(n => n.Text("valueUsd")).ShouldBe(["1000", "1000", "60", "10", "1", "1"]);
        answer.Data.List("portfolio.allocation").Length.ShouldBe(6);
        (await gateway.AskAsync(query)).Text.ShouldBe(answer.Text);
    }

    [Fact]
    public async Task MeshCoinsAndEquities_WithDamagedSymbols_AreNotOne_WhateverTheirOrder()
    {
        string[] coins = ["""{"symbol":"\ud83d","name":"Coin","amount":1,"marketValue":1}""", """{"symbol":"\ud83c","name":"Coin","amount":1000,"marketValue":1000}""", """{"name":"\ude00","amount":3,"marketValue":5}"""];
        string[] shares = ["""{"symbol":"\ud83d","amount":1,"marketValue":20}""", """{"symbol":"\ud83c","amount":2,"marketValue":300}"""];
        await using var mesh = await ScriptedProvider.StartAsync((request, _) => request.Query.ContainsKey("TimezoneOffset")
            ? MeshOf([.. coins.Reverse()]).Replace("\"equityPositions\":[", "\"equityPositions\":[" + string.Join(',', shares.Reverse()), StringComparison.Ordinal)
            : MeshOf(coins).Replace("\"equityPositions\":[", "\"equityPositions\":[" + string.Join(',', shares), StringComparison.Ordinal));
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Mesh:BaseUrl"] = mesh.Url });

        var answer = await gateway.AskAsync("""
            { portfolio(by: [{ meshUser: { userId: "u" } }, { meshUser: { userId: "u", timezoneOffset: 60 } }]) {
              total { valueUsd } holdings { nodes { id valueUsd symbol } } allocation(by: ASSET) { key } } }
            """);

        answer.Data.Text("portfolio.total.valueUsd").ShouldBe("1326");
        answer.Data.List("portfolio.holdings.nodes").Select(n => n.Text("valueUsd")).ShouldBe(["1000", "300", "20", "5", "1"]);
        answer.Data.List("portfolio.holdings.nodes")[0].Text("symbol").ShouldBe("\uFFFD");
        answer.Data.List("portfolio.allocation").Length.ShouldBe(5);
    }

    [Fact]
    public async Task PeggyDenom_InTwoSpellings_IsOneToken_FoundByEither()
    {
        const string checksummed = "peggy0xdAC17F958D2ee523a2206206994597C13D831ec7";
        var lower = checksummed.ToLowerInvariant();
        var balance = $$$"""{"asset":{"id":"native;{{{checksummed}}}"},"values":{"kind":"unknown","amount":"5000000","amount_scaled":"5"}}""";
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.EndsWith("all-token-balances-by-address", StringComparison.Ordinal)
            ? $$$"""{"code":"0","data":[{"tokenAssets":[{"chainIndex":"70000041","tokenAddress":"{{{lower}}}","symbol":"USDT","balance":"5","tokenPrice":"1"}]}]}"""
            : Nothing);
        await using var neptune = await ScriptedProvider.StartAsync((request, _) =>
            !request.Path.Value!.EndsWith("/balance", StringComparison.Ordinal) ? $$"""{"data":{"balances":[{{balance}}]},"error":null,"status":200}"""
            : request.Query["asset_id"] == $"native;{checksummed}" ? $$"""{"data":{{balance}},"error":null,"status":200}"""
            : """{"data":null,"error":{"kind":"entity_not_found","message":"no","scope":"client"},"status":404}""");
        await using var gateway = await GatewayServer.StartAsync(new()
        {
            ["Providers:Okx:BaseUrl"] = okx.Url, ["Providers:Neptune:BaseUrl"] = neptune.Url, ["Providers:Neptune:Enabled"] = "true",
        });

        var answer = await gateway.AskAsync("""
            { portfolio(by: [{ address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", networks: ["cosmos:injective-1"] } }]) {
              holdings { nodes { amount valueUsd } } } }
            """);
        var row = answer.Data.List("portfolio.holdings.nodes").ShouldHaveSingleItem();
        row.Text("amount").ShouldBe("5");

        foreach (var spelling in new[] { checksummed, lower })
        {
            var found = await gateway.AskAsync(
                """
                query($t: String!) { wallet(by: { address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", networks: ["cosmos:injective-1"] } }) {
                  tokenBalance(token: { network: "cosmos:injective-1", address: $t }) { amount token { address } } } }
                """,
                new { t = spelling });
            found.Data.Text("wallet.tokenBalance.amount").ShouldBe("5");
            found.Data.Text("wallet.tokenBalance.token.address").ShouldBe(lower);
        }
    }

    [Fact]
    public async Task OkxTokens_WithoutAddressAndSymbol_AreNotOne()
    {
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.EndsWith("all-token-balances-by-address", StringComparison.Ordinal)
            ? """{"code":"0","data":[{"tokenAssets":[{"chainIndex":"1","balance":"1","tokenPrice":"1"},{"chainIndex":"1","balance":"1","tokenPrice":"1000"}]}]}"""
            : Nothing);
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url });

        var answer = await gateway.AskAsync("""
            { portfolio(by: [{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }, { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }]) {
              total { valueUsd } holdings { nodes { valueUsd } } } }
            """);

        answer.Data.Text("portfolio.total.valueUsd").ShouldBe("1001");
        answer.Data.List("portfolio.holdings.nodes").Select(n => n.Text("valueUsd")).ShouldBe(["1000", "1"]);
    }

    [Fact]
    public async Task Platforms_WithoutAnId_AreKnownByTheirNames_AndFoundByTheirIds()
    {
        const string names = """[{"platformName":"Yearn | Vaults","currencyAmount":"1"},{"platformName":"118265","currencyAmount":"2"},{"platformName":"Aave","analysisPlatformId":"118265","currencyAmount":"4"},{"platformName":"a:b%7C","currencyAmount":"8"},{"currencyAmount":"16"},{"currencyAmount":"32"}]""";
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.EndsWith("platform/list", StringComparison.Ordinal)
            ? $$$"""{"code":0,"data":{"walletIdPlatformList":[{"platformList":{{{names}}}}],"updateAt":1}}"""
            : Nothing);
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url });

        var answer = await gateway.AskAsync("""
            { wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }) { platforms { nodes { id valueUsd platform { id name } } } } }
            """);

        var rows = answer.Data.List("wallet.platforms.nodes");
        rows.Select(r => r.Text("valueUsd")).ShouldBe(["1", "2", "4", "8", "16", "32"]);
        rows.Select(r => r.Text("platform.id")).Distinct().Count().ShouldBe(6);
        rows.Select(r => r.Text("id")).Distinct().Count().ShouldBe(6);
        foreach (var row in rows)
        {
            var node = await gateway.AskAsync(
                "query($p: ID!, $r: ID!) { p: node(id: $p) { id ... on Platform { name } } r: node(id: $r) { id ... on PlatformHolding { valueUsd } } }",
                new { p = row.Text("platform.id"), r = row.Text("id") });
            node.Data.Text("p.id").ShouldBe(row.Text("platform.id"));
            node.Data.Text("p.name").ShouldBe(row.Text("platform.name"));
            node.Data.Text("r.valueUsd").ShouldBe(row.Text("valueUsd"));
        }
    }

    [Fact]
    public async Task UnmappedNetwork_IsFoundByItsId_AndIsNoCaip2Network()
    {
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.EndsWith("all-token-balances-by-address", StringComparison.Ordinal)
            ? """{"code":"0","data":[{"tokenAssets":[{"chainIndex":"13","tokenAddress":"","symbol":"X","balance":"1"},{"chainIndex":"1:2/3","tokenAddress":"","symbol":"Y","balance":"1"}]}]}"""
            : Nothing);
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url });

        var answer = await gateway.AskAsync(
            """{ wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }) { tokenBalances { nodes { token { id } network { id chainId } } } } }""");

        foreach (var row in answer.Data.List("wallet.tokenBalances.nodes"))
        {
            row.IsNull("network.chainId").ShouldBeTrue();
            var node = await gateway.AskAsync(
                "query($id: ID!, $t: ID!) { node(id: $id) { id ... on Network { chainId } } token: node(id: $t) { id } }", new { id = row.Text("network.id"), t = row.Text("token.id") });
            node.Data.Text("node.id").ShouldBe(row.Text("network.id"));
            node.Data.IsNull("node.chainId").ShouldBeTrue();
            node.Data.Text("token.id").ShouldBe(row.Text("token.id"));
        }
    }

    public static TheoryData<string?, string[]> Spellings => new()
    {
        { null, ["0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "0xAB16A96D359EC26A11E2C2B3D8F8B8942D5BFCDB"] },
        { null, [TonRaw, TonRaw.ToUpperInvariant(), TonFriendly, TonNotBounceable, TonFriendly.Replace('-', '+')] },
        { null, [Sui, "0x" + Sui[2..].ToUpperInvariant(), Sui.ToUpperInvariant()] },
        { null, [CashAddr, CashAddr.ToUpperInvariant(), "bitcoincash:" + CashAddr, ("bitcoincash:" + CashAddr).ToUpperInvariant()] },
        { null, [Bech32, Bech32.ToUpperInvariant()] },
        { null, [Injective, Injective.ToUpperInvariant()] },
        { null, ["TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "41a614f803b6fd780986a42c78ec9c7f77e6ded13c"] },
        { "aptos:1", [Aptos, AptosShort, "0x" + Aptos[2..].ToUpperInvariant()] },
        { "sui:mainnet", [Sui, "0x2" + Sui[4..]] },
        { "starknet:SN_MAIN", [Felt, "0x49D36570D4E46F48E99674BD3FCC84644DDD6B96F7C741B1562B82F9E004DC7"] },
        { "stacks:1", [Stacks, Stacks.ToLowerInvariant()] },
        { BitcoinCash, [CashAddr, "bitcoincash:" + CashAddr] },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Address_InSeveralSpellings_IsOneWallet_ItsMoneyIsCountedOnce_AndItsKeyLetsItIn(string? network, string[] spellings)
    {
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.EndsWith("all-token-balances-by-address", StringComparison.Ordinal)
            ? $$"""{"code":"0","data":[{"tokenAssets":[{"chainIndex":"{{request.Query["chains"].ToString().Split(',')[0]}}","tokenAddress":"","symbol":"X","balance":"50","tokenPrice":"1"}]}]}"""
            : Nothing);
        var settings = new Dictionary<string, string?> { ["Providers:Okx:BaseUrl"] = okx.Url, ["Providers:Neptune:Enabled"] = "false", ["Access:Keys:all:Sha256"] = Hash("key-all") };
        foreach (var (i, spelling) in spellings.Index())
        {
            settings[$"Access:Keys:k{i}:Sha256"] = Hash($"key-{i}");
            settings[$"Access:Keys:k{i}:Wallets:0"] = network is null ? spelling : $"{network}:{Uri.EscapeDataString(spelling)}";
        }

        await using var gateway = await GatewayServer.StartAsync(settings);
        object By(string address) => network is null ? new { address = new { address } } : new { address = (object)new { address, networks = new[] { network } } };
        const string query = "query($by: [WalletInput!]!) { wallets(by: $by) { id } portfolio(by: $by) { total { valueUsd } } }";

        var answer = await AskAsync(gateway, "key-all", query, new { by = spellings.Select(By) });
        answer.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
        answer.List("data.wallets").Select(w => w.Text("id")).Distinct().ShouldHaveSingleItem();
        answer.Text("data.portfolio.total.valueUsd").ShouldBe("50");

        for (var key = 0; key < spellings.Length; key++)
        {
            var own = await AskAsync(gateway, $"key-{key}", query, new { by = spellings.Select(By) });
            own.TryGetProperty("errors", out errors).ShouldBeFalse($"{spellings[key]}: {errors}");
            own.Text("data.portfolio.total.valueUsd").ShouldBe("50");
        }

        if (network is null) return;
        var account = await AskAsync(gateway, "key-0", query, new { by = spellings.Select(s => new { account = $"{network}:{Uri.EscapeDataString(s)}" }) });
        account.List("data.wallets").Select(w => w.Text("id")).Distinct().ShouldBe([answer.Text("data.wallets.0.id")]);
    }

    [Theory]
    [InlineData("tvm:-239", "607", "TON", TonRaw, TonNotBounceable)]
    [InlineData("aptos:1", "637", "APT", Aptos, AptosShort)]
    [InlineData("sui:mainnet", "784", "SUI", Sui, "0X2A212DE6A9DFA3A69E22387ACFBAFBB1A9E591BD9D636E7895DCFC8DE05F331")]
    [InlineData(BitcoinCash, "145", "BCH", CashAddr, "BITCOINCASH:QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A")]
    [InlineData(BitcoinCash, "145", "BCH", "bitcoincash:" + CashAddr, CashAddr)]
    [InlineData(Bitcoin, "0", "BTC", Bech32, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")]
    [InlineData("starknet:SN_MAIN", "9004", "STRK", Felt, "0x49D36570D4E46F48E99674BD3FCC84644DDD6B96F7C741B1562B82F9E004DC7")]
    [InlineData("stacks:1", "5757", "STX", Stacks, "sp2j6zy48gv1ez5v2v5rb9mp66sw86pykknrv9ej7")]
    [InlineData("tron:0x2b6653dc", "195", "TRX", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "41a614f803b6fd780986a42c78ec9c7f77e6ded13c")]
    [InlineData("eip155:1", "1", "ETH", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED")]
    public async Task Account_ThatProvidersNameInOtherSpellings_IsTheSame(string network, string code, string coin, string asked, string said)
    {
        string Balance(string? address) =>
            $$"""{"code":"0","data":[{"tokenAssets":[{"chainIndex":"{{code}}","tokenAddress":"","address":{{JsonSerializer.Serialize(address)}},"symbol":"{{coin}}","balance":"1","tokenPrice":"50"}]}]}""";
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.Split('/')[^1] switch
        {
            "all-token-balances-by-address" => Balance(null),
            "wallet-all-token-balances" => Balance(said),
            _ => Nothing,
        });
        await using var mesh = await ScriptedProvider.StartAsync((_, _) => MeshOf(
            $$"""{"symbol":"{{coin}}","amount":1,"marketValue":51,"distribution":[{"caipNetworkId":"{{network}}","address":"{{said}}","amount":1}]}"""));
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url, ["Providers:Mesh:BaseUrl"] = mesh.Url });

        var answer = await gateway.AskAsync(
            "query($by: [WalletInput!]!) { portfolio(by: $by) { total { valueUsd excludedUsd } wallets { tokenBalances { nodes { account distribution { account } } } } } }",
            new { by = new object[] { new { address = new { address = asked, networks = new[] { network } } }, new { okxAccount = "o" }, new { meshUser = new { userId = "m" } } } });

        answer.Data.Text("portfolio.total.valueUsd").ShouldBe("50");
        answer.Data.Text("portfolio.total.excludedUsd").ShouldBe("51");
        var account = answer.Data.Text("portfolio.wallets.0.tokenBalances.nodes.0.account");
        answer.Data.Text("portfolio.wallets.1.tokenBalances.nodes.0.account").ShouldBe(account);
        answer.Data.Text("portfolio.wallets.2.tokenBalances.nodes.0.distribution.0.account").ShouldBe(account);
    }

    [Fact]
    public async Task TonWallets_InOneCall_AnsweredInTheFriendlyForm_AreBothAnswered()
    {
        const string other = "0:0000000000000000000000000000000000000000000000000000000000000001";
        var friendly = PortfolioGraph.Holdings.Addresses.AddressValidator.Check(other).Display!;
        friendly.ShouldStartWith("EQAAAAAA");
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.EndsWith("platform/list", StringComparison.Ordinal)
            ? $$$"""
              {"code":0,"data":{"walletIdPlatformList":[
                {"walletAddress":"{{{friendly}}}","platformList":[{"platformName":"A","analysisPlatformId":"1","currencyAmount":"1"}]},
                {"walletAddress":"{{{TonNotBounceable}}}","platformList":[{"platformName":"A","analysisPlatformId":"1","currencyAmount":"2"}]}],"updateAt":1}}
              """
            : Nothing);
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url });

        var answer = await gateway.AskAsync(
            "query($by: [WalletInput!]!) { wallets(by: $by) { platforms { nodes { valueUsd } } sources { status } } }",
            new { by = new[] { TonRaw, other }.Select(address => new { address = new { address } }) });

        okx.Calls.Count(c => c.Contains("platform/list", StringComparison.Ordinal)).ShouldBe(1);
        answer.Data.List("wallets").Select(w => w.Text("platforms.nodes.0.valueUsd")).ShouldBe(["2", "1"]);
    }

    [Theory]
    [InlineData("sui:mainnet", Sui, "784", "0x2::sui::SUI", "0x0000000000000000000000000000000000000000000000000000000000000002::sui::SUI")]
    [InlineData("sui:mainnet", Sui, "784", "0x0000000000000000000000000000000000000000000000000000000000000002::sui::SUI", "0x2::sui::SUI")]
    [InlineData("aptos:1", Aptos, "637", "0xABCD::lp::LP<0x1::a::A, 0x02::b::B>", "0xabcd::lp::LP<0x1::a::A,0x2::b::B>")]
    [InlineData("tvm:-239", TonRaw, "607", TonNotBounceable, TonRaw)]
    [InlineData("tron:0x2b6653dc", "TLeUZDGLWnyiJVFcp3m3M1782uBsGWa8uf", "195", "41a614f803b6fd780986a42c78ec9c7f77e6ded13c", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")]
    [InlineData("starknet:SN_MAIN", Felt, "9004", "0x49D36570D4E46F48E99674BD3FCC84644DDD6B96F7C741B1562B82F9E004DC7", Felt)]
    [InlineData("cosmos:injective-1", Injective, "70000041", "ibc/c4cff46f", "ibc/C4CFF46F")]
    [InlineData("eip155:1", "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "1", "0xdAC17F958D2ee523a2206206994597C13D831ec7", "0XDAC17F958D2EE523A2206206994597C13D831EC7")]
    [InlineData("eip155:1", "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "1", "0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE", "")]
    [InlineData("eip155:8453", "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "8453", "", "0xEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE")]
    public async Task Token_AskedForAndAnsweredInOtherSpellings_IsFound(string network, string address, string code, string asked, string said)
    {
        var row = $$"""{"chainIndex":"{{code}}","tokenAddress":"{{said}}","symbol":"X","balance":"3","tokenPrice":"1"}""";
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.Contains("token-balances", StringComparison.Ordinal)
            ? $$"""{"code":"0","data":[{"tokenAssets":[{{row}}]}]}"""
            : Nothing);
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url, ["Providers:Neptune:Enabled"] = "false" });

        var answer = await gateway.AskAsync(
            """
            query($by: WalletInput!, $asked: TokenInput!, $said: TokenInput!) { wallet(by: $by) {
              tokenBalance(token: $asked) { amount token { id } }
              same: tokenBalance(token: $said) { token { id } }
              tokenBalances(tokens: [$asked, $said]) { totalCount nodes { token { id } } }
              all: tokenBalances { nodes { token { id kind } } } } }
            """,
            new
            {
                by = new { address = new { address, networks = new[] { network } } },
                asked = new { network, address = asked },
                said = new { network, address = said.StartsWith("0X", StringComparison.Ordinal) ? said.ToLowerInvariant() : said },
            });

        answer.Data.Text("wallet.tokenBalance.amount").ShouldBe("3");
        var id = answer.Data.Text("wallet.all.nodes.0.token.id");
        answer.Data.Text("wallet.tokenBalance.token.id").ShouldBe(id);
        answer.Data.Text("wallet.same.token.id").ShouldBe(id);
        answer.Data.Text("wallet.tokenBalances.totalCount").ShouldBe("1");
        answer.Data.Text("wallet.tokenBalances.nodes.0.token.id").ShouldBe(id);
        if (said.Length == 0 || asked.Length == 0) answer.Data.Text("wallet.all.nodes.0.token.kind").ShouldBe("NATIVE");
    }

    [Theory]
    [InlineData("x", 3_050)]
    [InlineData("x", 100_000)]
    [InlineData("🍕", 3_050)]
    [InlineData("🍕", 100_000)]
    [InlineData("%|:", 3_050)]
    [InlineData("中", 257)]
    public async Task Texts_OfAnyLength_GiveIdsAndCursorsThatAreRead(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length));
        await using var mesh = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.Contains("balance", StringComparison.Ordinal)
            ? """{"status":"ok","content":{"fiatBalances":[]}}"""
            : $$$"""
              {"status":"ok","content":{
                "cryptocurrencyPositions":[{"symbol":"{{{text}}}a","name":"{{{text}}}","amount":1,"marketValue":1},{"symbol":"{{{text}}}b","amount":1,"marketValue":2},{"name":"{{{text}}}","amount":1,"marketValue":4}],
                "equityPositions":[{"symbol":"{{{text}}}a","amount":1,"marketValue":8},{"symbol":"{{{text}}}b","amount":1,"marketValue":16}],
                "nftPositions":[{"name":"{{{text}}}","tokenId":"{{{text}}}","contractAddress":"{{{text}}}","blockchain":"{{{text}}}","amount":1,"marketValue":32}]}}
              """);
        await using var okx = await ScriptedProvider.StartAsync((request, _) => request.Path.Value!.Split('/')[^1] switch
        {
            "all-token-balances-by-address" => $$"""{"code":"0","data":[{"tokenAssets":[{"chainIndex":"1","tokenAddress":"{{text}}a","symbol":"{{text}}","balance":"1","tokenPrice":"64"},{"chainIndex":"1","tokenAddress":"{{text}}b","symbol":"{{text}}","balance":"1","tokenPrice":"128"},{"chainIndex":"{{text}}","symbol":"{{text}}","balance":"1","tokenPrice":"256"}]}]}""",
            "list" => $$$"""{"code":0,"data":{"walletIdPlatformList":[{"platformList":[{"platformName":"{{{text}}}","analysisPlatformId":"{{{text}}}","currencyAmount":"1"},{"platformName":"{{{text}}}b","currencyAmount":"1"}]}],"updateAt":1}}""",
            "detail" => $$$"""{"code":0,"data":{"walletIdPlatformDetailList":[{"networkHoldVoList":[{"chainId":"1","investTokenBalanceVoList":[{"investmentId":"{{{text}}}","investmentName":"{{{text}}}","totalValue":"512"}]}]}],"platformName":"{{{text}}}","analysisPlatformId":"{{{text}}}","updateAt":1}}""",
            _ => Nothing,
        });
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url, ["Providers:Mesh:BaseUrl"] = mesh.Url, ["Providers:Okx:MaxResponseMegabytes"] = "64" });

        var answer = await gateway.AskAsync("""
            { portfolio(by: [{ meshUser: { userId: "u" } }, { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }]) {
                total { valueUsd }
                tokenBalances { edges { cursor node { id token { id symbol name network { id name } } } } }
                positions { edges { cursor node { id name } } }
                holdings { edges { cursor node { id } } }
                wallets { id platforms { edges { cursor node { id platform { id name } } } } } } }
            """);

        answer.Data.Text("portfolio.total.valueUsd").ShouldBe("1023");
        answer.Text.ShouldNotContain("\uFFFD");
        var leaves = answer.Data.Leaves().Where(l => l.Value.ValueKind == JsonValueKind.String).ToArray();
        leaves.Where(l => l.Path.EndsWith(".name", StringComparison.Ordinal) || l.Path.EndsWith(".symbol", StringComparison.Ordinal))
            .ShouldAllBe(l => l.Value.GetString()!.Length <= 256);
        var ids = leaves.Where(l => l.Path.EndsWith(".id", StringComparison.Ordinal) && !l.Path.Contains("holdings", StringComparison.Ordinal)).Select(l => l.Value.GetString()!).Distinct().ToArray();
        ids.Length.ShouldBeGreaterThan(15);
        var nodes = await gateway.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids });
        nodes.Data.List("nodes").Select(n => n.Text("id")).ShouldBe(ids);

        foreach (var list in new[] { "tokenBalances", "positions", "holdings" })
        {
            var edges = answer.Data.List($"portfolio.{list}.edges");
            edges.Select(e => e.Text("node.id")).Distinct().Count().ShouldBe(edges.Length, list);
            var rest = await gateway.AskAsync(
                $$"""query($after: String) { portfolio(by: [{ meshUser: { userId: "u" } }, { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }]) { {{list}}(after: $after) { nodes { id } } } }""",
                new { after = edges[0].Text("cursor") });
            rest.Data.List($"portfolio.{list}.nodes").Select(n => n.Text("id")).ShouldBe(edges.Skip(1).Select(e => e.Text("node.id")));
        }
    }

    [Fact]
    public async Task Wallet_OfManyNetworks_IsFoundByItsId()
    {
        await using var okx = await ScriptedProvider.StartAsync((_, _) => Nothing);
        await using var gateway = await GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = okx.Url });
        object By(int count) => new { address = new { address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks = Enumerable.Range(0, count).Select(i => $"eip155:{i:d32}") } };
        const string query = "query($by: WalletInput!) { wallet(by: $by) { id } }";

        var id = (await gateway.AskAsync(query, new { by = By(100) })).Data.Text("wallet.id");
        (await gateway.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).Data.Text("node.id").ShouldBe(id);
        var refused = await gateway.AskAsync(query, new { by = By(101) });
        refused.Code.ShouldBe("INVALID_ARGUMENT");
        refused.Message.ShouldContain("101");
    }

    private static string MeshOf(params string[] coins) =>
        $$$"""{"status":"ok","content":{"cryptocurrencyPositions":[{{{string.Join(',', coins)}}}],"equityPositions":[],"nftPositions":[],"fiatBalances":[]}}""";

    private static string Coin(string symbol, int value) => $$"""{"symbol":{{JsonSerializer.Serialize(symbol)}},"amount":1,"marketValue":{{value}}}""";

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static async Task<JsonElement> AskAsync(GatewayServer gateway, string key, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Url, "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("X-Api-Key", key);
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
