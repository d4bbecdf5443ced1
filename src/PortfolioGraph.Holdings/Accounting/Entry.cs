using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A row while the ledger is being closed: a balance, a position or cash.</summary>
internal sealed class Entry
{
    private Entry? _countedAs;

    public Entry(TokenBalance balance, string holder, Owner owner) => (Balance, Holder, Owner) = (balance, holder, owner);

    public Entry(Position position, Owner owner) => (Position, Holder, Owner) = (position, owner.Id, owner);

    public Entry(CashBalance cash, WalletKey wallet, Owner owner) => (Cash, CashWallet, Holder, Owner) = (cash, wallet, owner.Id, owner);

    public TokenBalance? Balance { get; }

    public Position? Position { get; }

    public CashBalance? Cash { get; }

    private WalletKey? CashWallet { get; }

    /// <summary>Which of the rows of one report it is, from 1 on.</summary>
    public int Occurrence { get; set; } = 1;

    /// <summary>The address that holds it, where one is known; else the owner's id.</summary>
    public string Holder { get; }

    /// <summary>Of the wallet that it is reported for.</summary>
    public Owner Owner { get; }

    /// <summary>The row stands in a better report, too, which is the one that is kept.</summary>
    public bool IsReplaced { get; set; }

    public WalletKey Wallet => Balance?.Wallet ?? Position?.Wallet ?? CashWallet!;

    public Source Source => Balance?.Source ?? Position?.Source ?? Cash!.Source;

    public string ProviderId => Source.ProviderId;

    /// <summary>Of cash it is the amount, in its own currency.</summary>
    public BigDecimal? ValueUsd => Balance is { } balance ? balance.ValueUsd : Position is { } position ? position.ValueUsd : Cash!.Amount;

    public ExclusionReason? Reason { get; private set; }

    public string Explanation { get; private set; } = "";

    public bool IsCounted => Reason is null;

    public string Key => Balance is { } balance ? HoldingKeys.For(balance, Occurrence) : HoldingKeys.For(Position!, Occurrence);

    /// <summary>By what rows of one thing say (<see cref="Occurrences"/>). Zero for rows that say the same.</summary>
    public static int CompareContent(Entry left, Entry right)
    {
        if (left.Balance is { } balance)
            return Occurrences.Compare(balance, right.Balance!);
        if (left.Position is { } position)
            return Occurrences.Compare(position, right.Position!);
        var order = right.Cash!.Amount.CompareTo(left.Cash!.Amount);
        return order == 0 ? Nullable.Compare(right.Cash.BuyingPower, left.Cash.BuyingPower) : order;
    }

    /// <summary>The first reason stands.</summary>
    public void Exclude(ExclusionReason reason, string explanation, Entry? countedAs)
    {
        if (Reason is not null)
            return;
        (Reason, Explanation, _countedAs) = (reason, explanation, countedAs);
    }

    /// <summary>The counted row at the end of the chain of rows that stand for each other; null where it ends in none.</summary>
    public Entry? FinallyCountedAs()
    {
        // No cycle: a step makes a row point to one that is counted, or to one that an earlier step left out.
        var entry = _countedAs;
        while (entry is { IsCounted: false })
            entry = entry._countedAs;
        return entry;
    }

    public Exclusion? ToExclusion() => Reason is not { } reason ? null : new Exclusion
    {
        Reason = reason,
        Explanation = Explanation,
        ValueUsd = ValueUsd,
        TokenBalance = Balance,
        Position = Position,
        CountedAs = FinallyCountedAs()?.Key,
    };
}
