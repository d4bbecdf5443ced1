using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

public class AllocationTests
{
    private static readonly WalletKey A = Wallet();
    private static readonly WalletKey Mesh = WalletKey.ForMeshUser("u1");

    private static readonly Ledger Mixed = Close(
        Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "50"), Balance("okx", A, Arbitrum, "", "1", "10"), Balance("okx", A, Ethereum, "0xbad", "1", "999", isRisk: true)) with
        {
            Positions =
            [
                Defi("okx", A, "loan", "15", debt: "-5", chain: Arbitrum, kind: PositionKind.Borrow,
                    assets: [Asset(Arbitrum, "", "1", "20", "ETH"), Asset(Arbitrum, "0xdd", "-5", "-5")]),
                Defi("okx", A, "vault", "8", kind: PositionKind.Vault, platform: "Yearn", assets: [Asset(Ethereum, "", "1", null)]),
            ],
        },
        Answer("mesh", Mesh) with { Positions = [Equity(Mesh, "AAPL", "1", "7")], Cash = [Cash("USD", "5"), Cash("USD", "-3"), Cash("EUR", "100")] });

    [Fact]
    public void By_Asset_SplitsPositionsWhoseValuesAddUp() => Show(AllocationDimension.Asset).ShouldBe(
    [
        "eip155:1/slip44:60 ETH 50 50.0000",
        "eip155:42161/slip44:60 ETH 30 30.0000",
        $"{HoldingKeys.For(Mixed.Positions[1].Position)} vault 8 8.0000",
        "AAPL AAPL 7 7.0000",
        "cash:USD USD 5 5.0000",
    ]);

    [Fact]
    public void By_Network_HasASliceForWhatIsOnNone() => Show(AllocationDimension.Network).ShouldBe(
        ["eip155:1 Ethereum 58 58.0000", "eip155:42161 Arbitrum One 30 30.0000", "none No network 12 12.0000"]);

    [Fact]
    public void By_Platform_HasASliceForWhatIsOnNone() => Show(AllocationDimension.Platform).ShouldBe(
        ["none No platform 72 72.0000", "okx:Aave Aave 20 20.0000", "okx:Yearn Yearn 8 8.0000"]);

    [Fact]
    public void By_Provider_Wallet_AndKind()
    {
        Show(AllocationDimension.Provider).ShouldBe(["okx okx 88 88.0000", "mesh mesh 12 12.0000"]);
        Show(AllocationDimension.Wallet).ShouldBe([$"address:{Alice} {Alice} 88 88.0000", "mesh:u1 u1 12 12.0000"]);
        Show(AllocationDimension.Kind).ShouldBe(
            ["TOKEN Token 60 60.0000", "BORROW Borrow 20 20.0000", "VAULT Vault 8 8.0000", "EQUITY Equity 7 7.0000", "CASH Cash 5 5.0000"]);
    }

    [Fact]
    public void By_NothingOwned_IsEmpty() =>
        Allocation.By(Close(Answer("mesh", Mesh) with { Cash = [Cash("USD", "-3")] }), AllocationDimension.Asset).ShouldBeEmpty();

    [Fact]
    public void By_HugeScales_StillAddsUp()
    {
        var ledger = Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "1e-1000"), Balance("okx", A, Ethereum, "0xaa", "1", "1e1000")));

        Allocation.By(ledger, AllocationDimension.Asset).Select(s => s.Percent.ToString()).ShouldBe(["100.0000", "0.0000"]);
    }

    [Fact]
    public void Risk_OfTheSameLedger()
    {
        var risk = Risk.Of(Mixed);

        // 50² + 30² + 8² + 7² + 5², and on platforms (20/28)² + (8/28)² in ten-thousandths.
        risk.AssetConcentration.ShouldBe(3538);
        risk.PlatformConcentration.ToString().ShouldBe("5918.3673");
        risk.LargestAssetPercent.ShouldBe(N("50"));
        risk.RiskTokensUsd.ShouldBe(999);
        risk.UnsupportedPlatformsUsd.ShouldBe(0);
    }

    [Fact]
    public void Risk_OfNothing_IsZeroAndUnknown()
    {
        var risk = Risk.Of(Close());

        risk.AssetConcentration.ShouldBe(0);
        risk.LargestAssetPercent.ShouldBeNull();
    }

    private static IEnumerable<string> Show(AllocationDimension dimension)
    {
        var slices = Allocation.By(Mixed, dimension);
        BigDecimal.Sum(slices.Select(s => s.Percent)).ShouldBe(100);
        BigDecimal.Sum(slices.Select(s => s.ValueUsd)).ShouldBe(Mixed.Total.AssetsUsd);
        return slices.Select(s => $"{s.Key} {s.Label} {s.ValueUsd} {s.Percent}");
    }
}
