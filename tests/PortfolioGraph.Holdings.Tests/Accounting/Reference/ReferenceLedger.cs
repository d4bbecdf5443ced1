using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>
/// The rules of docs/accounting.md once more, written from the document and not from the code, as plainly as possible: both should read
/// like the same sentences. It shares no rule with the code that it is compared with, only the records that go in, row keys and the list
/// of known symbols.
/// </summary>
internal sealed class ReferenceLedger
{
    public ReferenceLedger(IReadOnlyList<WalletAnswer> answers)
    {
        Answers = answers;
        Rows = SameRows.Kept(answers);
        Receipts.LeaveOut(answers, Rows);
        OtherProviders.LeaveOut(Rows);
        CustodianSums.LeaveOut(answers, Rows);
        foreach (var row in Rows.Where(r => r.Balance is { IsRisk: true }))
            row.Exclude(ExclusionReason.RiskToken, []);
    }

    public IReadOnlyList<WalletAnswer> Answers { get; }

    /// <summary>Each row once, counted or not.</summary>
    public IReadOnlyList<Row> Rows { get; }

    public IEnumerable<Row> Counted => Rows.Where(r => r.IsCounted);

    public IEnumerable<Row> Excluded => Rows.Where(r => !r.IsCounted);

    public BigDecimal AssetsUsd => Sum(Counted.Select(r => r.AssetsUsd));

    /// <summary>What is counted for the account of a wallet, without debts.</summary>
    public BigDecimal AssetsOf(Row row) => Sum(Counted.Where(r => r.Owner == row.Owner).Select(r => r.AssetsUsd));

    /// <summary>A row's part of the assets is what it adds to them: a debt has none, and takes nothing from a loan's.</summary>
    public BigDecimal? ShareOf(Row row) => row.StatedShare ?? (row.IsCounted ? Fraction.Percent(row.AssetsUsd, AssetsOf(row)) : null);

    /// <summary>The sum of what is known.</summary>
    public static BigDecimal Sum(IEnumerable<BigDecimal?> values) => values.Aggregate(BigDecimal.Zero, (sum, value) => sum + (value ?? 0));
}
