using System.Numerics;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Neptune;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Neptune;

public class NeptuneProviderTests
{
    private const string Address = "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9";
    private const string Receipt = "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f";
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChainId Injective = ChainId.Parse("cosmos:injective-1");
    private static readonly WalletKey Wallet = WalletKey.ForAddress(Address, ChainFamily.Cosmos);

    [Fact]
    public async Task Load_BalancesExample_IsReadDigitForDigit()
    {
        var answer = await LoadAsync(NeptuneExamples.Balances, HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts | HoldingsNeeds.ReportedTotals);

        var inj = answer.TokenBalances.ShouldHaveSingleItem();
        inj.Wallet.ShouldBe(Wallet);
        inj.Account.ToString().ShouldBe($"cosmos:injective-1:{Address}");
        inj.Network!.Id.ShouldBe("cosmos:injective-1");
        inj.Amount.ToString().ShouldBe("375.425343522854919091");
        inj.RawAmount.ShouldBe(BigInteger.Parse("375425343522854919091"));
        inj.PriceUsd.ToString().ShouldBe("2.99835");
        inj.ValueUsd.ToString().ShouldBe("1125.656578751752046656");
        inj.Display.ShouldBe(new DisplayText("375.4253 INJ", "$2.99", "$1,125.65"));
        inj.Source.ShouldBe(new Source("neptune", Now));
        inj.SharePercent.ShouldBeNull();
        inj.IsRisk.ShouldBeFalse();
        inj.Distribution.ShouldBeEmpty();

        inj.Token.Id.ShouldBe("cosmos:injective-1/slip44:60");
        inj.Token.AssetId.ShouldBe(AssetId.Parse("cosmos:injective-1/slip44:60"));
        inj.Token.Symbol.ShouldBe("INJ");
        inj.Token.DenomSymbol.ShouldBe("inj");
        inj.Token.Name.ShouldBe("Injective");
        inj.Token.Address.ShouldBe("");
        inj.Token.Decimals.ShouldBe(18);
        inj.Token.DisplayDecimals.ShouldBe(4);
        inj.Token.Kind.ShouldBe(TokenKind.Native);
        var receipt = inj.Token.Classification.ShouldBeOfType<TokenClassification.Regular>().ReceiptToken!;
        receipt.Id.ShouldBe($"cosmos:injective-1/{Receipt}");
        receipt.AssetId.ShouldBeNull();
        receipt.Address.ShouldBe(Receipt);
        receipt.Kind.ShouldBe(TokenKind.Fungible);

        // Less than its only balance: stated, not checked.
        answer.Reported.ShouldBe(new ReportedTotals { Source = new Source("neptune", Now), TotalUsd = BigDecimal.Parse("626.552120573717882332") });
        answer.Sources.ShouldBe([new SourceReport("neptune", Capability.TokenBalances, SourceStatus.Ok, Now)]);
        answer.Positions.ShouldBeEmpty();
        answer.ReceiptTokenIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task LookUp_BalanceExample_IsReadDigitForDigit()
    {
        var stub = Stub(NeptuneExamples.Balance);
        var results = await Provider(stub).LookUpTokensAsync(
            [new TokenLookupKey(Wallet, new TokenKey(Injective, ""))], HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts, CancellationToken.None);

        stub.Sent.ShouldHaveSingleItem().PathAndQuery.ShouldBe($"/api/v1/users/{Address}/wallet/balance?asset_id=native%3Binj&with_value=true&with_text=true");
        var inj = results.ShouldHaveSingleItem().Value!;
        inj.Amount.ToString().ShouldBe("121.433424019244729044");
        inj.RawAmount.ShouldBe(BigInteger.Parse("121433424019244729044"));
        inj.PriceUsd.ToString().ShouldBe("2.99835");
        inj.ValueUsd.ToString().ShouldBe("364.099906908102433329");
        inj.Display.ShouldBe(new DisplayText("121.4334 INJ", "$2.99", "$364.09"));
        inj.Token.Id.ShouldBe("cosmos:injective-1/slip44:60");
    }

    [Theory]
    [InlineData("", "native;inj", HoldingsNeeds.Tokens)]
    [InlineData("inj", "native;inj", HoldingsNeeds.Tokens)]
    [InlineData(Receipt, "token;" + Receipt, HoldingsNeeds.Tokens)]
    [InlineData("peggy0xdAC17F958D2ee523a2206206994597C13D831ec7", "native;peggy0xdAC17F958D2ee523a2206206994597C13D831ec7", HoldingsNeeds.Tokens)]
    [InlineData("peggy0xdac17f958d2ee523a2206206994597c13d831ec7", "native;peggy0xdAC17F958D2ee523a2206206994597C13D831ec7", HoldingsNeeds.Tokens)]
    [InlineData("ibc/C4CF", "native;ibc/C4CF", HoldingsNeeds.Tokens)]
    [InlineData("factory/inj1x/nept;2", "native;factory/inj1x/nept;2", HoldingsNeeds.Tokens)]
    public async Task LookUp_Address_IsAskedByNeptunesId(string address, string assetId, HoldingsNeeds needs)
    {
        var (group, key) = (assetId[..assetId.IndexOf(';', StringComparison.Ordinal)], assetId[(assetId.IndexOf(';', StringComparison.Ordinal) + 1)..]);
        var stub = Stub($$$$$$$$"""{"data":{"asset":{"id":"{{{{{{{{assetId}}}}}}}}","group":"{{{{{{{{group}}}}}}}}","group_key":"{{{{{{{{key}}}}}}}}"},"values":{"kind":"unknown","amount":"12"}},"error":null,"status":200}""");
        var results = await Provider(stub).LookUpTokensAsync([new TokenLookupKey(Wallet, new TokenKey(Injective, address))], needs, CancellationToken.None);

        stub.Sent.ShouldHaveSingleItem().PathAndQuery.ShouldBe($"/api/v1/users/{Address}/wallet/balance?asset_id={Uri.EscapeDataString(assetId)}");
        var balance = results[0].Value!;
        balance.RawAmount.ShouldBe(12);
        (balance.Amount, balance.PriceUsd, balance.ValueUsd, balance.Display).ShouldBe((null, null, null, null));
        balance.Token.Id.ShouldBe(TokenIds.For(Injective, address == "inj" ? "" : address));
    }

    [Theory]
    [InlineData("peggy")]
    public async Task LookUp_DenomWithAnEvmAddress_IsFoundInEitherSpelling(string before)
    {
        var lower = before + "0xdac17f958d2ee523a2206206994597c13d831ec7";
        var stub = new StubHttp(sent => sent.PathAndQuery.EndsWith(Uri.EscapeDataString(lower), StringComparison.Ordinal)
            ? StubHttp.Json($$$"""{"data":{"asset":{"id":"native;{{{lower}}}"},"values":{"kind":"unknown","amount":"12"}},"error":null,"status":200}""")
            : StubHttp.Json("""{"data":null,"error":{"kind":"entity_not_found","message":"no","scope":"client"},"status":404}""", System.Net.HttpStatusCode.NotFound));

        var result = (await Provider(stub).LookUpTokensAsync(
            [new TokenLookupKey(Wallet, new TokenKey(Injective, lower))], HoldingsNeeds.Tokens, CancellationToken.None))[0];

        result.Value!.RawAmount.ShouldBe(12);
        stub.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Load_DamagedDenoms_AreMissing_AndNeverOne()
    {
        var answer = await LoadAsync(
            """{"data":{"balances":[{"asset":{"id":"native;\ud83d"},"values":{"kind":"unknown","amount":"1"}},{"asset":{"id":"native;\ud83c"},"values":{"kind":"unknown","amount":"1000"}},{"asset":{"id":"native;ok"},"values":{"kind":"unknown","amount":"5"}}]},"error":null,"status":200}""",
            HoldingsNeeds.Tokens);

        answer.TokenBalances.ShouldHaveSingleItem().RawAmount.ShouldBe(5);
        answer.Sources.ShouldHaveSingleItem().Error!.Message.ShouldBe("Neptune answered with 2 balances without an asset or an amount");
    }

    [Fact]
    public async Task LookUp_SeveralKeys_AreAnsweredInTheirOrder()
    {
        var stub = new StubHttp(sent => sent.PathAndQuery.Contains("inj1zzz", StringComparison.Ordinal)
            ? StubHttp.Json("""{"data":null,"error":{"kind":"entity_not_found","message":"no","scope":"client"},"status":404}""", System.Net.HttpStatusCode.NotFound)
            : sent.PathAndQuery.Contains("native%3Binj", StringComparison.Ordinal) ? StubHttp.Json(NeptuneExamples.Balance)
            : StubHttp.Json("", System.Net.HttpStatusCode.InternalServerError));
        var results = await Provider(stub).LookUpTokensAsync(
            [
                new TokenLookupKey(Wallet, new TokenKey(Injective, "inj1zzz")),
                new TokenLookupKey(Wallet, new TokenKey(Injective, "")),
                new TokenLookupKey(Wallet, new TokenKey(Injective, "ibc/1")),
                new TokenLookupKey(Wallet, new TokenKey(ChainId.Parse("eip155:1"), "")),
            ],
            HoldingsNeeds.Tokens,
            CancellationToken.None);
        results.Select(r => (r.Status, r.Value?.Token.Symbol, r.Error?.Code)).ShouldBe(
        [
            (SourceStatus.Ok, null, null),
            (SourceStatus.Ok, "INJ", null),
            (SourceStatus.Failed, null, SourceErrorCodes.ProviderFailure),
            (SourceStatus.Unsupported, null, SourceErrorCodes.Unsupported),
        ]);
        stub.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task LookUp_AnswerForAnotherAsset_IsRefused()
    {
        var results = await Provider(Stub(NeptuneExamples.Balance)).LookUpTokensAsync(
            [new TokenLookupKey(Wallet, new TokenKey(Injective, Receipt))], HoldingsNeeds.Tokens, CancellationToken.None);
        results[0].Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);
    }

    [Theory]
    [InlineData(HoldingsNeeds.Tokens, "wallet/balances")]
    [InlineData(HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues, "wallet/balances?with_value=true")]
    [InlineData(HoldingsNeeds.Tokens | HoldingsNeeds.TokenTexts, "wallet/balances?with_text=true")]
    [InlineData(HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts, "wallet/balances?with_value=true&with_text=true")]
    [InlineData(HoldingsNeeds.ReportedTotals, "wallet/balances?with_value=true")]
    [InlineData(HoldingsNeeds.DefiPositions, "user?with_value=true")]
    [InlineData(HoldingsNeeds.Receipts, "user")]
    [InlineData(HoldingsNeeds.Tokens | HoldingsNeeds.Receipts, "user")]
    [InlineData(HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.Receipts, "user?with_value=true")]
    [InlineData(HoldingsNeeds.Total, "user?with_value=true")]
    [InlineData(HoldingsNeeds.Total | HoldingsNeeds.TokenTexts | HoldingsNeeds.ReportedTotals, "user?with_value=true&with_text=true")]
    [InlineData(HoldingsNeeds.Platforms | HoldingsNeeds.Equities | HoldingsNeeds.Nfts | HoldingsNeeds.Cash | HoldingsNeeds.Performance, null)]
    [InlineData(HoldingsNeeds.None, null)]
    public async Task Load_Needs_CostOneCallWithTheFlagsNeeded(HoldingsNeeds needs, string? call)
    {
        var stub = new StubHttp(sent => StubHttp.Json(sent.Path.EndsWith("/user", StringComparison.Ordinal) ? NeptuneExamples.User : NeptuneExamples.Balances));
        var answer = await LoadAsync(stub, needs);
        stub.Sent.Select(s => s.PathAndQuery).ShouldBe(call is null ? [] : [$"/api/v1/users/{Address}/{call}"]);
        stub.Sent.ShouldAllBe(s => s.Method == "GET" && s.Url.Host == "api-v2.nept.finance");
        var positions = (needs & (HoldingsNeeds.DefiPositions | HoldingsNeeds.Receipts)) != 0;
        var tokens = (needs & (HoldingsNeeds.Tokens | HoldingsNeeds.ReportedTotals)) != 0;
        answer.Sources.Select(s => s.Capability).ShouldBe(
            [.. tokens ? [Capability.TokenBalances] : Array.Empty<Capability>(), .. positions ? [Capability.DefiPositions] : Array.Empty<Capability>()]);
        (answer.Reported is not null).ShouldBe(needs.HasFlag(HoldingsNeeds.ReportedTotals));
        (answer.TokenBalances.Count > 0).ShouldBe(needs.HasFlag(HoldingsNeeds.Tokens));
        (answer.Positions.Count > 0).ShouldBe(positions);
        (answer.ReceiptTokenIds.Count > 0).ShouldBe(positions);
    }

    [Fact]
    public async Task Load_AssetsThatNeptuneDoesNotKnow_HaveBaseUnitsOnly()
    {
        var answer = await LoadAsync(
            """
            {"data":{"balances":[
              {"asset":{"id":"token;inj1zzz","group":"token","group_key":"inj1zzz"},"values":{"kind":"unknown","amount":"115792089237316195423570985008687907853269984665640564039457584007913129639935"}},
              {"asset":{"id":"native;factory/inj1a/x;y"},"values":{"kind":"unknown","amount":"7"}},
              {"asset":null,"values":{"kind":"unknown","amount":"7"}},
              {"asset":{"id":"native;uatom"},"values":null},
              {"asset":{"id":"native;uatom"},"values":{"kind":"unknown","amount":"lots"}}],
             "total_value":null},"error":null,"status":200}
            """,
            HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues);
        answer.TokenBalances.Select(b => (b.Token.Id, b.RawAmount.ToString())).ShouldBe(
        [
            ("cosmos:injective-1/inj1zzz", "115792089237316195423570985008687907853269984665640564039457584007913129639935"),
            ("cosmos:injective-1/factory%2Finj1a%2Fx%3By", "7"),
        ]);
        answer.TokenBalances.ShouldAllBe(b => b.Amount == null && b.PriceUsd == null && b.ValueUsd == null && b.Token.Decimals == null);
        var report = answer.Sources.ShouldHaveSingleItem();
        (report.Status, report.Error).ShouldBe(
            (SourceStatus.Partial, new SourceError(SourceErrorCodes.MalformedResponse, null, "Neptune answered with 3 balances without an asset or an amount")));
    }

    [Fact]
    public async Task Load_ScaledAmountMissing_IsWorkedOutFromDecimals()
    {
        var answer = await LoadAsync(
            $$$$$$$$"""{"data":{"balances":[{"asset":{"id":"native;peggy0xdAC17F958D2ee523a2206206994597C13D831ec7"},"values":{"kind":"known","asset_info":{{{{{{{{NeptuneExamples.Usdt}}}}}}}},"amount":"1234567","extra":{"value":{"price":"1.5"}}}}]},"error":null,"status":200}""",
            HoldingsNeeds.Tokens);
        answer.TokenBalances[0].Amount.ToString().ShouldBe("1.234567");
        answer.TokenBalances[0].ValueUsd.ToString().ShouldBe("1.8518505");
        answer.TokenBalances[0].Token.Address.ShouldBe("peggy0xdac17f958d2ee523a2206206994597c13d831ec7");
        answer.TokenBalances[0].Token.Kind.ShouldBe(TokenKind.Fungible);
    }

    [Fact]
    public async Task Load_PriceThatSaysItsTime_IsAsOfThen()
    {
        var answer = await LoadAsync(
            $$$$$$$$"""{"data":{"balances":[{"asset":{"id":"native;inj"},"values":{"kind":"known","asset_info":{{{{{{{{NeptuneExamples.Inj}}}}}}}},"amount":"1","amount_scaled":"0.000000000000000001","extra":{"value":{"amount":"0","price":{"price":"3.1","last_updated_at":"2024-05-01T11:59:00Z","extra":{"text":null}}}}}}]},"error":null,"status":200}""",
            HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues);
        answer.TokenBalances[0].PriceUsd.ToString().ShouldBe("3.1");
        answer.TokenBalances[0].Source.AsOf.ShouldBe(new DateTimeOffset(2024, 5, 1, 11, 59, 0, TimeSpan.Zero));
        answer.Sources[0].AsOf.ShouldBe(new DateTimeOffset(2024, 5, 1, 11, 59, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("liquid_staking_token", typeof(TokenClassification.LiquidStaking))]
    [InlineData("neptune_receipt_token", typeof(TokenClassification.Receipt))]
    [InlineData("something_new", typeof(TokenClassification.Regular))]
    public async Task Load_Classification_NamesTheOrigin(string kind, Type expected)
    {
        var answer = await LoadAsync(
            $$$$$$$$"""
            {"data":{"balances":[
              {"asset":{"id":"token;inj1lst"},"values":{"kind":"known","amount":"1","asset_info":{"asset":{"id":"token;inj1lst"},"classification":{"kind":"{{{{{{{{kind}}}}}}}}","origin_asset":{"id":"native;inj"}}}}},
              {"asset":{"id":"native;inj"},"values":{"kind":"known","asset_info":{{{{{{{{NeptuneExamples.Inj}}}}}}}},"amount":"1","amount_scaled":"0.000000000000000001"}}]},"error":null,"status":200}
            """,
            HoldingsNeeds.Tokens);
        var classification = answer.TokenBalances[0].Token.Classification;
        classification.ShouldBeOfType(expected);
        var origin = classification switch
        {
            TokenClassification.Receipt receipt => receipt.OriginToken,
            TokenClassification.LiquidStaking staking => staking.OriginToken,
            _ => null,
        };
        // The origin's own names come from its balance in the same answer.
        (origin?.Name).ShouldBe(kind == "something_new" ? null : "Injective");
        (origin?.Id).ShouldBe(kind == "something_new" ? null : "cosmos:injective-1/slip44:60");
    }

    [Theory]
    [InlineData(Address, null, true)]
    [InlineData(Address, "cosmos:injective-1", true)]
    [InlineData(Address, "cosmos:cosmoshub-4,cosmos:injective-1", true)]
    [InlineData(Address, "cosmos:cosmoshub-4", false)]
    [InlineData("cosmos1t2htvpfl862vnwdqnuekd9p4ulh3h6hdtest00", null, false)]
    public void Answers_OnlyAddressesOnInjective(string address, string? networks, bool answers) =>
        Provider(Stub("")).Answers(WalletKey.ForAddress(address, ChainFamily.Cosmos, networks?.Split(',').Select(ChainId.Parse))).ShouldBe(answers);

    [Fact]
    public void Answers_NoOtherKindOfWallet()
    {
        var provider = Provider(Stub(""));
        provider.Answers(WalletKey.ForMeshUser("inj1")).ShouldBeFalse();
        provider.Answers(WalletKey.ForOkxAccount("inj1")).ShouldBeFalse();
        provider.Answers(WalletKey.ForAddress("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", ChainFamily.Evm)).ShouldBeFalse();
        provider.Description.Networks.ShouldBe([Injective]);
        provider.Description.Capabilities.ShouldBe([Capability.TokenBalances, Capability.DefiPositions]);
    }

    [Theory]
    [InlineData("\"2024-05-01T12:00:00Z\"", "2024-05-01T12:00:00.0000000+00:00")]
    [InlineData("\"2024-05-01T12:00:00.123456789Z\"", "2024-05-01T12:00:00.1234567+00:00")]
    [InlineData("\"2024-05-01T12:00:00+09:00\"", "2024-05-01T12:00:00.0000000+09:00")]
    [InlineData("\"2024-05-01T12:00:00\"", null)]
    [InlineData("\"2024-05-01T12:00:00.5\"", null)]
    [InlineData("\"2024-05-01\"", null)]
    [InlineData("\"2024-05-01 12:00:00\"", null)]
    [InlineData("\"2024-13-01T12:00:00Z\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"\ud83d\"", null)]
    [InlineData("1714564800", null)]
    [InlineData("null", null)]
    [InlineData("{\"a\":[1]}", null)]
    public async Task Price_UpdatedAtATime_IsOfThatTimeOrOfNone(string updated, string? expected)
    {
        var body = NeptuneExamples.Balances.Replace("\"price\":\"2.99835\"", $"\"price\":{{\"last_updated_at\":{updated},\"price\":\"2.99835\"}}", StringComparison.Ordinal);
        var provider = new NeptuneProvider(
            new NeptuneOptions { Enabled = true }, ProviderMode.Live, new StubHttp(_ => StubHttp.Json(body)).Invoker(), new ManualTime(DateTimeOffset.UnixEpoch));
        var wallet = WalletKey.ForAddress("inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns", ChainFamily.Cosmos);

        var balance = (await provider.LoadAsync([new WalletRequest(wallet, HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues)], CancellationToken.None))[0].TokenBalances.Single();

        balance.PriceUsd.ToString().ShouldBe("2.99835");
        (balance.Source.AsOf?.ToString("O")).ShouldBe(expected);
    }

    [Fact]
    public async Task Load_CallerCancels_Throws()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Provider(Stub("")).LoadAsync([new WalletRequest(Wallet, HoldingsNeeds.Tokens)], cancel.Token));
    }

    private static StubHttp Stub(string body) => new(_ => StubHttp.Json(body));

    private static NeptuneProvider Provider(StubHttp stub) => new(new NeptuneOptions { Enabled = true }, ProviderMode.Live, stub.Invoker(), new ManualTime(Now));

    private static Task<WalletAnswer> LoadAsync(string body, HoldingsNeeds needs) => LoadAsync(Stub(body), needs);

    private static async Task<WalletAnswer> LoadAsync(StubHttp stub, HoldingsNeeds needs) =>
        (await Provider(stub).LoadAsync([new WalletRequest(Wallet, needs)], CancellationToken.None)).ShouldHaveSingleItem();
}
