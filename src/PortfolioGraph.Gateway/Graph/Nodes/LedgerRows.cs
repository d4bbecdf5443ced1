using System.Runtime.CompilerServices;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>
/// The rows of a ledger by what they are about. Made when the first one is looked for, and kept as long as the ledger is: closed books that
/// are read again and again are gone through once.
/// </summary>
internal sealed class LedgerRows(Ledger ledger)
{
    private static readonly ConditionalWeakTable<Ledger, LedgerRows> Known = [];

    // Two rows of one answer may be equal in everything but their place.
    private readonly Lazy<Dictionary<TokenBalance, LedgerBalance>> _balances = new(() =>
    {
        var rows = new Dictionary<TokenBalance, LedgerBalance>(ledger.Balances.Count, ReferenceEqualityComparer.Instance);
        foreach (var row in ledger.Balances) rows.TryAdd(row.Balance, row);
        return rows;
    });

    private readonly Lazy<Dictionary<Position, LedgerPosition>> _positions = new(() =>
    {
        var rows = new Dictionary<Position, LedgerPosition>(ledger.Positions.Count, ReferenceEqualityComparer.Instance);
        foreach (var row in ledger.Positions) rows.TryAdd(row.Position, row);
        return rows;
    });

    private readonly Lazy<(Dictionary<string, LedgerBalance> Balances, Dictionary<string, LedgerPosition> Positions)> _byKey = new(() =>
    {
        var balances = new Dictionary<string, LedgerBalance>(ledger.Balances.Count);
        foreach (var row in ledger.Balances) balances.TryAdd(row.Key, row);
        var positions = new Dictionary<string, LedgerPosition>(ledger.Positions.Count);
        foreach (var row in ledger.Positions) positions.TryAdd(row.Key, row);
        return (balances, positions);
    });

    public static LedgerRows Of(Ledger ledger) => Known.GetValue(ledger, static l => new LedgerRows(l));

    public LedgerBalance? Find(TokenBalance balance) => _balances.Value.GetValueOrDefault(balance);

    public LedgerPosition? Find(Position position) => _positions.Value.GetValueOrDefault(position);

    public LedgerBalance? FindBalance(string key) => _byKey.Value.Balances.GetValueOrDefault(key);

    public LedgerPosition? FindPosition(string key) => _byKey.Value.Positions.GetValueOrDefault(key);
}
