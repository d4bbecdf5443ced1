using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

/// <summary>Runs the examples of docs/accounting.md and finds their results there.</summary>
public class AccountingDocumentTests
{
    private static readonly WalletKey A = Wallet();
    private static readonly WalletKey OnEthereum = Wallet(Alice, Ethereum);
    private static readonly WalletKey I = Wallet(Inj);
    private static readonly WalletKey B = Wallet(Bob);
    private static readonly WalletKey Account = WalletKey.ForOkxAccount("a1");
    private static readonly WalletKey Mesh = WalletKey.ForMeshUser("u1");
    private static readonly WalletKey OtherMesh = WalletKey.ForMeshUser("u2");
    private static readonly DefiPosition Lending =
        Defi("neptune", I, "INJ lending", "374.25", chain: Injective, kind: PositionKind.Lend, receipts: TokenIds.For(Injective, NInj));

    public static TheoryData<string> Examples => [.. Answers.Keys];

    internal static Dictionary<string, WalletAnswer[]> Answers { get; } = new()
    {
        ["same-row"] =
        [
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000"), Balance("okx", A, Arbitrum, "", "1", "2000")),
            Answer("okx", OnEthereum, Balance("okx", OnEthereum, Ethereum, "", "1", "2000")),
        ],
        ["rows-in-any-order"] =
        [
            Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "50", "100"), Balance("okx", A, Ethereum, "0xaa", "7", null)),
            Answer("okx", OnEthereum, Balance("okx", OnEthereum, Ethereum, "0xaa", "7", null), Balance("okx", OnEthereum, Ethereum, "0xaa", "50", "100")),
        ],
        ["newer-data"] =
        [
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000")),
            Answer("okx", Account, InAccount(Balance("okx", Account, Ethereum, "", "1", "1000"), Alice) with
            {
                Source = From("okx", minutes: 5, asOf: new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            }),
        ],
        ["receipt-of-another-wallet"] =
        [
            Answer("okx", A, Balance("okx", A, Ethereum, "0x10", "1", "100", "LP")) with
            {
                Positions = [Defi("okx", A, "pool", "100")],
                ReceiptTokenIds = [TokenIds.For(Ethereum, "0x10")],
            },
            Answer("okx", B, Balance("okx", B, Ethereum, "0x10", "2", "200", "LP")) with { Positions = [Defi("okx", B, "vault", "5", chain: Optimism)] },
        ],
        ["one-account-two-sums"] =
        [
            Answer("mesh", Mesh, Sum(Mesh, "ETH", "1", "2001", (Ethereum, Alice, "1"))),
            Answer("mesh", OtherMesh, Sum(OtherMesh, "ETH", "1", "2002", (Ethereum, Alice, "1"))),
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", null)),
        ],
        ["receipt"] = [Answer("neptune", I, Balance("neptune", I, Injective, NInj, "100", "374.25", "nINJ")) with { Positions = [Lending] }],
        ["two-providers"] =
        [
            Answer("okx", I, Balance("okx", I, Injective, "", "10", "29.9", "INJ")) with
            {
                Positions = [Defi("okx", I, "okx:40101", "370", chain: Injective, platform: "Neptune")],
            },
            Answer("neptune", I, Balance("neptune", I, Injective, "", "10", "29.98", "INJ")) with { Positions = [Lending] },
        ],
        ["whole-sum"] =
        [
            Answer("mesh", Mesh, Sum(Mesh, "ETH", "0.260325", "351.457", (Ethereum, Alice, "0.16"), (Arbitrum, Alice, "0.100325"))),
            Answer("okx", A, Balance("okx", A, Ethereum, "", "0.16", "216.01"), Balance("okx", A, Arbitrum, "", "0.100325", "135.44")),
        ],
        ["part-of-a-sum"] =
        [
            Answer("mesh", Mesh, Sum(Mesh, "ETH", "0.260325", "351.457", (Ethereum, Alice, "0.16"), (Arbitrum, Bob, "0.100325"))),
            Answer("okx", A, Balance("okx", A, Ethereum, "", "0.16", "216.01")),
        ],
        ["risk"] =
        [
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000"), Balance("okx", A, Ethereum, "0xbad", "1", "1000000", "SCAM", isRisk: true)),
        ],
        ["total"] =
        [
            Answer("mesh", Mesh) with { Cash = [Cash("USD", "10"), Cash("USD", "-5.5"), Cash("EUR", "-102.88")] },
            Answer("okx", A, Balance("okx", A, Ethereum, "0xaa", "5", null)) with { Positions = [Defi("okx", A, "loan", "60", debt: "-40")] },
        ],
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_HasTheResultOfTheDocument(string name)
    {
        var total = Ledger.Close(Answers[name]).Total;

        Document().ShouldContain(
            $"Result `{name}`: value {Plain(total.ValueUsd)}, assets {Plain(total.AssetsUsd)}, debts {Plain(total.DebtsUsd)}, "
            + $"excluded {Plain(total.ExcludedUsd)}, unpriced {total.Unpriced}.");
    }

    [Fact]
    public void Example_ThreeThirds()
    {
        var ledger = Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "1"), Balance("okx", A, Ethereum, "0xaa", "1", "1"), Balance("okx", A, Ethereum, "0xbb", "1", "1")));
        var percents = Allocation.By(ledger, AllocationDimension.Asset).Select(s => s.Percent.ToString()).ToArray();

        Document().ShouldContain($"three tokens worth 1 each are {percents[0]}, {percents[1]} and {percents[2]} percent");
    }

    [Fact]
    public void Example_Concentration()
    {
        var ledger = Close(Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "75"), Balance("okx", A, Ethereum, "0xaa", "1", "25")));

        Document().ShouldContain($"75 and 25 percent give {Risk.Of(ledger).AssetConcentration.WithoutTrailingZeros()}.");
    }

    [Fact]
    public void Example_UnsupportedPlatformOverNetworksAskedForTwice()
    {
        var (first, second) = (Wallet(Alice, Ethereum, Optimism), Wallet(Alice, Optimism, Arbitrum));
        var ledger = Close(
            Answer("okx", first) with { Platforms = [Platform("okx", first, "130", (Ethereum, "100"), (Optimism, "30"))] },
            Answer("okx", second) with { Platforms = [Platform("okx", second, "37", (Optimism, "30"), (Arbitrum, "7"))] });

        Document().ShouldContain($"asked for as Ethereum and Optimism, and as Optimism and Arbitrum, are {Risk.Of(ledger).UnsupportedPlatformsUsd}.");
    }

    [Fact]
    public void Example_AssetWithAndWithoutPrice()
    {
        var holding = AssetHoldings.Of(Close(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "2000", price: "2000")),
            Answer("okx", B, Balance("okx", B, Ethereum, "", "1", null)))).Single();

        holding.PriceUsd.ShouldBeNull();
        Document().ShouldContain($"1 ETH at 2000 and 1 ETH without a price are {holding.Amount} ETH with a value of {holding.ValueUsd} and no price.");
    }

    [Fact]
    public void Example_NetworkWithNothingCounted()
    {
        var network = NetworkHoldings.Of(Close(Answer("okx", A, Balance("okx", A, Ethereum, "0xbad", "1", "1000000", "SCAM", isRisk: true)))).Single();

        Document().ShouldContain($"risky airdrop on it has the value {network.ValueUsd}.");
    }

    private static string Plain(BigDecimal number) => number.WithoutTrailingZeros().ToString();

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PortfolioGraph.sln")))
            folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "accounting.md"));
    }
}
