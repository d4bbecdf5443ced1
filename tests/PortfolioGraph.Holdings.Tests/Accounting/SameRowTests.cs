using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

/// <summary>Two reports on one thing: which is kept depends on what they say, never on which answer came last.</summary>
public class SameRowTests
{
    private static readonly WalletKey A = Wallet();
    private static readonly WalletKey OnEthereum = Wallet(Alice, Ethereum);
    private static readonly WalletKey Account = WalletKey.ForOkxAccount("a1");
    private static readonly DateTimeOffset Long = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Balances_OfOneAccountTwice_AreOfTheSameWalletWheneverTheirAnswersCame(int minutes, int otherMinutes)
    {
        var ledger = InEitherOrder(
            Answer("okx", A, Balance("okx", A, Ethereum, "", "1", "100") with { Source = From("okx", minutes) }, Balance("okx", A, Arbitrum, "", "1", "50")),
            Answer("okx", OnEthereum, Balance("okx", OnEthereum, Ethereum, "", "1", "100") with { Source = From("okx", otherMinutes) }));

        Allocation.By(ledger, AllocationDimension.Wallet).Select(s => $"{s.Key} {s.ValueUsd}").ShouldBe([$"{A.Text} 150"]);
        ledger.Balances.ShouldAllBe(b => b.Balance.Wallet.Equals(A));
    }

    [Fact]
    public void Balances_WithTimesOfTheirOwn_AreTheNewer()
    {
        var older = InAccount(Balance("okx", Account, Ethereum, "", "1", "1000"), Alice) with { Source = From("okx", minutes: 9, asOf: Long) };
        var newer = Balance("okx", A, Ethereum, "", "1", "2000") with { Source = From("okx", asOf: Long.AddYears(1)) };

        InEitherOrder(Answer("okx", A, newer), Answer("okx", Account, older)).Total.ValueUsd.ShouldBe(2000);
        InEitherOrder(Answer("okx", A, newer with { Source = From("okx") }), Answer("okx", Account, older)).Total.ValueUsd.ShouldBe(2000);
    }

    [Fact]
    public void Balances_KnownBeforeUnknown_FreshBeforeStale()
    {
        var known = Balance("okx", A, Ethereum, "", "1", "1000") with { Source = From("okx", asOf: Long, isStale: true) };
        var unknown = Balance("okx", OnEthereum, Ethereum, "", "1", null) with { Source = From("okx", minutes: 1) };
        var fresh = Balance("okx", OnEthereum, Ethereum, "", "1", "900") with { Source = From("okx", asOf: Long.AddYears(-1)) };

        InEitherOrder(Answer("okx", A, known), Answer("okx", OnEthereum, unknown)).Total.ValueUsd.ShouldBe(1000);
        InEitherOrder(Answer("okx", A, known), Answer("okx", OnEthereum, fresh)).Total.ValueUsd.ShouldBe(900);
    }

    [Fact]
    public void Balances_InNewerReportWithFewerRows_AreThatReport()
    {
        var older = new[] { "100", "50", "30" }.Select(v => Balance("okx", A, Ethereum, "0xaa", "1", v) with { Source = From("okx", asOf: Long) }).ToArray();
        var newer = new[] { "30", "50" }.Select(v => Balance("okx", OnEthereum, Ethereum, "0xaa", "1", v) with { Source = From("okx", asOf: Noon) }).ToArray();

        var ledger = InEitherOrder(Answer("okx", A, older), Answer("okx", OnEthereum, newer));

        ledger.Total.ValueUsd.ShouldBe(80);
        ledger.Balances.Count.ShouldBe(2);
    }

    [Fact]
    public void Rows_OfOneTokenInOneAnswer_HaveTheirIdsByWhatTheySay()
    {
        var rows = new[] { Balance("okx", A, Ethereum, "0xaa", "7", null), Balance("okx", A, Ethereum, "0xaa", "50", "100"), Balance("okx", A, Ethereum, "0xaa", "51", "100") };
        var reference = Keys(rows);

        reference.Distinct().Count().ShouldBe(3);
        Keys([rows[2], rows[0], rows[1]]).ShouldBe(reference, ignoreOrder: true);
        Keys([rows[1], rows[2], rows[0]]).ShouldBe(reference, ignoreOrder: true);

        static string[] Keys(TokenBalance[] rows) => [.. Close(Answer("okx", A, rows)).Balances.Select(b => $"{b.Key} {b.Balance.Amount}")];
    }

