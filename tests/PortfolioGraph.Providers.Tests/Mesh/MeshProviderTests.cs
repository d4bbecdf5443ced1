using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Mesh;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Mesh;

public class MeshProviderTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WalletKey User = WalletKey.ForMeshUser("user 1&x");
    private static readonly Source Source = new("mesh", Now);

    [Fact]
    public async Task Load_ExchangeExample_IsReadDigitForDigit()
    {
        var answer = await LoadAsync(MeshExamples.Exchange, HoldingsNeeds.Total | HoldingsNeeds.ReportedTotals);

        answer.TokenBalances.Count.ShouldBe(2);
        var eth = answer.TokenBalances[0];
        eth.Wallet.ShouldBe(User);
        eth.Token.Id.ShouldBe("mesh:ETH");
        eth.Token.AssetId.ShouldBeNull();
        eth.Token.Symbol.ShouldBe("ETH");
        eth.Token.Name.ShouldBe("Ethereum");
        eth.Token.Kind.ShouldBe(TokenKind.Unknown);
        eth.Token.Address.ShouldBeNull();
        eth.Network.ShouldBeNull();
        eth.Amount.ToString().ShouldBe("0.260325");
        eth.RawAmount.ShouldBeNull();
        eth.PriceUsd.ToString().ShouldBe("1350.07");
        eth.ValueUsd.ToString().ShouldBe("351.457");
        eth.SharePercent.ToString().ShouldBe("11.4018");
        eth.Distribution.ShouldBeEmpty();
        eth.IsRisk.ShouldBeFalse();
        eth.Source.ShouldBe(Source);
        eth.Performance.ShouldBe(new Performance
        {
            UnitCostUsd = BigDecimal.Parse("3626.66"),
            CostBasisUsd = BigDecimal.Parse("944.1102645"),
            TotalReturnUsd = BigDecimal.Parse("-592.6533"),
            TotalReturnPercent = BigDecimal.Parse("-62.7737"),
            DailyReturnUsd = BigDecimal.Parse("-3.6081"),
            DailyReturnPercent = BigDecimal.Parse("-1.0162"),
        });
        answer.TokenBalances[1].Token.Id.ShouldBe("mesh:DOGE");
        answer.TokenBalances[1].Amount.ToString().ShouldBe("4025.02");
        answer.TokenBalances[1].PriceUsd.ToString().ShouldBe("0.05977");
        answer.TokenBalances[1].ValueUsd.ToString().ShouldBe("240.5754");
        answer.TokenBalances[1].SharePercent.ToString().ShouldBe("7.8");
        answer.TokenBalances[1].Performance.ShouldBe(new Performance
        {
            UnitCostUsd = BigDecimal.Parse("0.081"),
            CostBasisUsd = BigDecimal.Parse("326.02662"),
            TotalReturnUsd = BigDecimal.Parse("-85.45"),
            TotalReturnPercent = BigDecimal.Parse("-26.2"),
            DailyReturnUsd = BigDecimal.Parse("-2.45"),
            DailyReturnPercent = BigDecimal.Parse("-1.0103"),
        });

        answer.Positions.Count.ShouldBe(2);
        answer.Positions[0].ShouldBe(new EquityPosition
        {
            Key = "mesh:equity:TSLA",
            Wallet = User,
            Name = "Tesla",
            Kind = PositionKind.Equity,
            Symbol = "TSLA",
            Amount = BigDecimal.Parse("0.063"),
            PriceUsd = BigDecimal.Parse("214.44"),
            ValueUsd = BigDecimal.Parse("13.69"),
            SharePercent = BigDecimal.Parse("0.44"),
            Performance = new Performance
            {
                UnitCostUsd = BigDecimal.Parse("234.8"),
                CostBasisUsd = BigDecimal.Parse("14.7924"),
                TotalReturnUsd = BigDecimal.Parse("-1.3"),
                TotalReturnPercent = BigDecimal.Parse("-8.67"),
                DailyReturnUsd = BigDecimal.Parse("0.45"),
                DailyReturnPercent = BigDecimal.Parse("3.45"),
            },
            Source = Source,
        });
        answer.Positions[1].ShouldBe(new EquityPosition
        {
            Key = "mesh:equity:AAPL",
            Wallet = User,
            Name = "Apple",
            Kind = PositionKind.Equity,
            Symbol = "AAPL",
            Amount = BigDecimal.Parse("8.15"),
            PriceUsd = BigDecimal.Parse("147.27"),
            ValueUsd = BigDecimal.Parse("1201.67"),
            SharePercent = BigDecimal.Parse("38.98"),
            Performance = new Performance
            {
                UnitCostUsd = BigDecimal.Parse("129.5"),
                CostBasisUsd = BigDecimal.Parse("1055.425"),
                TotalReturnUsd = BigDecimal.Parse("144.97"),
                TotalReturnPercent = BigDecimal.Parse("13.71"),
                DailyReturnUsd = BigDecimal.Parse("31.65"),
                DailyReturnPercent = BigDecimal.Parse("2.7"),
            },
            Source = Source,
        });

        answer.Reported.ShouldBe(new ReportedTotals
        {
            Source = Source,
            EquitiesUsd = BigDecimal.Parse("1934.78"),
            CryptocurrenciesUsd = BigDecimal.Parse("1185.12"),
            NftsUsd = BigDecimal.Zero,
            CostBasisUsd = BigDecimal.Parse("1819.9"),
            Performance = BigDecimal.Parse("6.1"),
        });
        answer.Sources.ShouldBe(new[] { Capability.TokenBalances, Capability.Equities, Capability.Nfts, Capability.Cash, Capability.Performance }
            .Select(capability => new SourceReport("mesh", capability, SourceStatus.Ok, Now)));
    }

    [Fact]
    public async Task Load_SelfCustodyExample_SaysWhereEachPartLies()
    {
        var answer = await LoadAsync(MeshExamples.SelfCustody, HoldingsNeeds.Tokens | HoldingsNeeds.ReportedTotals);

        foreach (var (balance, parts) in answer.TokenBalances.Zip(new[] { new[] { "0.16", "0.100325" }, ["2025.02", "2000"] }))
        {
            balance.Distribution.Select(d => d.Amount.ToString()).ShouldBe(parts);
            balance.Distribution.Select(d => d.Network!.Id).ShouldBe(["eip155:1", "eip155:42161"]);
            balance.Distribution.Select(d => d.Account!.Value.ToString()).ShouldBe(
                ["eip155:1:0x1111111111111111111111111111111111111111", "eip155:42161:0x1111111111111111111111111111111111111111"]);
            BigDecimal.Sum(balance.Distribution.Select(d => d.Amount)).ShouldBe(balance.Amount!.Value);
        }
        answer.Reported!.CostBasisUsd.ToString().ShouldBe("3626.74");
        answer.Reported.Performance.ToString().ShouldBe("5.4");
        answer.Reported.CryptocurrenciesUsd.ToString().ShouldBe("592.03");
    }

    [Fact]
    public async Task Load_ChainThatIsNoCaipId_KeepsTheAmountWithoutNetwork()
    {
        var answer = await LoadAsync(
            """
            {"status":"ok","content":{"equitiesValue":0,"cryptocurrenciesValue":0,"nftsValue":0,"cryptocurrencyPositions":[{"symbol":"ETH","amount":3,"distribution":[
              {"caipNetworkId":"Ethereum mainnet","address":"0xABC","amount":1},
              {"caipNetworkId":null,"address":null,"amount":0.5},
              {"caipNetworkId":"eip155:1","address":"0xAbC0000000000000000000000000000000000001","amount":1.5}]}]}}
            """,
            HoldingsNeeds.Tokens);
        answer.TokenBalances[0].Distribution.Select(d => (d.Network?.Id, d.Account?.ToString(), d.Amount.ToString())).ShouldBe(
        [
            (null, null, "1"),
            (null, null, "0.5"),
            ("eip155:1", "eip155:1:0xabc0000000000000000000000000000000000001", "1.5"),
        ]);
    }

    [Fact]
    public async Task Load_EveryFieldOfAnNft_IsRead()
    {
        var answer = await LoadAsync(MeshExamples.Nfts, HoldingsNeeds.Nfts);
        answer.Positions.ShouldHaveSingleItem().ShouldBe(new NftPosition
        {
            Key = "mesh:nft:eip155%3A8217:0xbc4ca0eda7647a8ab7c2061c2e118a18a936f13d:7",
            Wallet = User,
            Name = "Ape 7",
            Kind = PositionKind.Nft,
            Description = "An ape",
            Amount = 2,
            Network = PortfolioGraph.Holdings.Networks.Network.Of(ChainId.Parse("eip155:8217")),
            TokenId = "7",
            Collection = new NftCollection
            {
                Name = "Apes",
                Symbol = "APE",
                Address = "0xBC4CA0EdA7647A8aB7C2061c2E118A18a936f13D",
                Schema = "ERC721",
                Kind = "non-fungible",
                Description = "Many apes",
                ExternalUrl = "http://apes.example",
            },
            ImageUrl = "https://img.example/7.png",
            ImageOriginalUrl = null,
            AnimationUrl = null,
            BackgroundColor = "ffffff",
            MarketplaceId = "m-7",
            MarketplaceUrl = "https://market.example/7",
            ExplorerUrl = "https://explorer.example/7",
            CreatorAddress = "0xcreator",
            TwitterUsername = "apes",
            PaymentTokenSymbol = "WETH",
            NumberOfSales = 5_000_000_000,
            LastSale = new NftOrder
            {
                Side = NftOrderSide.Sell,
                Symbol = "ETH",
                Price = BigDecimal.Parse("1.25"),
                Amount = 2,
            },
            CurrentOffer = new NftOrder
            {
                Side = NftOrderSide.Buy,
                Symbol = "WETH",
                SymbolLogoUrl = "https://img.example/weth.png",
                Price = BigDecimal.Parse("1.5"),
                PriceUsd = BigDecimal.Parse("4500.75"),
                Amount = 1,
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1700000000),
                UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1700000000123),
            },
            ValueUsd = BigDecimal.Parse("1234567890.123456789012345"),
            SharePercent = BigDecimal.Parse("99.5"),
            Performance = new Performance { UnitCostUsd = BigDecimal.Parse("12.5"), CostBasisUsd = 25 },
            Source = Source,
        });
    }

    [Theory]
    [InlineData("ethereum", "eip155:1")]
    [InlineData("polygon", "eip155:137")]
    [InlineData("klaytn", "eip155:8217")]
    [InlineData("flow", "mesh:flow")]
    public async Task Load_NftBlockchain_IsANetwork(string blockchain, string networkId)
    {
        var answer = await LoadAsync($$$"""{"status":"ok","content":{"nftPositions":[{"amount":1,"blockchain":"{{{blockchain}}}"}]}}""", HoldingsNeeds.Nfts);
        ((NftPosition)answer.Positions[0]).Network!.Id.ShouldBe(networkId);
    }

    [Fact]
    public async Task Load_Cash_MayBeNegative()
    {
        var answer = await LoadAsync(MeshExamples.Cash, HoldingsNeeds.Cash);
        answer.Cash.ShouldBe(
        [
            new CashBalance("USD", BigDecimal.Parse("3.099"), BigDecimal.Parse("3.099"), Source),
            new CashBalance("EUR", BigDecimal.Parse("-102.88"), BigDecimal.Parse("1293.596"), Source),
        ]);
        answer.Sources.ShouldBe([new SourceReport("mesh", Capability.Cash, SourceStatus.Ok, Now)]);
    }

    [Fact]
    public async Task Load_NullsWhereTheDocumentAllowsThem_AreUnknownNotZero()
    {
        var answer = await LoadAsync(
            """
            {"status":"ok","content":{"portfolioCostBasis":null,"actualPortfolioPerformance":null,"equitiesValue":0,"cryptocurrenciesValue":0,"nftsValue":0,
             "equityPositions":null,"nftPositions":null,"cryptocurrencyPositions":[
              {"name":null,"symbol":null,"companyName":null,"amount":1e-7,"costBasis":null,"distribution":null,"marketValue":null,"lastPrice":null,"portfolioPercentage":null,"totalReturn":null},
              {"name":"Wrapped Ether","companyName":"Ethereum","symbol":"WETH","amount":2,"lastPrice":0},
              {"symbol":"WETH","amount":1}]}}
            """,
            HoldingsNeeds.Tokens | HoldingsNeeds.Equities | HoldingsNeeds.Nfts | HoldingsNeeds.ReportedTotals);
        var nameless = answer.TokenBalances[0];
        nameless.Amount.ToString().ShouldBe("0.0000001");
        (nameless.PriceUsd, nameless.ValueUsd, nameless.SharePercent, nameless.Performance, nameless.Token.Name).ShouldBe((null, null, null, null, null));
        answer.TokenBalances[1].Token.Name.ShouldBe("Wrapped Ether");
        answer.TokenBalances[1].ValueUsd.ShouldBe(BigDecimal.Zero);
        answer.TokenBalances[2].Token.Name.ShouldBe("WETH");
        answer.TokenBalances.Count.ShouldBe(3);
        answer.Positions.ShouldBeEmpty();
        answer.Reported!.CostBasisUsd.ShouldBeNull();
        answer.Sources.ShouldAllBe(s => s.Status == SourceStatus.Ok);
    }

    [Fact]
    public async Task Load_ItemWithoutAmount_IsReportedAsMissing()
    {
        var answer = await LoadAsync(
            """{"status":"ok","content":{"equityPositions":[{"symbol":"A"},{"symbol":"B","amount":1},{"symbol":"B","amount":2}],"nftPositions":[{"name":"N"}]}}""",
            HoldingsNeeds.Equities | HoldingsNeeds.Nfts);
        answer.Positions.Select(p => p.Key).ShouldBe(["mesh:equity:B", "mesh:equity:B"]);
        answer.Sources.Select(s => (s.Capability, s.Status, s.Error!.Code)).ShouldBe(
        [
            (Capability.Equities, SourceStatus.Partial, SourceErrorCodes.MalformedResponse),
            (Capability.Nfts, SourceStatus.Partial, SourceErrorCodes.MalformedResponse),
        ]);
    }

    [Theory]
    [InlineData(HoldingsNeeds.Tokens, 1, 0)]
    [InlineData(HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.Equities | HoldingsNeeds.Nfts | HoldingsNeeds.ReportedTotals, 1, 0)]
    [InlineData(HoldingsNeeds.Total, 1, 1)]
    [InlineData(HoldingsNeeds.Cash, 0, 1)]
    [InlineData(HoldingsNeeds.Performance, 1, 0)]
    [InlineData(HoldingsNeeds.Platforms | HoldingsNeeds.DefiPositions | HoldingsNeeds.Receipts, 0, 0)]
    [InlineData(HoldingsNeeds.None, 0, 0)]
    public async Task Load_Needs_CostTheFewestCalls(HoldingsNeeds needs, int portfolios, int cash)
    {
        var stub = Stub(MeshExamples.Exchange);
        await LoadAsync(stub, needs);
        stub.Sent.Count(s => s.Path == "/api/v1/holdings/portfolio").ShouldBe(portfolios);
        stub.Sent.Count(s => s.Path == "/api/v1/balance/portfolio").ShouldBe(cash);
        stub.Sent.Count.ShouldBe(portfolios + cash);
    }

    [Fact]
    public async Task Load_PerformanceOnly_ComesWithWhatItIsThePerformanceOf()
    {
        var answer = await LoadAsync(MeshExamples.Exchange, HoldingsNeeds.Performance);
        answer.TokenBalances.Count.ShouldBe(2);
        answer.Positions.Count.ShouldBe(2);
        answer.Reported.ShouldBeNull();
        answer.Sources.ShouldBe([new SourceReport("mesh", Capability.Performance, SourceStatus.Ok, Now)]);
    }

    [Fact]
    public async Task Load_Requests_CarryCredentialsAndUser()
    {
        var stub = Stub(MeshExamples.Exchange);
        var provider = Provider(stub);
        var answers = await provider.LoadAsync(
            [
                new WalletRequest(User, HoldingsNeeds.Tokens),
                new WalletRequest(WalletKey.ForMeshUser("u2", -18000), HoldingsNeeds.Tokens | HoldingsNeeds.Cash),
            ],
            CancellationToken.None);
        answers.Select(a => a.Wallet.Text).ShouldBe(["mesh:user 1&x", "mesh:u2@-18000"]);
        stub.Sent.Select(s => s.PathAndQuery).OrderBy(s => s, StringComparer.Ordinal).ShouldBe(
        [
            "/api/v1/balance/portfolio?UserId=u2",
            "/api/v1/holdings/portfolio?UserId=u2&TimezoneOffset=-18000",
            "/api/v1/holdings/portfolio?UserId=user%201%26x",
        ]);
        stub.Sent.ShouldAllBe(s => s.Method == "GET" && s.Headers["X-Client-Id"] == "my-client" && s.Headers["X-Client-Secret"] == "sk_secret_1");
        stub.Sent.ShouldAllBe(s => s.Url.Host == "integration-api.meshconnect.com");
    }

    [Fact]
    public async Task Load_OneCallFails_TheOtherStillAnswers()
    {
        var stub = new StubHttp(sent => sent.Path == "/api/v1/balance/portfolio" ? StubHttp.Json("", System.Net.HttpStatusCode.ServiceUnavailable) : StubHttp.Json(MeshExamples.Exchange));
        var answer = await LoadAsync(stub, HoldingsNeeds.Tokens | HoldingsNeeds.Cash);
        answer.TokenBalances.Count.ShouldBe(2);
        answer.Sources.Select(s => (s.Capability, s.Status)).ShouldBe([(Capability.TokenBalances, SourceStatus.Ok), (Capability.Cash, SourceStatus.Failed)]);
    }

    [Fact]
    public async Task Load_CallerCancels_Throws()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Provider(Stub(MeshExamples.Exchange)).LoadAsync([new WalletRequest(User, HoldingsNeeds.Tokens)], cancel.Token));
    }

    [Fact]
    public void Answers_OnlyMeshUsers()
    {
        var provider = Provider(Stub(""));
        provider.Answers(User).ShouldBeTrue();
        provider.Answers(WalletKey.ForOkxAccount("1")).ShouldBeFalse();
        provider.Answers(WalletKey.ForAddress("0xabc", ChainFamily.Evm)).ShouldBeFalse();
        provider.Description.Capabilities.ShouldBe([Capability.TokenBalances, Capability.Equities, Capability.Nfts, Capability.Cash, Capability.Performance]);
        provider.Description.Mode.ShouldBe(ProviderMode.Sandbox);
    }

    [Theory]
    [InlineData("\"contractAddress\":\"\\ud83d\",\"tokenId\":\"1\"", "\"contractAddress\":\"\\ud83c\",\"tokenId\":\"1\"")]
    [InlineData("\"contractAddress\":\"0x1\",\"tokenId\":\"\\ud83d\"", "\"contractAddress\":\"0x1\",\"tokenId\":\"\\ud83c\"")]
    [InlineData("\"name\":\"\\ud83d\"", "\"name\":\"\\ud83c\"")]
    [InlineData("\"blockchain\":\"\\ud83d\",\"tokenId\":\"1\"", "\"blockchain\":\"\\ud83c\",\"tokenId\":\"1\"")]
    public async Task Nfts_OfDamagedIdentity_HaveTheSameKeysInAnyOrder(string first, string second)
    {
        string[] nfts = [$$"""{"amount":1,{{first}}}""", $$"""{"amount":2,{{second}}}"""];
        var keys = await KeysOf(nfts);
        keys.Distinct().Count().ShouldBe(2);
        (await KeysOf([.. nfts.Reverse()])).Reverse().ShouldBe(keys);

        static async Task<IEnumerable<string>> KeysOf(string[] nfts) =>
            (await LoadAsync($$$"""{"status":"ok","content":{"nftPositions":[{{{string.Join(',', nfts)}}}]}}""", HoldingsNeeds.Nfts)).Positions.Select(p => p.Key);
    }

    private static StubHttp Stub(string body) =>
        new(sent => StubHttp.Json(sent.Path == "/api/v1/balance/portfolio" && body == MeshExamples.Exchange ? MeshExamples.Cash : body));

    private static MeshProvider Provider(StubHttp stub) =>
        new(new MeshOptions { ClientId = "my-client", ClientSecret = "sk_secret_1" }, ProviderMode.Sandbox, stub.Invoker(), new ManualTime(Now));

    private static Task<WalletAnswer> LoadAsync(string body, HoldingsNeeds needs) => LoadAsync(Stub(body), needs);

    private static async Task<WalletAnswer> LoadAsync(StubHttp stub, HoldingsNeeds needs) =>
        (await Provider(stub).LoadAsync([new WalletRequest(User, needs)], CancellationToken.None)).ShouldHaveSingleItem();
}
