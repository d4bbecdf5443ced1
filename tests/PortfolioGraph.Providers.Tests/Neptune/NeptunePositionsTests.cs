using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Neptune;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Neptune;

public class NeptunePositionsTests
{
    private const string Inj = "cosmos:injective-1/slip44:60";
    private const string Receipt = "cosmos:injective-1/inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f";
    private const string Usdt = "cosmos:injective-1/peggy0xdac17f958d2ee523a2206206994597c13d831ec7";
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Load_User_HasAPositionForEverythingOutsideTheWallet()
    {
        var positions = (await LoadAsync(NeptuneExamples.User)).Positions.Cast<DefiPosition>().ToArray();
        positions.Select(p => (p.Key, p.Name, p.Kind, p.ProviderKind)).ShouldBe(
        [
            ($"neptune:lend:{Inj}", "INJ lending", PositionKind.Lend, "lend"),
            ("neptune:borrow:0", "Loan account 0", PositionKind.Borrow, "borrow"),
            ("neptune:borrow:3", "Loan account 3", PositionKind.Borrow, "borrow"),
            ("neptune:stake", "NEPT staking", PositionKind.Stake, "staking"),
            ("neptune:locked", "NEPT unlocks", PositionKind.Locked, "unlocks"),
        ]);
        positions.ShouldAllBe(p => p.Network!.Id == "cosmos:injective-1" && p.Platform!.Name == "Neptune Finance" && p.Source == new Source("neptune", Now, null, false));
    }

    [Fact]
    public async Task Lend_IsTheAssetItselfWithTheWorthOfItsReceipts()
    {
        var answer = await LoadAsync(NeptuneExamples.User);
        var lend = Position(answer, $"neptune:lend:{Inj}");
        Parts(lend.Assets).ShouldBe([(Inj, "11", "33")]);
        (lend.ValueUsd, lend.DebtUsd, lend.HealthRate).ShouldBe((BigDecimal.Parse("33"), BigDecimal.Zero, null));
        lend.ReceiptTokenIds.ShouldBe([Receipt]);
        answer.ReceiptTokenIds.ShouldBe([Receipt]);
    }

    [Fact]
    public async Task Borrow_LeavesOutCollateralThatIsCountedAsLent()
    {
        var loan = Position(await LoadAsync(NeptuneExamples.User), "neptune:borrow:0");
        Parts(loan.Assets).ShouldBe([(Usdt, "50", "50.05"), (Usdt, "-20.5", "-20.5205")]);
        loan.ValueUsd.ToString().ShouldBe("29.5295");
        loan.DebtUsd.ToString().ShouldBe("-20.5205");
        loan.HealthRate.ToString().ShouldBe("1.8");
    }