    [Fact]
    public void EquitiesAndCash_OfOneUserTwice_AreOneReportInAnyOrder()
    {
        var (user, otherOffset) = (WalletKey.ForMeshUser("u1"), WalletKey.ForMeshUser("u1", 3600));
        var ledger = InEitherOrder(
            Answer("mesh", user) with
            {
                Positions = [Equity(user, "AAPL", "1", "100"), Equity(user, "AAPL", "2", null)],
                Cash = [Cash("USD", "10"), Cash("USD", "-4")],
            },
            Answer("mesh", otherOffset) with
            {
                Positions = [Equity(otherOffset, "AAPL", "2", null), Equity(otherOffset, "AAPL", "1", "100")],
                Cash = [Cash("USD", "-4"), Cash("USD", "10")],
            });

        (ledger.Total.ValueUsd, ledger.Total.DebtsUsd, ledger.Total.Unpriced).ShouldBe((N("106"), N("-4"), 1));
        ledger.Positions.Count.ShouldBe(2);
        ledger.Cash.Count.ShouldBe(2);
    }

    [Fact]
    public void SumsOfTwoUsersInOneAccountWithoutARow_AreCountedOnce()
    {
        var (u1, u2) = (WalletKey.ForMeshUser("u1"), WalletKey.ForMeshUser("u2"));
        var ledger = Close(
            Answer("okx", A),
            Answer("mesh", u2, Sum(u2, "ETH", "1", "2002", (Ethereum, Alice, "1"))),
            Answer("mesh", u1, Sum(u1, "ETH", "1", "2001", (Ethereum, Alice, "1"))));

        (ledger.Total.ValueUsd, ledger.Total.ExcludedUsd).ShouldBe((N("2001"), N("2002")));
        Close(Answer("okx", Wallet(Bob)), Answer("mesh", u1, Sum(u1, "ETH", "1", "2001", (Ethereum, Alice, "1"))),
            Answer("mesh", u2, Sum(u2, "ETH", "1", "2002", (Ethereum, Alice, "1")))).Total.ValueUsd.ShouldBe(4003);
    }

    [Fact]
    public void Positions_OfOneKeyTwice_AreOneReportInAnyOrder()
    {
        DefiPosition[] rows = [Defi("okx", A, "pool", "30"), Defi("okx", A, "pool", null)];
        DefiPosition[] others = [Defi("okx", OnEthereum, "pool", null), Defi("okx", OnEthereum, "pool", "30")];
        var ledger = InEitherOrder(Answer("okx", A) with { Positions = rows }, Answer("okx", OnEthereum) with { Positions = others });

        (ledger.Total.ValueUsd, ledger.Total.Unpriced).ShouldBe((N("30"), 1));
        Occurrences.Of(rows).ShouldBe([1, 2]);
        Occurrences.Of(others).ShouldBe([2, 1]);
    }

    [Fact]
    public void OneAddress_ManyTimes_IsCountedOnce()
    {
        var wallets = Enumerable.Range(1, 400).Select(i => Wallet(Alice, Ethereum, ChainId.Parse($"eip155:{i + 100000}"))).Prepend(A).ToArray();
        var ledger = Close([.. wallets.Select(w => Answer("okx", w, Balance("okx", w, Ethereum, "", "1", "2000"), Balance("okx", w, Ethereum, "0xaa", "1", "1")))]);

        ledger.Total.ValueUsd.ShouldBe(2001);
        ledger.Balances.ShouldAllBe(b => b.Balance.Wallet.Equals(A));
    }

    /// <summary>The same ledger, whichever answer comes first.</summary>
    private static Ledger InEitherOrder(WalletAnswer first, WalletAnswer second)
    {
        var (ledger, other) = (Close(first, second), Close(second, first));
        other.Total.ShouldBe(ledger.Total);
        other.Balances.Select(b => $"{b.Key} {b.Balance.ValueUsd}").ShouldBe(ledger.Balances.Select(b => $"{b.Key} {b.Balance.ValueUsd}"), ignoreOrder: true);
        other.Positions.Select(p => $"{p.Key} {p.Position.ValueUsd}").ShouldBe(ledger.Positions.Select(p => $"{p.Key} {p.Position.ValueUsd}"), ignoreOrder: true);
        return ledger;
    }
}
