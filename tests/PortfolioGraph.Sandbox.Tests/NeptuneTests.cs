using System.Net;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class NeptuneTests
{
    private const string Example = "/api/v1/users/inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9";
    private const string User = "/api/v1/users/inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns";
    private const string Nobody = "/api/v1/users/inj1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqe2hm49";

    private const string ExampleBalances =
        """{ "data": { "balances": [ { "asset": { "id": "native;inj", "group": "native", "group_key": "inj" }, "values": { "kind": "known", "asset_info": { "asset": { "id": "native;inj", "group": "native", "group_key": "inj" }, "metadata": { "name": "Injective", "symbol": "INJ", "symbol_denom": "inj", "decimals_denom": 18, "decimals_display": 4 }, "classification": { "kind": "regular", "neptune_receipt_asset": { "id": "token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f", "group": "token", "group_key": "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f" } } }, "amount": "375425343522854919091", "amount_scaled": "375.425343522854919091", "extra": { "text": { "amount": "375.4253 INJ" }, "value": { "amount": "1125.656578751752046656", "price": "2.99835", "extra": { "text": { "price": "$2.99", "amount": "$1,125.65" } } } } } } ], "total_value": "626.552120573717882332", "extra": { "text": { "total_value": "$626.55" } } }, "error": null, "status": 200, "status_text": "200 OK" }""";

    private const string ExampleBalance =
        """{ "data": { "asset": { "id": "native;inj", "group": "native", "group_key": "inj" }, "values": { "kind": "known", "asset_info": { "asset": { "id": "native;inj", "group": "native", "group_key": "inj" }, "metadata": { "name": "Injective", "symbol": "INJ", "symbol_denom": "inj", "decimals_denom": 18, "decimals_display": 4 }, "classification": { "kind": "regular", "neptune_receipt_asset": { "id": "token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f", "group": "token", "group_key": "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f" } } }, "amount": "121433424019244729044", "amount_scaled": "121.433424019244729044", "extra": { "text": { "amount": "121.4334 INJ" }, "value": { "amount": "364.099906908102433329", "price": "2.99835", "extra": { "text": { "price": "$2.99", "amount": "$364.09" } } } } } }, "error": null, "status": 200, "status_text": "200 OK" }""";

    [Theory]
    [InlineData("/wallet/balances?with_text=true&with_value=true", ExampleBalances)]
    [InlineData("/wallet/balance?asset_id=native;inj&with_text=true&with_value=true", ExampleBalance)]
    [InlineData("/wallet/balance?asset_id=native%3Binj&with_text=true&with_value=true", ExampleBalance)]
    public async Task Wallet_TheDocumentedRequest_AnswersTheDocumentedBytes(string path, string expected)
    {
        await using var sandbox = await Sandbox.StartAsync();

        (await sandbox.NeptuneAsync(Example + path)).Body.TrimEnd('\n').ShouldBe(expected);
    }

    [Theory]
    [InlineData(Example, false, false)]
    [InlineData(Example, true, false)]
    [InlineData(Example, false, true)]
    [InlineData(User, false, false)]
    [InlineData(User, true, false)]
    [InlineData(User, false, true)]
    [InlineData(User, true, true)]
    public async Task Wallet_Flags_GiveExtrasOnlyToThoseWhoAsk(string user, bool text, bool value)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var data = (await sandbox.NeptuneAsync($"{user}/wallet/balances?with_text={(text ? "true" : "false")}&with_value={(value ? "true" : "false")}")).Data;

        var extra = data.GetProperty("balances")[0].GetProperty("values").GetProperty("extra");
        IsThere(extra.GetProperty("text")).ShouldBe(text);
        IsThere(extra.GetProperty("value")).ShouldBe(value);
        IsThere(data.GetProperty("total_value")).ShouldBe(value);
        IsThere(data.GetProperty("extra").GetProperty("text")).ShouldBe(text);
        if (value)
            IsThere(extra.GetProperty("value").GetProperty("extra").GetProperty("text")).ShouldBe(text);
    }

    [Fact]
    public async Task User_NoFlags_HasNoExtraAnywhere()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var user = await sandbox.NeptuneAsync(User + "/user");

        Extras(user.Data).ShouldNotBeEmpty();
        Extras(user.Data).ShouldAllBe(e => !IsThere(e.Value));
    }

    [Fact]
    public async Task User_AllFlags_HasEveryExtra()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var user = await sandbox.NeptuneAsync(User + "/user?with_text=true&with_value=true&with_percent=true");

        Extras(user.Data).ShouldAllBe(e => IsThere(e.Value));
        Extras(user.Data).Select(e => e.Name).Distinct().ShouldBe(["text", "value", "percent"], ignoreOrder: true);
    }

    [Fact]
    public async Task User_WholePortfolio_IsTheSameAsItsParts()
    {
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { TimeProvider = new ManualTime(DateTimeOffset.UnixEpoch) });

        var user = (await sandbox.NeptuneAsync(User + "/user?with_value=true")).Data;

        async Task<string> PartAsync(string path) => (await sandbox.NeptuneAsync($"{User}/{path}?with_value=true")).Data.GetRawText();
        (await PartAsync("markets")).ShouldBe(user.GetProperty("markets").GetRawText());
        (await PartAsync("markets/lend")).ShouldBe(user.GetProperty("markets").GetProperty("lend").GetRawText());
        (await PartAsync("markets/borrow")).ShouldBe(user.GetProperty("markets").GetProperty("borrow").GetRawText());
        (await PartAsync("nept/staking")).ShouldBe(user.GetProperty("nept").GetProperty("staking").GetRawText());
        (await PartAsync("nept/unlocks")).ShouldBe(user.GetProperty("nept").GetProperty("unlocks").GetRawText());
        (await PartAsync("wallet/balances")).ShouldBe(user.GetProperty("wallets").GetRawText());
    }

    [Fact]
    public async Task Lend_Receipts_AreThoseInTheWalletAndRedeemExactly()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var user = (await sandbox.NeptuneAsync(User + "/user")).Data;
        var wallet = user.GetProperty("wallets").GetProperty("balances").EnumerateArray()
            .ToDictionary(b => b.GetProperty("asset").GetProperty("id").GetString()!, b => b.GetProperty("values").GetProperty("amount").GetString());

        var pools = user.GetProperty("markets").GetProperty("lend").GetProperty("asset_pools").EnumerateArray().ToArray();

        pools.Length.ShouldBe(2);
        foreach (var pool in pools)
        {
            var receipt = pool.GetProperty("asset_info").GetProperty("classification").GetProperty("neptune_receipt_asset").GetProperty("id").GetString()!;
            var receipts = pool.GetProperty("receipt_amounts");
            var origins = pool.GetProperty("origin_equivalent");
            var ratio = Exact.Parse(pool.GetProperty("receipt_redemption_ratio").GetString()!);
            wallet[receipt].ShouldBe(receipts.GetProperty("held").GetString());
            foreach (var name in new[] { "held", "collateralized", "total" })
                (Exact.Parse(origins.GetProperty(name).GetString()!) * ratio).ToString().ShouldBe(receipts.GetProperty(name).GetString());
        }
        user.GetProperty("markets").GetProperty("borrow").GetProperty("accounts")[0].GetProperty("collaterals")[0].GetProperty("principal").GetString()
            .ShouldBe(pools[0].GetProperty("receipt_amounts").GetProperty("collateralized").GetString());
    }

    [Fact]
    public async Task Borrow_SecondAccount_HasCollateralAndNoHealth()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var borrow = (await sandbox.NeptuneAsync(User + "/markets/borrow")).Data;
        var second = (await sandbox.NeptuneAsync(User + "/markets/borrow/accounts/1")).Data;

        borrow.GetProperty("accounts")[0].GetProperty("health").GetProperty("result").GetString().ShouldBe("1.8631");
        second.GetProperty("health").ValueKind.ShouldBe(JsonValueKind.Null);
        second.GetProperty("collaterals")[0].GetProperty("asset_info").GetProperty("classification").GetProperty("kind").GetString().ShouldBe("liquid_staking_token");
        borrow.GetProperty("totals").GetProperty("collaterals").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Wallet_UnknownAsset_HasAnAmountAndIsNotInTheTotal()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var wallet = (await sandbox.NeptuneAsync(User + "/wallet/balances?with_value=true")).Data;
        var balances = wallet.GetProperty("balances").EnumerateArray().ToArray();
        var unknown = balances[^1];
        var alone = (await sandbox.NeptuneAsync($"{User}/wallet/balance?asset_id={unknown.GetProperty("asset").GetProperty("id").GetString()}")).Data;

        unknown.GetProperty("values").GetRawText().ShouldBe("""{"kind":"unknown","amount":"12"}""");
        alone.GetRawText().ShouldBe(unknown.GetRawText());
        Exact.Sum(balances[..^1].Select(b => Exact.Parse(b.GetProperty("values").GetProperty("extra").GetProperty("value").GetProperty("amount").GetString()!)))
            .ToString().ShouldBe(wallet.GetProperty("total_value").GetString());
    }

    [Fact]
    public async Task User_Nobody_HasEmptyListsAndZeros()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var user = (await sandbox.NeptuneAsync(Nobody + "/user?with_value=true&with_percent=true")).Data;

        user.GetProperty("wallets").GetProperty("balances").GetArrayLength().ShouldBe(0);
        user.GetProperty("wallets").GetProperty("total_value").GetString().ShouldBe("0");
        user.GetProperty("markets").GetProperty("lend").GetProperty("asset_pools").GetArrayLength().ShouldBe(0);
        user.GetProperty("nept").GetProperty("staking").GetProperty("bonding_sum").GetString().ShouldBe("0");
        user.GetProperty("nept").GetProperty("unlocks").GetProperty("arrangements").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Unlocks_Totals_AreTheSumOfTheArrangements()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var unlocks = (await sandbox.NeptuneAsync(User + "/nept/unlocks")).Data;

        unlocks.GetProperty("arrangements").EnumerateArray().Select(a => a.GetProperty("schedule").GetProperty("kind").GetString()).ShouldBe(["linear", "lump_sum"]);
        foreach (var name in new[] { "amount", "locked", "claimable", "claimed" })
        {
            Exact.Sum(unlocks.GetProperty("arrangements").EnumerateArray().Select(a => Exact.Parse(a.GetProperty("amounts").GetProperty(name).GetString()!)))
                .ToString().ShouldBe(unlocks.GetProperty("totals").GetProperty(name).GetString());
        }
    }

    [Fact]
    public async Task Assets_AndPrices_HaveACountAndTextOnDemand()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var assets = (await sandbox.NeptuneAsync("/api/v1/assets")).Json;
        var prices = (await sandbox.NeptuneAsync("/api/v1/assets/prices?with_text=true")).Json;
        var plain = (await sandbox.NeptuneAsync("/api/v1/assets/prices")).Json;

        assets.GetProperty("count").GetInt32().ShouldBe(assets.GetProperty("data").GetArrayLength());
        prices.GetProperty("data")[0].GetProperty("price").GetProperty("price").GetString().ShouldBe("2.99835");
        prices.GetProperty("data")[0].GetProperty("price").GetProperty("extra").GetProperty("text").GetProperty("price").GetString().ShouldBe("$2.99");
        IsThere(plain.GetProperty("data")[0].GetProperty("price").GetProperty("extra").GetProperty("text")).ShouldBeFalse();
        (await sandbox.NeptuneAsync("/api/v1/status/health")).Data.GetProperty("status").GetString().ShouldBe("ok");
    }

    [Theory]
    [InlineData("/api/v1/users/inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn8/user", HttpStatusCode.BadRequest, "validation")]
    [InlineData("/api/v1/users/0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb/user", HttpStatusCode.BadRequest, "validation")]
    [InlineData(User + "/wallet/balance", HttpStatusCode.BadRequest, "query_parameter_missing")]
    [InlineData(User + "/wallet/balance?asset_id=native;nothing", HttpStatusCode.NotFound, "entity_not_found")]
    [InlineData(User + "/markets/borrow/accounts/7", HttpStatusCode.NotFound, "entity_not_found")]
    [InlineData(User + "/wallet/balances?with_text=maybe", HttpStatusCode.BadRequest, "query_parameter_invalid")]
    [InlineData(User + "/portfolio", HttpStatusCode.NotFound, "path_unknown")]
    public async Task Request_Wrong_FailsInTheEnvelopeWithItsKind(string target, HttpStatusCode status, string kind)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.NeptuneAsync(target);

        answer.Status.ShouldBe(status);
        answer.Json.GetProperty("status").GetInt32().ShouldBe((int)status);
        answer.Json.GetProperty("error").GetProperty("kind").GetString().ShouldBe(kind);
        answer.Data.ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static bool IsThere(JsonElement element) => element.ValueKind != JsonValueKind.Null;

    /// <summary>Every text, value and percent below an <c>extra</c>, at any depth.</summary>
    private static IEnumerable<JsonProperty> Extras(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p.Name == "extra" ? p.Value.EnumerateObject().Concat(p.Value.EnumerateObject().SelectMany(e => Extras(e.Value))) : Extras(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Extras),
        _ => [],
    };
}
