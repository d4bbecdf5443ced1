using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Calls the rows of a ledger by the names that they have in their world.</summary>
internal sealed class RowNames(Ledger ledger)
{
    private const string Neptune = "neptune";

    private readonly ILookup<string, string> _byKey = ledger.Balances.Select(b => (b.Key, Name: WorldText.Label(b.Balance)))
        .Concat(ledger.Positions.Select(p => (p.Key, p.Position.Name))).ToLookup(r => r.Key, r => r.Name);

    /// <summary>The row with a key; a key that no row has is named by itself.</summary>
    public string Of(string? key) => key is null ? "null" : Join(_byKey[key].DefaultIfEmpty(key));

    /// <summary>What is counted in place of a balance. Of one holding in several rows any may be named.</summary>
    public string InPlaceOf(LedgerBalance row)
    {
        if (row.Exclusion is not { Reason: ExclusionReason.SameHoldingFromAnotherProvider, CountedAs: var key })
            return Of(row.Exclusion?.CountedAs);
        var named = ledger.Balances.FirstOrDefault(b => b.Key == key) ?? row;
        var rows = ledger.Balances.Where(b => b.IsCounted && HoldingOf(b) == HoldingOf(named))
            .Select(b => WorldText.Label(b.Balance)).ToList();
        return rows.Count > 1 ? Join(rows) : Of(key);
    }

    /// <summary>What is counted in place of a position. Which of several positions at Neptune is named is not said.</summary>
    public string InPlaceOf(LedgerPosition row)
    {
        var key = row.Exclusion?.CountedAs;
        var candidates = row.Exclusion is null ? [] : ledger.Positions.Where(p => IsAtNeptune(p.Position, row.Position)).ToList();
        var isOneOfThem = candidates.Count > 1 && (key is null || candidates.Exists(p => p.Key == key));
        return isOneOfThem ? Join(candidates.Select(p => p.Position.Name)) : Of(key);
    }

    private static string Join(IEnumerable<string> names) => string.Join('+', names.Order(StringComparer.Ordinal));

    private static (string Holder, string Token) HoldingOf(LedgerBalance row) => (Accounts.HolderOf(row.Balance), row.Balance.Token.Id);

    private static bool IsAtNeptune(Position position, Position other) => position is DefiPosition { Source.ProviderId: Neptune }
        && Accounts.OwnerOf(position.Wallet) == Accounts.OwnerOf(other.Wallet);
}
