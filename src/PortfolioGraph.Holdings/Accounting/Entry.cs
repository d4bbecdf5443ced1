using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A row while the ledger is being closed: either a balance or a position.</summary>
internal sealed class Entry
{
    public TokenBalance? Balance { get; private set; }

    public Position? Position { get; private set; }

    public int Occurrence { get; }

    /// <summary>The address that holds it, where one is known; else the owner's id.</summary>
    public string Holder { get; }

    /// <summary>Of the wallet that it is reported for.</summary>
    public Owner Owner { get; private set; }

    public string ProviderId => Balance is { } balance ? balance.Source.ProviderId : Position!.Source.ProviderId;

    public ExclusionReason? Reason { get; private set; }

    public string Explanation { get; private set; } = "";

    private Entry? _countedAs;

    public Entry(TokenBalance balance, string holder, Owner owner, int occurrence)
    {
        (Balance, Holder, Owner, Occurrence) = (balance, holder, owner, occurrence);
    }

    public Entry(Position position, Owner owner, int occurrence)
    {
        (Position, Holder, Owner, Occurrence) = (position, owner.Id, owner, occurrence);
    }

    public bool IsCounted => Reason is null;

    public string Key => Balance is { } balance ? HoldingKeys.For(balance, Occurrence) : HoldingKeys.For(Position!, Occurrence);

    /// <summary>The first reason stands.</summary>
    public void Exclude(ExclusionReason reason, string explanation, Entry? countedAs)
    {
        if (Reason is not null)
            return;
        (Reason, Explanation, _countedAs) = (reason, explanation, countedAs);
    }

    /// <summary>The same row from another wallet: the better report of the two stays.</summary>
    public void Offer(TokenBalance other, Owner owner)
    {
        if (Prefers(other.Source, other.ValueUsd is not null, other.Wallet, Balance!.Source, Balance.ValueUsd is not null, Balance.Wallet))
            (Balance, Owner) = (other, owner);
    }

    /// <inheritdoc cref="Offer(TokenBalance, Owner)"/>
    public void Offer(Position other)
    {
        if (Prefers(other.Source, other.ValueUsd is not null, other.Wallet, Position!.Source, Position.ValueUsd is not null, Position.Wallet))
            Position = other;
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
        ValueUsd = Balance is { } balance ? balance.ValueUsd : Position!.ValueUsd,
        TokenBalance = Balance,
        Position = Position,
        CountedAs = FinallyCountedAs()?.Key,
    };

    /// <summary>Known before unknown, fresh before stale, new before old; then by the wallet's text, so that the order of answers does not matter.</summary>
    private static bool Prefers(Sources.Source source, bool isPriced, WalletKey wallet, Sources.Source than, bool thanIsPriced, WalletKey thanWallet)
    {
        if (isPriced != thanIsPriced)
            return isPriced;
        if (source.IsStale != than.IsStale)
            return than.IsStale;
        if (source.FetchedAt != than.FetchedAt)
            return source.FetchedAt > than.FetchedAt;
        return string.CompareOrdinal(wallet.Text, thanWallet.Text) < 0;
    }
}
