using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

public class AssetHoldingsTests
{
    private static readonly WalletKey A = Wallet();
    private static readonly WalletKey B = Wallet(Bob);
    private static readonly WalletKey Mesh = WalletKey.ForMeshUser("u1");

    [Fact]
    public void Of_OneTokenInTwoWallets_IsOneRow()
    {
        var holding = AssetHoldings.Of(Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000", price: "2000")),
            Answer("okx", B, Balance("okx", B, Ethereum, "", "2.5", "5000", price: "2000.00")))).ShouldHaveSingleItem();

        (holding.Id, holding.Symbol, holding.Amount, holding.ValueUsd, holding.PriceUsd, holding.SharePercent)
            .ShouldBe(("eip155:1/slip44:60", "ETH", N("3.5"), N("7000"), N("2000"), N("100")));
        holding.Distribution.Select(d => $"{d.Account} {d.Amount}").ShouldBe([$"eip155:1:{Alice} 1", $"eip155:1:{Bob} 2.5"]);
        holding.Balances.Count.ShouldBe(2);
    }

    [Fact]
    public void Of_OneSymbolTwoTokens_AreTwoRows() =>
        AssetHoldings.Of(Close(Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "1", "1", "USDC"), Balance("okx", A, Arbitrum, "0xaa", "1", "1", "USDC")))).Count.ShouldBe(2);

    [Fact]
    public void Of_DifferentPricesAndUnknownValues_AreNotMadeUp()
    {
        var holding = AssetHoldings.Of(Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "1", "1", price: "1")),
            Answer("okx", B, Balance("okx", B, Ethereum, "0xaa", "1", "2", price: "2")),
            Answer("okx", Wallet("0x3"), Balance("okx", Wallet("0x3"), Ethereum, "0xaa", null, null)))).Single();

        (holding.PriceUsd, holding.ValueUsd, holding.Amount).ShouldBe((null, N("3"), N("2")));
        AssetHoldings.Of(Close(Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "1", null)))).Single().ValueUsd.ShouldBeNull();
    }

    [Fact]
    public void Of_ExcludedRowsAndUnknownAmounts_HaveNoRow() =>
        AssetHoldings.Of(Close(Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "1", "1", isRisk: true), Balance("okx", A, Ethereum, "0xbb", null, null)))).ShouldBeEmpty();

    [Fact]
    public void Of_EquitiesAndSums_AreOrderedByValueUnknownLast()
    {
        var holdings = AssetHoldings.Of(Close(Answer(
            "mesh", Mesh, Sum(Mesh, "DOGE", "4025.02", "240.5754", (Ethereum, Alice, "2025.02"), (Arbitrum, Alice, "2000")), Sum(Mesh, "X", "1", null)) with
        {
            Positions = [Equity(Mesh, "AAPL", "3", "436.9")],
            Cash = [Cash("USD", "5")],
        }));

        holdings.Select(h => $"{h.Id} {h.ValueUsd}").ShouldBe(["AAPL 436.9", "mesh:DOGE 240.5754", "mesh:X "]);
        holdings[1].Distribution.Select(d => $"{d.Network!.Id} {d.Amount}").ShouldBe(["eip155:1 2025.02", "eip155:42161 2000"]);
        holdings[0].Equities.Count.ShouldBe(1);
    }

    [Fact]
    public void Performance_OfSeveralRows_IsSummedWhereAllPartsHaveIt()
    {
        Performance Of(string cost, string total, string? daily) => new()
        {
            CostBasisUsd = N(cost),
            UnitCostUsd = N(cost),
            TotalReturnUsd = N(total),
            TotalReturnPercent = N("1"),
            DailyReturnUsd = Maybe(daily),
        };
        var other = WalletKey.ForMeshUser("u2");
        var ledger = Close(
            Answer("mesh", Mesh) with { Positions = [Equity(Mesh, "AAPL", "1", "110", Of("100", "10", "5"))] },
            Answer("mesh", other) with { Positions = [Equity(other, "AAPL", "2", "190", Of("200", "-10", null))] });

        var sum = AssetHoldings.Of(ledger).Single().Performance!;
        (sum.CostBasisUsd, sum.UnitCostUsd, sum.TotalReturnUsd, sum.TotalReturnPercent, sum.DailyReturnUsd, sum.DailyReturnPercent)
            .ShouldBe((N("300"), N("100"), N("0"), N("0"), null, null));
        PerformanceSum.Of(ledger)!.CostBasisUsd.ShouldBe(N("300"));
        PerformanceSum.Of(Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "1")))).ShouldBeNull();
    }

    [Fact]
    public void Performance_OfOneRow_IsAsTheProviderStatesIt()
    {
        var stated = new Performance { UnitCostUsd = N("3626.66"), TotalReturnPercent = N("-62.7737") };

        AssetHoldings.Of(Close(Answer("mesh", Mesh) with { Positions = [Equity(Mesh, "AAPL", "1", "1", stated)] })).Single().Performance.ShouldBe(stated);
    }

    [Fact]
    public void Networks_SumWhatIsCounted()
    {
        var networks = NetworkHoldings.Of(Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "10"), Balance("okx", A, Ethereum, "0xaa", "1", "99", isRisk: true), Balance("okx", A, Arbitrum, "0xaa", "1", null))
                with { Positions = [Defi("okx", A, "loan", "-4", debt: "-4")] },
            Answer("mesh", Mesh, Sum(Mesh, "BTC", "1", "50000"))));

        networks.Select(n => $"{n.Network.Id} {n.ValueUsd} {n.Balances.Count} {n.Positions.Count}").ShouldBe(["eip155:1 6 2 1", "eip155:42161  1 0"]);
    }
}
