using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>One line of an answer: a token balance, a position or cash.</summary>
internal sealed class Row
{
    public required WalletKey Wallet { get; init; }

    public TokenBalance? Balance { get; init; }

    public Position? Position { get; init; }

    public CashBalance? Cash { get; init; }

    /// <summary>Which of the rows of one answer that say the same thing, from 1 on.</summary>
    public int Occurrence { get; set; } = 1;

    public ExclusionReason? Reason { get; private set; }

    /// <summary>The rows that are counted in its place; they may be excluded in their turn later on.</summary>
    public IReadOnlyList<Row> InItsPlace { get; private set; } = [];

    public bool IsCounted => Reason is null;

    public Source Source => Balance?.Source ?? Position?.Source ?? Cash!.Source;

    public DefiPosition? Defi => Position as DefiPosition;

    public string Owner => Accounts.OwnerOf(Wallet);

    /// <summary>The account that a token is in.</summary>
    public string Holder => Accounts.HolderOf(Balance!);

    /// <summary>In USD; null is unknown. Other money than dollars has no price.</summary>
    public BigDecimal? Value => this switch
    {
        { Balance: { } balance } => balance.ValueUsd,
        { Position: { } position } => position.ValueUsd,
        _ => Cash!.Currency == "USD" ? Cash.Amount : null,
    };

    public BigDecimal? DebtsUsd => Value is not { } value ? null
        : Defi is { DebtUsd: { } debt } ? Least(debt, value)
        : Least(value, 0);

    public BigDecimal? AssetsUsd => Value - DebtsUsd;

    public BigDecimal? StatedShare => Balance is null ? Position?.SharePercent : Balance.SharePercent;

    public string Key => Balance is null ? HoldingKeys.For(Position!, Occurrence) : HoldingKeys.For(Balance, Occurrence);

    /// <summary>The first reason stays.</summary>
    public void Exclude(ExclusionReason reason, IEnumerable<Row> inItsPlace)
    {
        if (!IsCounted)
            return;
        Reason = reason;
        InItsPlace = [.. inItsPlace];
    }

    /// <summary>The counted holding, with all its rows, that stands for this row in the end: of several the first by its key.</summary>
    public IReadOnlyList<Row> CountedAs()
    {
        var counted = CountedInItsPlace().Distinct().ToList();
        if (counted.TrueForAll(r => r.IsTheSameHoldingAs(counted[0])))
            return counted;
        var first = InItsPlace.MinBy(r => r.Key, StringComparer.Ordinal)!;
        return first.IsCounted ? counted.FindAll(first.IsTheSameHoldingAs) : first.CountedAs();
    }

    private IEnumerable<Row> CountedInItsPlace() => InItsPlace.SelectMany(r => r.IsCounted ? [r] : r.CountedInItsPlace());

    /// <summary>Positions are taken for one: which of them stands for a position that another provider sees is not said.</summary>
    private bool IsTheSameHoldingAs(Row other) => (Defi is not null && other.Defi is not null)
        || (Balance is { } one && other.Balance is { } another
            && one.Token.Id == another.Token.Id && Holder == other.Holder && Source.ProviderId == other.Source.ProviderId);

    private static BigDecimal Least(BigDecimal one, BigDecimal other) => one < other ? one : other;
}
