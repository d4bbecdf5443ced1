using System.Net;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxPlatformTests
{
    private const string Ethena = """
        {"platformName":"Ethena","analysisPlatformId":118265,"platformLogo":"https://logo.example/e.png","platformColor":"","platformUrl":"https://ethena.fi",
         "currencyAmount":"10076.999426431322729394061370751783986","isSupportInvest":true,"bonusTag":0,"investmentCount":1,
         "networkBalanceVoList":[{"network":"ETH","networkLogo":"https://logo.example/eth.png","chainId":1,"currencyAmount":"10076.999426431322729394061370751783986"}]}
        """;

    private static string ListOf(string entries, string more = "") =>
        $$$"""{"code":0,"msg":"","error_code":"0","error_message":"","detailMsg":"","data":{"walletIdPlatformList":[{{{entries}}}]{{{more}}}}}""";

    [Fact]
    public async Task List_RecordedShape_IsReadDigitForDigit()
    {
        var okx = new OkxHarness(_ => ListOf(
            $$"""{"platformList":[{{Ethena}}],"walletId":"1b2c","totalAssets":"10076.999426431322729394061370751783986"}""",
            ""","lpTokenAddressList":[{"chainId":1,"tokenAddress":"0xDAC17F958D2ee523a2206206994597C13D831ec7"}],"updateAt":1700000000000,"assetStatus":1"""));
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Platforms | HoldingsNeeds.ReportedTotals, OkxHarness.Evm(1, "eip155:1", "eip155:137"));

        var sent = okx.Http.Sent.ShouldHaveSingleItem();
        sent.Method.ShouldBe("POST");
        sent.PathAndQuery.ShouldBe(OkxHarness.List);
        sent.Headers["Content-Type"].ShouldBe("application/json");
        sent.Body.ShouldBe("""{"walletAddressList":[{"chainId":"1","walletAddress":"0x0000000000000000000000000000000000000001"},{"chainId":"137","walletAddress":"0x0000000000000000000000000000000000000001"}]}""");

        var holding = answer.Platforms.ShouldHaveSingleItem();
        holding.Platform.ShouldBe(new("okx:118265", "118265", "Ethena", "https://ethena.fi", "https://logo.example/e.png"));
        holding.ValueUsd.ToString().ShouldBe("10076.999426431322729394061370751783986");
        holding.IsInvestSupported.ShouldBe(true);
        holding.InvestmentCount.ShouldBe(1);
        var network = holding.Networks.ShouldHaveSingleItem();
        network.Network.Id.ShouldBe("eip155:1");
        network.Network.Name.ShouldBe("Ethereum");
        network.Network.LogoUrl.ShouldBe("https://logo.example/eth.png");
        network.ValueUsd.ToString().ShouldBe("10076.999426431322729394061370751783986");
        holding.Source.ShouldBe(new Source("okx", OkxHarness.Now, DateTimeOffset.FromUnixTimeMilliseconds(1700000000000)));
        answer.ReceiptTokenIds.ShouldBe(["eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7"]);
        answer.Reported!.TotalUsd.ToString().ShouldBe("10076.999426431322729394061370751783986");
        answer.Sources.ShouldBe([new SourceReport("okx", Capability.Platforms, SourceStatus.Ok, OkxHarness.Now, holding.Source.AsOf)]);
    }

    [Fact]
    public async Task List_SpellingsOfTheNextVersion_AreReadToo()
    {
        var okx = new OkxHarness(_ => """
            {"code":"0","msg":"success","data":[{"walletIdPlatformList":[{"platformList":[{"platformName":"Ethena","analysisPlatformId":"118265",
            "isSupportInvest":"true","investmentCount":"2","networkBalanceList":[{"network":"ARB","chainIndex":"42161","currencyAmount":1.10},{"network":"ARB","currencyAmount":null}]}]}],
            "lpTokenAddressList":[{"chainIndex":"42161","tokenContractAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7"}],"updateAt":"1700000000000"}]}
            """);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1));
        var holding = answer.Platforms.Single();
        holding.Platform.Code.ShouldBe("118265");
        holding.ValueUsd.ShouldBeNull();
        holding.IsInvestSupported.ShouldBe(true);
        holding.InvestmentCount.ShouldBe(2);
        holding.Networks.Select(n => (n.Network.Id, n.ValueUsd?.ToString())).ShouldBe([("eip155:42161", "1.10"), ("eip155:42161", null)]);
        answer.ReceiptTokenIds.ShouldBe(["eip155:42161/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7"]);
    }

    [Theory]
    [InlineData("""{"code":0,"data":{"walletIdPlatformList":[],"updateAt":1700000000000}}""")]
    [InlineData("""{"code":0,"data":{"walletIdPlatformList":null}}""")]
    [InlineData("""{"code":0,"data":{}}""")]
    [InlineData("""{"code":"0","data":[]}""")]
    [InlineData("""{"code":"0","data":null}""")]
    public async Task List_NoPositions_IsEmptyAndOk(string body)
    {
        var okx = new OkxHarness(_ => body);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Platforms | HoldingsNeeds.DefiPositions | HoldingsNeeds.ReportedTotals, OkxHarness.Evm(1));
        answer.Platforms.ShouldBeEmpty();
        answer.Positions.ShouldBeEmpty();
        answer.Reported.ShouldBeNull();
        answer.Sources.Select(s => (s.Capability, s.Status)).ShouldBe([(Capability.Platforms, SourceStatus.Ok), (Capability.DefiPositions, SourceStatus.Ok)]);
        okx.Http.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task List_UrlsThatAreNone_AreLeftOut()
    {
        var okx = new OkxHarness(_ => ListOf("""{"platformList":[{"platformName":"X","analysisPlatformId":1,"platformUrl":"javascript:alert(1)","platformLogo":"data:,"}]}"""));
        (await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1))).Platforms.Single().Platform.ShouldBe(new("okx:1", "1", "X"));
    }

    [Fact]
    public async Task List_UnmappedNetwork_KeepsItsMoney()
    {
        var okx = new OkxHarness(_ => ListOf("""
            {"platformList":[{"platformName":"X","analysisPlatformId":1,"networkBalanceVoList":[{"network":"NEWCHAIN","chainId":987,"currencyAmount":"5"},{"network":"OTHER","currencyAmount":"6"}]}]}
            """));
        var networks = (await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1))).Platforms.Single().Networks;
        networks.Select(n => (n.Network.Id, n.Network.Name, n.Network.ChainId, n.ValueUsd!.Value.ToString()))
            .ShouldBe([("okx:987", "NEWCHAIN", null, "5"), ("okx:OTHER", "OTHER", null, "6")]);
    }

    [Fact]
    public async Task List_FiftyWallets_IsOneCallMatchedByOrder()
    {
        var okx = new OkxHarness(sent => ListOf(string.Join(',', OkxHarness.AddressesOf(sent)
            .Select((a, i) => $$"""{"platformList":[],"walletId":"opaque-{{i}}","totalAssets":"{{Convert.ToInt32(a[^4..], 16)}}"}"""))));
        var wallets = Enumerable.Range(1, 50).Select(i => OkxHarness.Evm(i)).ToArray();
        var answers = await okx.LoadAsync(HoldingsNeeds.ReportedTotals, wallets);
        okx.Http.Sent.Count.ShouldBe(1);
        answers.Select(a => a.Reported!.TotalUsd!.Value.ToString()).ShouldBe(Enumerable.Range(1, 50).Select(i => $"{i}"));
    }

    [Fact]
    public async Task List_FiftyOneWallets_AreTwoCalls()
    {
        var okx = new OkxHarness(_ => ListOf(""));
        await okx.LoadAsync(HoldingsNeeds.Platforms, [.. Enumerable.Range(1, 51).Select(i => OkxHarness.Evm(i))]);
        okx.Http.Sent.Select(s => OkxHarness.AddressesOf(s).Length).Order().ShouldBe([1, 50]);
    }

    [Fact]
    public async Task List_MixedFamilies_AreOneCallEach()
    {
        var okx = new OkxHarness(_ => ListOf(""));
        var injective = WalletKey.ForAddress("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", Holdings.Ids.ChainFamily.Cosmos);
        await okx.LoadAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1), OkxHarness.Solana(), OkxHarness.Evm(2), injective);
        okx.Http.Sent.Select(s => string.Join(',', OkxHarness.AddressesOf(s).Select(a => a[..4]))).Order().ShouldBe(["0x00,0x00", "EPjF", "inj1"]);
    }

    [Fact]
    public async Task List_SameAddressOnOtherNetworks_IsInAnotherCall()
    {
        var okx = new OkxHarness(sent => ListOf($$"""{"platformList":[],"totalAssets":"{{(sent.Body.Contains("\"137\"", StringComparison.Ordinal) ? 137 : 1)}}"}"""));
        var answers = await okx.LoadAsync(HoldingsNeeds.ReportedTotals, OkxHarness.Evm(1, "eip155:1"), OkxHarness.Evm(1, "eip155:137"));
        okx.Http.Sent.Count.ShouldBe(2);
        answers.Select(a => a.Reported!.TotalUsd!.Value.ToString()).ShouldBe(["1", "137"]);
    }

    [Theory]
    // By id, whatever the order and however many.
    [InlineData("b,a", "a:b")]
    [InlineData("b", ":b")]
    [InlineData("b,b,a", "a:b+b")]
    [InlineData("B,A", "a:b")]
    // By order where there are as many.
    [InlineData("?,?", "0:1")]
    [InlineData("?,b", "0:b")]
    // Anything else is no answer.
    [InlineData("?", null)]
    [InlineData("?,?,?", null)]
    [InlineData("b,?", null)]
    [InlineData("a,b,?", null)]
    public async Task List_SeveralWallets_AreMatchedOrRefused(string ids, string? expected)
    {
        var (a, b) = (OkxHarness.Evm(10), OkxHarness.Evm(11));
        var entries = ids.Split(',').Select((id, i) => id switch
        {
            "a" or "A" => $$"""{"walletId":"{{(id == "A" ? a.Value.ToUpperInvariant() : a.Value)}}","platformList":[{"platformName":"a","analysisPlatformId":{{i}}}]}""",
            "b" or "B" => $$"""{"walletAddress":"{{(id == "B" ? b.Value.ToUpperInvariant() : b.Value)}}","platformList":[{"platformName":"b","analysisPlatformId":{{i}}}]}""",
            _ => $$"""{"walletId":"7c1d","platformList":[{"platformName":"{{i}}","analysisPlatformId":{{i}}}]}""",
        });
        var answers = await new OkxHarness(_ => ListOf(string.Join(',', entries))).LoadAsync(HoldingsNeeds.Platforms, a, b);

        if (expected is null)
        {
            answers.ShouldAllBe(w => w.Platforms.Count == 0 && w.Sources.Single().Status == SourceStatus.Failed);
            answers[0].Sources.Single().Error.ShouldBe(new SourceError(
                SourceErrorCodes.MalformedResponse, null, "OKX's answer does not say which wallet each list of platforms belongs to"));
        }
        else
        {
            answers.ShouldAllBe(w => w.Sources.Single().Status == SourceStatus.Ok);
            string.Join(':', answers.Select(w => string.Join('+', w.Platforms.Select(p => p.Platform.Name)))).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task List_SharedReceipts_AreNoReceiptsOfAWalletWithoutPlatforms()
    {
        var (a, b) = (OkxHarness.Evm(1), OkxHarness.Evm(2));
        var okx = new OkxHarness(_ => ListOf(
            $$"""{"walletId":"{{a.Value}}","platformList":[{{Ethena}}]}""", ""","lpTokenAddressList":[{"chainId":1,"tokenAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7"}]"""));
        var answers = await okx.LoadAsync(HoldingsNeeds.Platforms, a, b);
        answers[0].ReceiptTokenIds.Count.ShouldBe(1);
        answers[1].ReceiptTokenIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_SharedReceipts_AreNoReceiptsOnANetworkWithoutPlatforms()
    {
        var (a, b) = (OkxHarness.Evm(1), OkxHarness.Evm(2));
        var okx = new OkxHarness(_ => ListOf(
            $$"""{"walletId":"{{a.Value}}","platformList":[{{Ethena}}]},{"walletId":"{{b.Value}}","platformList":[{"platformName":"Velodrome","analysisPlatformId":7,"networkBalanceVoList":[{"chainId":10,"currencyAmount":"5"}]}]}""",
            ""","lpTokenAddressList":[{"chainId":1,"tokenAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7"}]"""));
        var answers = await okx.LoadAsync(HoldingsNeeds.Receipts, a, b);

        answers[0].ReceiptTokenIds.Count.ShouldBe(1);
        answers[1].ReceiptTokenIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_ReceiptWithoutAContract_IsNoReceiptOfTheNativeCoin()
    {
        var okx = new OkxHarness(_ => ListOf($$"""{"platformList":[{{Ethena}}]}""", ""","lpTokenAddressList":[{"chainId":1,"tokenAddress":""},{"chainId":1}]"""));
        (await okx.LoadOneAsync(HoldingsNeeds.Receipts, OkxHarness.Evm(1))).ReceiptTokenIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_StillUpdating_IsPartialWithWhatThereIs()
    {
        var okx = new OkxHarness(_ => ListOf($$"""{"platformList":[{{Ethena}}]}""", ""","assetStatus":"2" """));
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1));
        answer.Platforms.Count.ShouldBe(1);
        var report = answer.Sources.Single();
        report.Status.ShouldBe(SourceStatus.Partial);
        report.Error!.Code.ShouldBe(SourceErrorCodes.Syncing);
        report.Error.ProviderCode.ShouldBe("assetStatus 2");
    }

    [Fact]
    public async Task List_OneFamilyFails_TheOthersAreServed()
    {
        var okx = new OkxHarness(sent => OkxHarness.AddressesOf(sent)[0].StartsWith("0x", StringComparison.Ordinal)
            ? StubHttp.Json(ListOf($$"""{"platformList":[{{Ethena}}]}"""))
            : StubHttp.Json("", HttpStatusCode.BadGateway));
        var answers = await okx.LoadAsync(HoldingsNeeds.Platforms | HoldingsNeeds.ReportedTotals, OkxHarness.Evm(1), OkxHarness.Solana());
        answers[0].Sources.Single().Status.ShouldBe(SourceStatus.Ok);
        answers[1].Sources.Single().Status.ShouldBe(SourceStatus.Failed);
        answers[1].Sources.Single().Error.ShouldBe(new SourceError(SourceErrorCodes.ProviderFailure, "502", "OKX answered HTTP 502"));
    }

    [Theory]
    [InlineData(HoldingsNeeds.Platforms, "Platforms")]
    [InlineData(HoldingsNeeds.ReportedTotals, "Platforms")]
    [InlineData(HoldingsNeeds.Receipts, "Platforms")]
    [InlineData(HoldingsNeeds.DefiPositions, "DefiPositions")]
    [InlineData(HoldingsNeeds.DefiPositions | HoldingsNeeds.Receipts | HoldingsNeeds.ReportedTotals, "DefiPositions")]
    [InlineData(HoldingsNeeds.DefiPositions | HoldingsNeeds.Platforms, "Platforms,DefiPositions")]
    public async Task List_Failed_IsReportedWhateverItWasNeededFor(HoldingsNeeds needs, string reported)
    {
        var answer = await new OkxHarness(_ => """{"code":84000,"msg":"bad"}""").LoadOneAsync(needs, OkxHarness.Evm(1));
        string.Join(',', answer.Sources.Select(s => s.Capability)).ShouldBe(reported);
        answer.Sources.ShouldAllBe(s => s.Status == SourceStatus.Failed && s.Error!.Code == SourceErrorCodes.Rejected);
    }

    [Fact]
    public async Task List_OnlyTokensNeeded_IsNotAsked()
    {
        var okx = new OkxHarness(_ => """{"code":0,"data":[]}""");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens | HoldingsNeeds.Equities | HoldingsNeeds.Cash, OkxHarness.Evm(1));
        okx.Http.Sent.ShouldHaveSingleItem().Path.ShouldBe(OkxHarness.AllByAddress);
        answer.Sources.Single().Capability.ShouldBe(Capability.TokenBalances);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task List_PlatformInTwoRows_IsOneHoldingWithAllNetworks(bool inOneEntry)
    {
        const string First = """{"platformName":"P","analysisPlatformId":1,"currencyAmount":"10","isSupportInvest":true,"investmentCount":2,"networkBalanceVoList":[{"chainId":1,"currencyAmount":"10"}]}""";
        const string Second = """{"platformName":"P","analysisPlatformId":1,"platformUrl":"https://p.example","currencyAmount":"25","isSupportInvest":false,"investmentCount":3,"networkBalanceVoList":[{"chainId":10,"currencyAmount":"20"},{"chainId":1,"currencyAmount":"5"}]}""";
        var id = OkxHarness.Evm(1).Value;
        var okx = new OkxHarness(_ => ListOf(inOneEntry
            ? $$"""{"walletId":"{{id}}","platformList":[{{First}},{{Second}}]}"""
            : $$"""{"walletId":"{{id}}","platformList":[{{First}}]},{"walletId":"{{id}}","platformList":[{{Second}}]}"""));
        var holding = (await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1))).Platforms.ShouldHaveSingleItem();

        holding.ValueUsd.ToString().ShouldBe("35");
        holding.IsInvestSupported.ShouldBe(false);
        holding.InvestmentCount.ShouldBe(5);
        holding.Platform.Url.ShouldBe("https://p.example");
        holding.Networks.Select(n => (n.Network.Id, n.ValueUsd.ToString())).ShouldBe([("eip155:1", "15"), ("eip155:10", "20")]);
    }

    [Fact]
    public async Task List_PlatformInTwoRowsOneUnknown_HasNoTotalAndKeepsKnownNetworks()
    {
        var okx = new OkxHarness(_ => ListOf("""
            {"platformList":[{"analysisPlatformId":1,"currencyAmount":"10","networkBalanceVoList":[{"chainId":1,"currencyAmount":"10"}]},
              {"analysisPlatformId":1,"networkBalanceVoList":[{"chainId":10}]}]}
            """));
        var holding = (await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1))).Platforms.ShouldHaveSingleItem();
        holding.ValueUsd.ShouldBeNull();
        holding.Networks.Select(n => (n.Network.Id, n.ValueUsd?.ToString())).ShouldBe([("eip155:1", "10"), ("eip155:10", null)]);
    }

    [Theory]
    [InlineData("\"0\"", true, 0, SourceStatus.Ok)]
    [InlineData("null", true, 0, SourceStatus.Ok)]
    [InlineData("\"100\"", true, 1, SourceStatus.Partial)]
    [InlineData("\"100\"", false, 1, SourceStatus.Failed)]
    [InlineData("\"0\"", false, 0, SourceStatus.Failed)]
    public async Task Receipts_OnANetworkWithoutAPosition_CountOnlyWhereOkxStatesAValue(string stated, bool detailAnswers, int receipts, SourceStatus status)
    {
        var list = ListOf(
            $$"""{"platformList":[{"platformName":"P","analysisPlatformId":1,"networkBalanceVoList":[{"chainId":1,"currencyAmount":{{stated}}},{"chainId":10,"currencyAmount":"5"}]}]}""",
            ""","lpTokenAddressList":[{"chainId":1,"tokenAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7"}]""");
        const string Details = """
            {"code":0,"data":{"walletIdPlatformDetailList":[{"networkHoldVoList":[{"network":"OP","chainId":10,
              "investTokenBalanceVoList":[{"investmentName":"F","investmentId":"1","totalValue":"5"}]}]}],"analysisPlatformId":1}}
            """;
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List ? list : detailAnswers ? Details : """{"code":84011,"msg":"no"}""");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.DefiPositions | HoldingsNeeds.Receipts, OkxHarness.Evm(1));

        answer.ReceiptTokenIds.Count.ShouldBe(receipts);
        var report = OkxHarness.ReportOf(answer, Capability.DefiPositions);
        report.Status.ShouldBe(status);
        if (status == SourceStatus.Partial)
            report.Error!.Message.ShouldBe("OKX lists a value of P on Ethereum, and its details have no position there");
    }

    [Fact]
    public async Task Receipts_WithoutDetails_AreNotWhereTheListStatesZero()
    {
        var okx = new OkxHarness(_ => ListOf(
            """{"platformList":[{"platformName":"P","analysisPlatformId":1,"networkBalanceVoList":[{"chainId":1,"currencyAmount":"0"},{"chainId":10,"currencyAmount":"5"}]}]}""",
            ""","lpTokenAddressList":[{"chainId":1,"tokenAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7"}]"""));
        (await okx.LoadOneAsync(HoldingsNeeds.Receipts, OkxHarness.Evm(1))).ReceiptTokenIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_OfNulls_AreMalformed()
    {
        var answer = await new OkxHarness(_ => """{"code":0,"data":[null]}""")
            .LoadOneAsync(HoldingsNeeds.Tokens | HoldingsNeeds.Platforms | HoldingsNeeds.DefiPositions, OkxHarness.Evm(1));
        answer.Sources.Count.ShouldBe(3);
        answer.Sources.ShouldAllBe(s => s.Status == SourceStatus.Failed && s.Error!.Code == SourceErrorCodes.MalformedResponse);
    }
}
