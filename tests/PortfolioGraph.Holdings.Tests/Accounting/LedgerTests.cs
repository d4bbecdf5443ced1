using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

public class LedgerTests
{
    private static readonly WalletKey A = Wallet();
    private static readonly WalletKey I = Wallet(Inj);
    private static readonly WalletKey Mesh = WalletKey.ForMeshUser("u1");
    private static readonly string NInjId = TokenIds.For(Injective, NInj);

    [Fact]
    public void Close_NoAnswers_IsAnEmptyCompleteLedger()
    {
        var total = Close().Total;

        total.ValueUsd.ShouldBe(0);
        total.IsComplete.ShouldBeTrue();
        total.AsOf.ShouldBeNull();
        total.Display.ShouldBe("$0.00");
    }

    [Fact]
    public void Close_SameAddressAskedForWithOtherNetworks_IsOneRow()
    {
        var some = Wallet(Alice, Ethereum);

        var ledger = Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000"), Balance("okx", A, Arbitrum, "", "1", "2000")),
            Answer("okx", some, Balance("okx", some, Ethereum, "", "1", "2000")));

        ledger.Balances.Count.ShouldBe(2);
        ledger.Exclusions.ShouldBeEmpty();
        ledger.Total.ValueUsd.ShouldBe(4000);
    }

    [Fact]
    public void Close_SameAccountThroughAnOkxAccount_IsOneRow()
    {
        var account = WalletKey.ForOkxAccount("acc-1");
        var viaAccount = Balance("okx", A, Ethereum, "", "1", "2000") with { Wallet = account };

        Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000")), Answer("okx", account, viaAccount)).Total.ValueUsd.ShouldBe(2000);
    }

    [Fact]
    public void Close_SameRowFreshAndStale_KeepsTheFreshOne()
    {
        var some = Wallet(Alice, Ethereum);
        var stale = Balance("okx", A, Ethereum, "", "1", "1900") with { Source = From("okx", isStale: true) };

        Close(Answer("okx", A, stale), Answer("okx", some, Balance("okx", some, Ethereum, "", "1", "2000"))).Total.ValueUsd.ShouldBe(2000);
    }

    [Fact]
    public void Close_TwoRowsOfOneTokenInOneAnswer_AreTwoRowsWithTwoKeys()
    {
        var ledger = Close(Answer("mesh", Mesh, Sum(Mesh, "BTC", "1", "50000"), Sum(Mesh, "BTC", "2", "100000")));

        ledger.Total.ValueUsd.ShouldBe(150000);
        ledger.Balances[0].Key.ShouldNotBe(ledger.Balances[1].Key);
    }

    [Fact]
    public void Close_PositionsAndCashOfOneOwnerTwice_CountOnce()
    {
        var later = WalletKey.ForMeshUser("u1", 3600);
        WalletAnswer Of(WalletKey wallet) => Answer("mesh", wallet) with { Positions = [Equity(wallet, "AAPL", "3", "450")], Cash = [Cash("USD", "10")] };

        Close(Of(Mesh), Of(later)).Total.ValueUsd.ShouldBe(460);
    }

    [Fact]
    public void Close_TokenListedAsReceipt_IsLeftOutAndItsPositionCounts()
    {
        var receipt = Balance("okx", A, Ethereum, "0xaa", "100", "100", "aUSDC");
        var ledger = Close(Answer("okx", A, receipt) with { Positions = [Defi("okx", A, "aave", "101")], ReceiptTokenIds = [receipt.Token.Id] });

        ledger.Total.ValueUsd.ShouldBe(101);
        ledger.Total.ExcludedUsd.ShouldBe(100);
        var exclusion = ledger.Exclusions.ShouldHaveSingleItem();
        exclusion.Reason.ShouldBe(ExclusionReason.ReceiptOfAPosition);
        exclusion.ValueUsd.ShouldBe(N("100"));
        exclusion.TokenBalance.ShouldBe(receipt);
        exclusion.Position.ShouldBeNull();
        exclusion.CountedAs.ShouldBeNull();
        exclusion.Explanation.ShouldBe("aUSDC is a receipt of a position, and is counted as that position.");
    }

    [Fact]
    public void Close_ReceiptListedForAnotherWallet_IsCounted()
    {
        var b = Wallet(Bob);
        var held = Balance("okx", b, Ethereum, "0xaa", "100", "100");

        Close(Answer("okx", A) with { ReceiptTokenIds = [held.Token.Id] }, Answer("okx", b, held)).Total.ValueUsd.ShouldBe(100);
    }

    [Fact]
    public void Close_NeptuneReceiptWithItsPosition_IsCountedAsThePosition()
    {
        var lend = Defi("neptune", I, "lend:inj", "374", chain: Injective, kind: PositionKind.Lend, receipts: NInjId);
        var ledger = Close(Answer("neptune", I, Balance("neptune", I, Injective, NInj, "100", "374", "nINJ")) with { Positions = [lend] });

        ledger.Total.ValueUsd.ShouldBe(374);
        ledger.Exclusions.Single().Reason.ShouldBe(ExclusionReason.ReceiptOfAPosition);
        ledger.Exclusions.Single().CountedAs.ShouldBe(HoldingKeys.For(lend));
    }

    [Fact]
    public void Close_NeptuneReceiptWithoutItsPosition_IsCounted() =>
        Close(Answer("neptune", I, Balance("neptune", I, Injective, NInj, "100", "374", "nINJ"))).Total.ValueUsd.ShouldBe(374);

    [Fact]
    public void Close_SameHoldingFromOkxAndNeptune_CountsNeptunes()
    {
        var neptune = Balance("neptune", I, Injective, "", "10", "30", "INJ");
        var ledger = Close(Answer("okx", I, Balance("okx", I, Injective, "", "10", "29", "INJ")), Answer("neptune", I, neptune));

        ledger.Total.ValueUsd.ShouldBe(30);
        var exclusion = ledger.Exclusions.ShouldHaveSingleItem();
        exclusion.Reason.ShouldBe(ExclusionReason.SameHoldingFromAnotherProvider);
        exclusion.ValueUsd.ShouldBe(N("29"));
        exclusion.CountedAs.ShouldBe(HoldingKeys.For(neptune));
        exclusion.TokenBalance!.Source.ProviderId.ShouldBe("okx");
    }

    [Fact]
    public void Close_MoreSpecificProviderHasNoPrice_CountsTheOneThatHas()
    {
        var ledger = Close(Answer("okx", I, Balance("okx", I, Injective, "", "10", "29", "INJ")), Answer("neptune", I, Balance("neptune", I, Injective, "", "10", null, "INJ")));

        ledger.Total.ValueUsd.ShouldBe(29);
        ledger.Total.Unpriced.ShouldBe(0);
    }

    [Fact]
    public void Close_OkxSeesANeptuneReceipt_IsCountedAsNeptunesPosition()
    {
        var lend = Defi("neptune", I, "lend:inj", "374", chain: Injective, kind: PositionKind.Lend, receipts: NInjId);
        var ledger = Close(Answer("okx", I, Balance("okx", I, Injective, NInj, "100", "370", "nINJ")), Answer("neptune", I) with { Positions = [lend] });

        ledger.Total.ValueUsd.ShouldBe(374);
        ledger.Exclusions.Single().CountedAs.ShouldBe(HoldingKeys.For(lend));
    }

    [Theory]
    [InlineData("Neptune", true, "374")]
    [InlineData("Neptune Finance", true, "374")]
    [InlineData("Helix", true, "744")]
    [InlineData("Neptune", false, "744")]
    public void Close_OkxPositionAtNeptune_IsLeftOutOnInjectiveOnly(string platform, bool onInjective, string total)
    {
        var lend = Defi("neptune", I, "lend:inj", "374", chain: Injective, kind: PositionKind.Lend);
        var seen = Defi("okx", I, "okx:1", "370", chain: onInjective ? Injective : Ethereum, platform: platform);

        var ledger = Close(Answer("okx", I) with { Positions = [seen] }, Answer("neptune", I) with { Positions = [lend] });

        ledger.Total.ValueUsd.ShouldBe(N(total));
        if (total == "374")
        {
            ledger.Exclusions.Single().Position.ShouldBe(seen);
            ledger.Exclusions.Single().CountedAs.ShouldBe(HoldingKeys.For(lend));
        }
    }

    [Fact]
    public void Close_OkxPositionAtNeptuneThatNeptuneDoesNotReport_IsCounted() =>
        Close(Answer("okx", I) with { Positions = [Defi("okx", I, "okx:1", "370", chain: Injective, platform: "Neptune")] }, Answer("neptune", I))
            .Total.ValueUsd.ShouldBe(370);

    [Fact]
    public void Close_MeshSumLiesInAccountsOfThePortfolio_CountsTheAccounts()
    {
        var onEthereum = Balance("okx", A, Ethereum, "", "0.16", "216");
        var ledger = Close(
            Answer("okx", A, onEthereum, Balance("okx", A, Arbitrum, "", "0.100325", "135")),
            Answer("mesh", Mesh, Sum(Mesh, "ETH", "0.260325", "351.457", (Ethereum, Alice, "0.16"), (Arbitrum, Alice, "0.100325"))));

        ledger.Total.ValueUsd.ShouldBe(351);
        ledger.Exclusions.Single().Reason.ShouldBe(ExclusionReason.SameHoldingFromAnotherProvider);
        ledger.Exclusions.Single().CountedAs.ShouldBe(HoldingKeys.For(onEthereum));
    }

    [Fact]
    public void Close_MeshSumLiesPartlyElsewhere_CountsTheSumAndLeavesOutTheAccount()
    {
        var sum = Sum(Mesh, "ETH", "0.260325", "351.457", (Ethereum, Alice, "0.16"), (Arbitrum, Bob, "0.100325"));
        var ledger = Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "0.16", "216")), Answer("mesh", Mesh, sum));

        ledger.Total.ValueUsd.ShouldBe(N("351.457"));
        ledger.Exclusions.Single().ValueUsd.ShouldBe(N("216"));
        ledger.Exclusions.Single().CountedAs.ShouldBe(HoldingKeys.For(sum));
    }

    [Fact]
    public void Close_MeshSumIsMoreThanItsParts_CountsTheSum() =>
        Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000")), Answer("mesh", Mesh, Sum(Mesh, "ETH", "3", "6000", (Ethereum, Alice, "1"))))
            .Total.ValueUsd.ShouldBe(6000);

    [Fact]
    public void Close_MeshSumWithoutValue_TakesNothingAway()
    {
        var total = Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000")),
            Answer("mesh", Mesh, Sum(Mesh, "ETH", "3", null, (Ethereum, Alice, "1"), (Ethereum, Bob, "2")))).Total;

        total.ValueUsd.ShouldBe(2000);
        total.Unpriced.ShouldBe(1);
    }

    [Fact]
    public void Close_MeshSumHasAValueAndItsAccountNone_CountsTheSum()
    {
        var total = Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", null)), Answer("mesh", Mesh, Sum(Mesh, "ETH", "1", "2000", (Ethereum, Alice, "1")))).Total;

        (total.ValueUsd, total.Unpriced).ShouldBe((N("2000"), 0));
    }

    [Fact]
    public void Close_AccountIsPartOfTwoSums_IsLeftOutOnce()
    {
        var other = WalletKey.ForMeshUser("u2");
        var ledger = Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000")),
            Answer("mesh", other, Sum(other, "ETH", "3", "6000", (Ethereum, Alice, "1"), (Ethereum, "0x3", "2"))),
            Answer("mesh", Mesh, Sum(Mesh, "ETH", "2", "4000", (Ethereum, Alice, "1"), (Ethereum, Bob, "1"))));

        ledger.Exclusions.Single().CountedAs.ShouldBe("mesh:u1|mesh|mesh:ETH|");
        ledger.Total.ExcludedUsd.ShouldBe(2000);
    }

    [Theory]
    [InlineData("eth", "eip155:8453", "eip155:8453/slip44:60")]
    [InlineData("MATIC", "eip155:137", "eip155:137/slip44:966")]
    [InlineData("POL", "eip155:137", "eip155:137/slip44:966")]
    [InlineData("USDC", "eip155:1", "eip155:1/erc20:0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48")]
    [InlineData("INJ", "cosmos:injective-1", "cosmos:injective-1/slip44:60")]
    [InlineData("USDC", "eip155:137", null)]
    [InlineData("ETH", "eip155:137", null)]
    public void KnownSymbols_AreKnownByChain(string symbol, string chain, string? expected) =>
        KnownSymbols.TokenIdOf(symbol, ChainId.Parse(chain)).ShouldBe(expected);

    [Theory]
    [InlineData("TKN")]
    [InlineData("USDC")]
    public void Close_MeshSumOfASymbolThatIsNotListedForTheChain_IsNotMerged(string symbol) =>
        Close(
            Answer("okx", A, Balance("okx", A, Arbitrum, "0xaa", "1", "10", symbol)),
            Answer("mesh", Mesh, Sum(Mesh, symbol, "1", "10", (Arbitrum, Alice, "1")))).Total.ValueUsd.ShouldBe(20);

    [Fact]
    public void Close_MeshSumAtAnExchange_IsNotMerged() =>
        Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000")), Answer("mesh", Mesh, Sum(Mesh, "ETH", "1", "2000"))).Total.ValueUsd.ShouldBe(4000);

    [Fact]
    public void Close_RiskToken_IsInNoTotal()
    {
        var ledger = Close(Answer("okx", A, Balance("okx", A, Ethereum, "0xbad", "1", "1000000", "SCAM", isRisk: true), Balance("okx", A, Ethereum, "", "1", "2000")));

        ledger.Total.ValueUsd.ShouldBe(2000);
        ledger.Total.ExcludedUsd.ShouldBe(1000000);
        ledger.Exclusions.Single().Reason.ShouldBe(ExclusionReason.RiskToken);
        Risk.Of(ledger).RiskTokensUsd.ShouldBe(1000000);
    }

    [Fact]
    public void Close_RiskTokenThatIsAReceipt_HasTheFirstReason()
    {
        var receipt = Balance("okx", A, Ethereum, "0xaa", "1", "5", isRisk: true);

        Close(Answer("okx", A, receipt) with { ReceiptTokenIds = [receipt.Token.Id] }).Exclusions.Single().Reason.ShouldBe(ExclusionReason.ReceiptOfAPosition);
    }

    [Fact]
    public void Total_UnknownAndZeroPrices_AreNotTheSame()
    {
        var total = Close(Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "5", null), Balance("okx", A, Ethereum, "0xbb", "5", "0"))
            with { Positions = [Defi("okx", A, "p", null)], Cash = [Cash("EUR", "-102.88")] }).Total;

        total.ValueUsd.ShouldBe(0);
        total.Unpriced.ShouldBe(3);
        total.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Total_DebtsAndNegativeCash_AreDebts()
    {
        var total = Close(Answer("mesh", Mesh) with
        {
            Positions = [Defi("neptune", I, "borrow", "60", debt: "-40")],
            Cash = [Cash("usd", "-5.5"), Cash("USD", "10")],
        }).Total;

        total.AssetsUsd.ShouldBe(110);
        total.DebtsUsd.ShouldBe(N("-45.5"));
        total.ValueUsd.ShouldBe(N("64.5"));
    }

    [Fact]
    public void Total_MoreOwedThanOwned_IsNegative()
    {
        var total = Close(Answer("neptune", I) with { Positions = [Defi("neptune", I, "borrow", "-30", debt: "-40")] }).Total;

        (total.AssetsUsd, total.DebtsUsd, total.ValueUsd).ShouldBe((N("10"), N("-40"), N("-30")));
    }

    [Fact]
    public void Total_NoDebts_IsPlainZero() =>
        Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "1.000000000000000001"))).Total.DebtsUsd.ToString().ShouldBe("0");

    [Theory]
    [InlineData(SourceStatus.Ok, true)]
    [InlineData(SourceStatus.Stale, true)]
    [InlineData(SourceStatus.Partial, false)]
    [InlineData(SourceStatus.Failed, false)]
    [InlineData(SourceStatus.Unsupported, true)]
    public void Total_DefiReport_DecidesCompleteness(SourceStatus status, bool isComplete) =>
        Close(Answer("okx", A) with { Sources = [Report("okx", Capability.TokenBalances), Report("okx", Capability.DefiPositions, status)] })
            .Total.IsComplete.ShouldBe(isComplete);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Total_NetworksThatAreNotCovered_AreMissingOnlyWhereTheyWereNamed(bool isComplete)
    {
        var report = Report("okx", Capability.TokenBalances, SourceStatus.Partial) with { LacksUncoveredOnly = isComplete };
        Close(Answer("okx", A) with { Sources = [report] }).Total.IsComplete.ShouldBe(isComplete);
    }

    [Fact]
    public void Total_NobodyListsTheTokens_IsNotComplete()
    {
        var unsupported = Answer("okx", I) with { Sources = [Report("okx", Capability.TokenBalances, SourceStatus.Unsupported)] };

        Close(unsupported).Total.IsComplete.ShouldBeFalse();
        Close(unsupported, Answer("neptune", I)).Total.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Total_AsOf_IsTheOldestCountedData()
    {
        var old = Balance("okx", A, Ethereum, "0xaa", "1", "1") with { Source = From("okx", asOf: Noon.AddHours(-3)) };
        var risk = Balance("okx", A, Ethereum, "0xbb", "1", "1", isRisk: true) with { Source = From("okx", asOf: Noon.AddDays(-9)) };

        Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "1"), old, risk)).Total.AsOf.ShouldBe(Noon.AddHours(-3));
        Close(Answer("okx", A)).Total.AsOf.ShouldBe(Noon);
    }

    [Fact]
    public void SharePercent_StatedElseComputedOverTheWalletsAssets()
    {
        var ledger = Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "1"), Balance("okx", A, Ethereum, "0xaa", "1", "2"), Balance("okx", A, Ethereum, "0xbb", "1", "7", isRisk: true)),
            Answer("mesh", Mesh, Sum(Mesh, "BTC", "1", "50") with { SharePercent = N("11.4018") }));

        ledger.Balances.Select(b => b.SharePercent?.ToString()).ShouldBe(["33.3333", "66.6667", null, "11.4018"]);
    }

    [Fact]
    public void Platforms_OfOverlappingWallets_AreThoseThatCoverMost()
    {
        PlatformHolding Row(WalletKey wallet, params ChainId[] chains) => new()
        {
            Wallet = wallet,
            Platform = new("okx:1", "1", "Aave"),
            InvestmentCount = 1,
            Networks = [.. chains.Select(c => new PlatformNetwork(Network.Of(c), N("1")))],
            Source = From("okx"),
        };
        var all = Answer("okx", A) with { Platforms = [Row(A, Ethereum, Arbitrum)] };
        var some = Answer("okx", Wallet(Alice, Ethereum)) with { Platforms = [Row(Wallet(Alice, Ethereum), Ethereum)] };

        Close(some, all).Platforms.Single().Wallet.ShouldBe(A);
        Close(all, some).Platforms.Single().Wallet.ShouldBe(A);
    }
}