    [Fact]
    public async Task Borrow_WithoutValuesAndHealth_IsUnknownNotZero()
    {
        var loan = Position(await LoadAsync(NeptuneExamples.User), "neptune:borrow:3");
        Parts(loan.Assets).ShouldBe([(Inj, "-1.5", null)]);
        (loan.ValueUsd, loan.DebtUsd, loan.HealthRate).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task Borrow_ReceiptAsCollateralWithoutItsPool_IsCounted()
    {
        var answer = await LoadAsync(
            $$$$$$$$"""
            {"data":{"markets":{"lend":{"asset_pools":[]},"borrow":{"accounts":[{"index":1,"health":null,"debts":[],"collaterals":[
              {"asset_info":{{{{{{{{NeptuneExamples.ReceiptInj}}}}}}}},"amount":"6000000000000000000","extra":{"value":{"amount":"19.8"}}}]}]}},"nept":{},"wallets":{"balances":[]}},"error":null,"status":200}
            """);
        var loan = Position(answer, "neptune:borrow:1");
        Parts(loan.Assets).ShouldBe([(Receipt, "6", "19.8")]);
        (loan.ValueUsd, loan.DebtUsd).ShouldBe((BigDecimal.Parse("19.8"), BigDecimal.Zero));
    }

    [Fact]
    public async Task Stake_IsBondedAndUnbondingAndEarned()
    {
        var stake = Position(await LoadAsync(NeptuneExamples.User), "neptune:stake");
        Parts(stake.Assets).ShouldBe([("neptune:NEPT", "100", "2.5"), ("neptune:NEPT", "10", "0.25")]);
        var reward = stake.Rewards.ShouldHaveSingleItem();
        (reward.Kind, reward.ProviderKind, reward.ValueUsd.ToString()).ShouldBe((RewardKind.Public, "claimable_rewards", "0.125"));
        Parts(reward.Assets).ShouldBe([("neptune:NEPT", "5", "0.125")]);
        stake.ValueUsd.ToString().ShouldBe("2.875");
        stake.Assets[0].Token.Symbol.ShouldBe("NEPT");
    }

    [Fact]
    public async Task Locked_IsWhatIsNotYetClaimedOrLost()
    {
        var locked = Position(await LoadAsync(NeptuneExamples.User), "neptune:locked");
        Parts(locked.Assets).ShouldBe([("neptune:NEPT", "600", "15"), ("neptune:NEPT", "100", "2.5")]);
        locked.ValueUsd.ToString().ShouldBe("17.5");
    }

    [Fact]
    public async Task Load_User_AddsUpToTheOtherFormOfTheSum()
    {
        // The lending pool in place of receipts, against receipts wherever they are: the same money (account 3 has no values).
        var answer = await LoadAsync(NeptuneExamples.User);
        var wallet = BigDecimal.Sum(answer.TokenBalances.Where(b => !answer.ReceiptTokenIds.Contains(b.Token.Id)).Select(b => b.ValueUsd ?? BigDecimal.Zero));
        var positions = BigDecimal.Sum(answer.Positions.Select(p => p.ValueUsd ?? BigDecimal.Zero));
        var withReceipts = BigDecimal.Parse("30") + BigDecimal.Parse("13.2");
        var collaterals = BigDecimal.Parse("19.8") + BigDecimal.Parse("50.05");
        var rest = BigDecimal.Parse("2.875") + BigDecimal.Parse("17.5") - BigDecimal.Parse("20.5205");
        (wallet + positions).ShouldBe(withReceipts + collaterals + rest);
    }

    [Fact]
    public async Task Load_PositionsOnly_LeavesTheWalletAlone()
    {
        var answer = await LoadAsync(NeptuneExamples.User, HoldingsNeeds.DefiPositions);
        answer.TokenBalances.ShouldBeEmpty();
        answer.ReceiptTokenIds.ShouldBe([Receipt]);
        answer.Sources.ShouldBe([new SourceReport("neptune", Capability.DefiPositions, SourceStatus.Ok, Now)]);
    }

    [Fact]
    public async Task Load_PoolNamedByItsReceipt_IsTheSamePosition()
    {
        var answer = await LoadAsync(
            $$$$$$$$"""
            {"data":{"markets":{"lend":{"asset_pools":[{"asset_info":{{{{{{{{NeptuneExamples.ReceiptInj}}}}}}}},"origin_equivalent":{"total":"11000000000000000000"},"receipt_amounts":{"total":"10000000000000000000"}}]},"borrow":null},
             "nept":{"staking":null,"unlocks":null},"wallets":{"balances":[{"asset":{"id":"native;inj"},"values":{"kind":"known","asset_info":{{{{{{{{NeptuneExamples.Inj}}}}}}}},"amount":"1"}}]}},"error":null,"status":200}
            """);
        var lend = Position(answer, $"neptune:lend:{Inj}");
        lend.Name.ShouldBe("INJ lending");
        Parts(lend.Assets).ShouldBe([(Inj, "11", null)]);
        lend.ReceiptTokenIds.ShouldBe([Receipt]);
        lend.ValueUsd.ShouldBeNull();
    }

    [Fact]
    public async Task Load_AmountsInStandardUnits_AreToldByPriceAndValue()
    {
        var answer = await LoadAsync(
            $$$$$$$$"""
            {"data":{"markets":{
              "lend":{"asset_pools":[{"asset_info":{{{{{{{{NeptuneExamples.Inj}}}}}}}},"origin_equivalent":{"total":"11"},
                "receipt_amounts":{"total":"10","extra":{"value":{"price":"3.3","total":"33"}}}}]},
              "borrow":{"accounts":[{"index":0,"collaterals":[],"debts":[{"asset_info":{{{{{{{{NeptuneExamples.Usdt}}}}}}}},"debt":"20","extra":{"value":{"price":"1.001","debt":"20.02"}}}]}]}},
             "nept":{},"wallets":{}},"error":null,"status":200}
            """);
        Position(answer, $"neptune:lend:{Inj}").Assets[0].Amount.ShouldBe(11);
        Position(answer, "neptune:borrow:0").Assets[0].Amount.ShouldBe(-20);
    }

    [Theory]
    // Price and value tell, roughly rounded too.
    [InlineData("2154856558719593581952", "3.7479375", "8076.27", 18, "2154.856558719593581952")]
    [InlineData("2154", "3.7479375", "8076.27", 18, "2154")]
    [InlineData("1", "0.0173", "0.0000000173", 6, "0.000001")]
    // Nothing tells: a fraction is no base unit, anything else is.
    [InlineData("20.5", null, "20.5", 6, "20.5")]
    [InlineData("20500000", null, "20.5", 6, "20.5")]
    [InlineData("20500000", "1", null, 6, "20.5")]
    [InlineData("1", "3", "0", 18, "0.000000000000000001")]
    [InlineData("7", null, null, null, null)]
    [InlineData("0", null, null, null, "0")]
    [InlineData(null, "1", "1", 6, null)]
    public void Amount_OfAPosition_IsInTheStandardUnit(string? amount, string? price, string? value, int? decimals, string? expected) =>
        NeptuneAmount.Standard(Number(amount), Number(price), Number(value), decimals).ShouldBe(Number(expected));

    [Fact]
    public async Task Load_NothingStakedOrLocked_IsNoPosition()
    {
        var answer = await LoadAsync(
            """
            {"data":{"markets":{"lend":{"asset_pools":null},"borrow":{"accounts":null}},
             "nept":{"staking":{"bonding_sum":"0","claimable_rewards":"0","unbonding":{"amount_sum":"0"}},"unlocks":{"totals":{"amount":"9","locked":"0","claimable":"0","claimed":"9"}}},
             "wallets":{"balances":null,"total_value":"0"}},"error":null,"status":200}
            """);
        answer.Positions.ShouldBeEmpty();
        answer.Sources.ShouldAllBe(s => s.Status == SourceStatus.Ok);
    }

    [Theory]
    [InlineData("""{"data":{"nept":{},"wallets":{}},"error":null,"status":200}""", SourceStatus.Ok, SourceStatus.Partial)]
    [InlineData("""{"data":{"markets":{},"wallets":{}},"error":null,"status":200}""", SourceStatus.Ok, SourceStatus.Partial)]
    [InlineData("""{"data":{"markets":{},"nept":{}},"error":null,"status":200}""", SourceStatus.Partial, SourceStatus.Ok)]
    public async Task Load_PartOfTheUserMissing_IsReported(string body, SourceStatus tokens, SourceStatus positions) =>
        (await LoadAsync(body)).Sources.Select(s => (s.Capability, s.Status)).ShouldBe(
            [(Capability.TokenBalances, tokens), (Capability.DefiPositions, positions)]);

    private static DefiPosition Position(WalletAnswer answer, string key) => answer.Positions.Cast<DefiPosition>().Single(p => p.Key == key);

    private static IEnumerable<(string, string?, string?)> Parts(IEnumerable<PositionAsset> assets) =>
        assets.Select(a => (a.Token.Id, a.Amount?.WithoutTrailingZeros().ToString(), a.ValueUsd?.ToString()));

    private static BigDecimal? Number(string? text) => text is null ? null : BigDecimal.Parse(text);

    private static async Task<WalletAnswer> LoadAsync(string body, HoldingsNeeds needs = HoldingsNeeds.Total)
    {
        var provider = new NeptuneProvider(new NeptuneOptions { Enabled = true }, ProviderMode.Live, new StubHttp(_ => StubHttp.Json(body)).Invoker(), new ManualTime(Now));
        var wallet = WalletKey.ForAddress("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", ChainFamily.Cosmos);
        return (await provider.LoadAsync([new WalletRequest(wallet, needs)], CancellationToken.None)).ShouldHaveSingleItem();
    }
}
