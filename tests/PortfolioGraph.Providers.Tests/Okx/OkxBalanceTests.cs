using System.Numerics;
using System.Text.Json;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxBalanceTests
{
    private const string Bitcoin = "bip122:000000000019d6689c085ae165831e93";

    // The documented example of the call for single tokens: both spellings of the risk flag, empty raw balances.
    private const string DocumentedTokens = """
        {"code":"0","msg":"success","data":[{"tokenAssets":[
          {"chainIndex":"1","tokenAddress":"","symbol":"ETH","balance":"0.07210371955388872","rawBalance":"","tokenPrice":"2650.43","tokenType":"1","isRistToken":false},
          {"chainIndex":"0","tokenAddress":"btc-brc20-psat","symbol":"psat","balance":"1","rawBalance":"","tokenPrice":"140","tokenType":"2","isRiskToken":false}]}]}
        """;

    private const string Empty = """{"code":"0","msg":"success","data":[{"tokenAssets":[]}]}""";

    [Fact]
    public async Task Account_DocumentedExample_IsReadDigitForDigit()
    {
        var okx = new OkxHarness(_ => DocumentedTokens);
        var account = WalletKey.ForOkxAccount("4686531e-3adb-469a-8000-8fd1c2097f68");
        var results = await okx.Provider.LookUpTokensAsync(
            [new(account, new TokenKey(ChainId.Parse("eip155:1"), "")), new(account, new TokenKey(ChainId.Parse(Bitcoin), "btc-brc20-psat"))],
            HoldingsNeeds.Tokens, CancellationToken.None);

        var sent = okx.Http.Sent.ShouldHaveSingleItem();
        sent.Method.ShouldBe("POST");
        sent.PathAndQuery.ShouldBe(OkxHarness.SomeByAccount);
        sent.Body.ShouldBe("""{"tokenAddresses":[{"chainIndex":"1","tokenAddress":""},{"chainIndex":"0","tokenAddress":"btc-brc20-psat"}],"accountId":"4686531e-3adb-469a-8000-8fd1c2097f68"}""");

        var ether = results[0].Value!;
        ether.Token.Id.ShouldBe("eip155:1/slip44:60");
        ether.Token.Kind.ShouldBe(TokenKind.Native);
        ether.Token.Symbol.ShouldBe("ETH");
        ether.Token.Decimals.ShouldBe(18);
        ether.Amount.ToString().ShouldBe("0.07210371955388872");
        ether.RawAmount.ShouldBeNull();
        ether.PriceUsd.ToString().ShouldBe("2650.43");
        ether.ValueUsd.ToString().ShouldBe("191.1058614172132801496");
        ether.IsRisk.ShouldBeFalse();
        ether.Account.ShouldBeNull();
        ether.Source.ShouldBe(new Source("okx", OkxHarness.Now));

        var psat = results[1].Value!;
        psat.Token.Kind.ShouldBe(TokenKind.Inscription);
        psat.Token.Inscription.ShouldBe(InscriptionProtocol.Brc20);
        psat.Token.AssetId.ShouldBeNull();
        psat.Token.Address.ShouldBe("btc-brc20-psat");
        psat.Token.Decimals.ShouldBeNull();
        psat.ValueUsd.ToString().ShouldBe("140");
    }

    [Fact]
    public async Task AllOfAnAddress_ItemWithBaseUnits_ImpliesItsDecimals()
    {
        var okx = new OkxHarness(_ => """
            {"code":"0","msg":"success","data":[{"tokenAssets":[{"chainIndex":"1","tokenAddress":"0xDAC17F958D2ee523a2206206994597C13D831ec7","address":"0xab16","symbol":"USDT",
            "balance":"12.5","rawBalance":"12500000","tokenPrice":"1.0001","tokenType":"1","transferAmount":"0","availableAmount":"12.5","isRiskToken":"true","brandNew":{"x":[1]}}]}]}
            """);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues, OkxHarness.Evm(1, "eip155:1", "eip155:56"));

        okx.Http.Sent.ShouldHaveSingleItem().PathAndQuery.ShouldBe(
            "/api/v5/wallet/asset/all-token-balances-by-address?address=0x0000000000000000000000000000000000000001&chains=1,56&filter=1");
        var balance = answer.TokenBalances.ShouldHaveSingleItem();
        balance.Token.Id.ShouldBe("eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7");
        balance.Token.Address.ShouldBe("0xdac17f958d2ee523a2206206994597c13d831ec7");
        balance.Token.Decimals.ShouldBe(6);
        balance.Token.Name.ShouldBeNull();
        balance.RawAmount.ShouldBe(new BigInteger(12500000));
        balance.ValueUsd.ToString().ShouldBe("12.50125");
        balance.IsRisk.ShouldBeTrue();
        balance.Account!.Value.Value.ShouldBe("eip155:1:0x0000000000000000000000000000000000000001");
        OkxHarness.ReportOf(answer, Capability.TokenBalances).ShouldBe(
            new SourceReport("okx", Capability.TokenBalances, SourceStatus.Ok, OkxHarness.Now));
        answer.Sources.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"1.5\"", "\"\"", null, null)]
    [InlineData("\"1.5\"", "null", null, null)]
    [InlineData("\"1.5\"", "\"0\"", "0", "0.0")]
    [InlineData("\"\"", "\"2\"", "2", null)]
    [InlineData("1.5", "1e2", "100", "150.0")]
    [InlineData("\"-1.5\"", "\"2\"", "2", "-3.0")]
    public async Task Balance_PriceMissingOrZero_IsUnknownOrZero(string balance, string price, string? priceUsd, string? valueUsd)
    {
        var okx = new OkxHarness(_ => $$$"""{"code":0,"data":{"tokenAssets":[{"chainIndex":1,"tokenAddress":"","symbol":"ETH","balance":{{{balance}}},"tokenPrice":{{{price}}}}]}}""");
        var token = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances.Single();
        (token.PriceUsd?.ToString()).ShouldBe(priceUsd);
        (token.ValueUsd?.ToString()).ShouldBe(valueUsd);
    }

    [Theory]
    [InlineData("12.5", "12500000", 6)]
    [InlineData("1", "1", 0)]
    [InlineData("100", "100000000", 6)]
    [InlineData("0.000000000000000001", "1", 18)]
    [InlineData("12.50", "12500000", 6)]
    [InlineData("1172.895057", "1172895057177065864522", null)]
    [InlineData("0", "0", null)]
    [InlineData("5", "1", null)]
    [InlineData("115792089237316195423570985008687907853269984665640564039457.584007913129639935", "115792089237316195423570985008687907853269984665640564039457584007913129639935", 18)]
    public void Decimals_FromBalanceAndBaseUnits_AreExactOrUnknown(string balance, string raw, int? decimals) =>
        Providers.Okx.OkxTokens.DecimalsFrom(BigDecimal.Parse(balance), BigInteger.Parse(raw)).ShouldBe(decimals);

    [Fact]
    public async Task AllOfAnAddress_AllNetworks_AreAskedInOneCallWithoutTestNetworks()
    {
        var okx = new OkxHarness(_ => Empty);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        var chains = System.Web.HttpUtility.ParseQueryString(okx.Http.Sent.ShouldHaveSingleItem().Url.Query)["chains"]!.Split(',');
        chains.Length.ShouldBe(50);
        chains.Take(4).ShouldBe(["1", "10", "14", "25"]);
        chains.ShouldContain("70000063");
        chains.ShouldNotContain("1952");
        answer.TokenBalances.ShouldBeEmpty();
        OkxHarness.ReportOf(answer, Capability.TokenBalances).Status.ShouldBe(SourceStatus.Ok);
    }

    [Theory]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", ChainFamily.Bitcoin, "0")]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", ChainFamily.Cosmos, "70000041")]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", ChainFamily.Tron, "195")]
    [InlineData("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", ChainFamily.Solana, "501")]
    public async Task AllOfAnAddress_OfAFamilyThatNamesItsChain_AsksForThatChainOnly(string address, ChainFamily family, string chains)
    {
        var okx = new OkxHarness(_ => Empty);
        await okx.LoadOneAsync(HoldingsNeeds.Tokens, WalletKey.ForAddress(address, family));
        okx.Http.Sent.ShouldHaveSingleItem().Url.Query.ShouldBe($"?address={address}&chains={chains}&filter=1");
    }

    [Fact]
    public async Task AllOfAnAddress_SomeNetworksUncovered_IsPartial()
    {
        var okx = new OkxHarness(_ => Empty);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1, "eip155:1", "eip155:424242"));
        okx.Http.Sent.ShouldHaveSingleItem().Url.Query.ShouldContain("chains=1&");
        var report = OkxHarness.ReportOf(answer, Capability.TokenBalances);
        report.Status.ShouldBe(SourceStatus.Partial);
        report.Error.ShouldBe(new SourceError(SourceErrorCodes.Unsupported, null, "OKX does not cover eip155:424242"));
    }

    [Fact]
    public async Task Anything_NoNetworkCovered_IsUnsupportedWithoutACall()
    {
        var okx = new OkxHarness(_ => throw new InvalidOperationException());
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Total | HoldingsNeeds.Platforms, OkxHarness.Evm(1, "eip155:424242"));
        okx.Http.Sent.ShouldBeEmpty();
        answer.Sources.Select(s => (s.Capability, s.Status)).ShouldBe(
        [
            (Capability.TokenBalances, SourceStatus.Unsupported),
            (Capability.Platforms, SourceStatus.Unsupported),
            (Capability.DefiPositions, SourceStatus.Unsupported),
        ]);
    }

    [Fact]
    public async Task Account_AllBalances_HaveTheProvidersTimeAndEachItemsAddress()
    {
        var okx = new OkxHarness(_ => """
            {"code":"0","data":[{"timeStamp":"1700000000123","tokenAssets":[
              {"chainIndex":"501","tokenAddress":"EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v","address":"9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM","symbol":"USDC","balance":"1","tokenPrice":"1"}]}]}
            """);
        var account = WalletKey.ForOkxAccount("a b&c");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Total | HoldingsNeeds.Platforms, account);

        okx.Http.Sent.ShouldHaveSingleItem().PathAndQuery.ShouldBe("/api/v5/wallet/asset/wallet-all-token-balances?accountId=a%20b%26c&filter=1");
        var token = answer.TokenBalances.Single();
        token.Token.Id.ShouldBe("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v");
        token.Account!.Value.Address.ShouldBe("9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM");
        token.Source.AsOf.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123));
        OkxHarness.ReportOf(answer, Capability.TokenBalances).AsOf.ShouldBe(token.Source.AsOf);
        OkxHarness.ReportOf(answer, Capability.Platforms).Status.ShouldBe(SourceStatus.Unsupported);
        OkxHarness.ReportOf(answer, Capability.DefiPositions).Status.ShouldBe(SourceStatus.Unsupported);
    }

    [Fact]
    public async Task Balance_OnAnUnmappedChain_IsKeptUnderTheProvidersNumber()
    {
        var okx = new OkxHarness(_ => """
            {"code":"0","data":[{"tokenAssets":[
              {"chainIndex":"7777","tokenAddress":"0xAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","symbol":"X","balance":"2","tokenPrice":"3"},
              {"chainIndex":"13","tokenAddress":"","symbol":"Y","balance":"1","tokenPrice":"1"}]}]}
            """);
        var tokens = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances;
        tokens[0].Token.Id.ShouldBe("okx:7777:0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        tokens[0].Network!.Id.ShouldBe("okx:7777");
        tokens[0].Network!.ChainId.ShouldBeNull();
        tokens[0].Account.ShouldBeNull();
        tokens[0].ValueUsd.ShouldBe(BigDecimal.Parse("6"));
        tokens[1].Token.Id.ShouldBe("okx:13:native");
        tokens[1].Network!.Name.ShouldBe("ZKSpace");
    }

    [Fact]
    public async Task LookUp_FortyFiveTokens_AreThreeCallsAndKeepTheirOrder()
    {
        var okx = new OkxHarness(sent =>
        {
            using var body = JsonDocument.Parse(sent.Body);
            body.RootElement.GetProperty("filter").GetString().ShouldBe("1");
            var items = body.RootElement.GetProperty("tokenAddresses").EnumerateArray()
                .Select(t => t.GetProperty("tokenAddress").GetString()!)
                .Where(a => !a.EndsWith("05", StringComparison.Ordinal))
                .Reverse()
                .Select(a => $$"""{"chainIndex":"1","tokenAddress":"{{a.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal)}}","symbol":"T","balance":"{{Convert.ToInt32(a[^4..], 16)}}"}""");
            return $$"""{"code":"0","data":[{"tokenAssets":[{{string.Join(',', items)}}]}]}""";
        });
        var wallet = OkxHarness.Evm(1);
        var keys = Enumerable.Range(1, 45).Select(i => new TokenLookupKey(wallet, new TokenKey(ChainId.Parse("eip155:1"), $"0x{i:x40}"))).ToArray();
        var results = await okx.Provider.LookUpTokensAsync(keys, HoldingsNeeds.Tokens, CancellationToken.None);

        okx.Calls(OkxHarness.SomeByAddress).Count.ShouldBe(3);
        for (var i = 1; i <= 45; i++)
        {
            results[i - 1].Status.ShouldBe(SourceStatus.Ok);
            (results[i - 1].Value?.Amount).ShouldBe(i == 5 ? null : (BigDecimal?)i);
        }
    }

    [Fact]
    public async Task LookUp_TokenThatTheWalletCanNotHoldOrOkxDoesNotCover_IsNotAskedFor()
    {
        var okx = new OkxHarness(_ => throw new InvalidOperationException());
        var results = await okx.Provider.LookUpTokensAsync(
        [
            new(OkxHarness.Evm(1), new TokenKey(ChainId.Parse(Bitcoin), "")),
            new(OkxHarness.Evm(1, "eip155:10"), new TokenKey(ChainId.Parse("eip155:1"), "")),
            new(OkxHarness.Evm(1), new TokenKey(ChainId.Parse("eip155:424242"), "")),
        ], HoldingsNeeds.Tokens, CancellationToken.None);
        results.Select(r => r.Status).ShouldBe([SourceStatus.Ok, SourceStatus.Ok, SourceStatus.Unsupported]);
        results.ShouldAllBe(r => r.Value == null);
        okx.Http.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, SourceStatus.Ok)]
    [InlineData(2, SourceStatus.Unsupported)]
    public async Task LookUp_TokenThatOkxDoesNotKnow_IsNullIfItIsSureWhich(int tokens, SourceStatus status)
    {
        var okx = new OkxHarness(_ => """{"code":81152,"msg":"no such token"}""");
        var keys = Enumerable.Range(1, tokens).Select(i => new TokenLookupKey(OkxHarness.Evm(1), new TokenKey(ChainId.Parse("eip155:1"), $"0x{i:x40}"))).ToArray();
        var results = await okx.Provider.LookUpTokensAsync(keys, HoldingsNeeds.Tokens, CancellationToken.None);
        results.ShouldAllBe(r => r.Status == status && r.Value == null);
    }

    [Fact]
    public async Task Load_OneWalletFails_TheOthersAreServed()
    {
        var okx = new OkxHarness(sent => sent.Url.Query.Contains($"{2:x40}", StringComparison.Ordinal) ? """{"code":50026,"msg":"System error"}""" : Empty);
        var answers = await okx.LoadAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1), OkxHarness.Evm(2), OkxHarness.Evm(3));
        answers.Select(a => a.Sources.Single().Status).ShouldBe([SourceStatus.Ok, SourceStatus.Failed, SourceStatus.Ok]);
        answers[1].Sources.Single().Error.ShouldBe(new SourceError(SourceErrorCodes.ProviderFailure, "50026", "OKX answered 50026: System error"));
        answers[1].Wallet.ShouldBe(OkxHarness.Evm(2));
    }
}
