using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>Closed books and the wallets of the request that they are about.</summary>
internal sealed class Books(Ledger ledger, Func<WalletKey, WalletNode> wallets)
{
    private Dictionary<string, string>? _idsByKey;

    public Ledger Ledger { get; } = ledger;

    public WalletNode Wallet(WalletKey key) => wallets(key);

    public TokenBalanceNode Node(LedgerBalance row) => new(row, this);

    public PositionNode Node(LedgerPosition row) => PositionNode.Of(row, this);

    /// <summary>The global id of the row with a key; null when the books have none.</summary>
    public string? IdOf(string key)
    {
        if (_idsByKey is null)
        {
            var ids = new Dictionary<string, string>();
            foreach (var row in Ledger.Balances) ids.TryAdd(row.Key, Node(row).Id);
            foreach (var row in Ledger.Positions) ids.TryAdd(row.Key, Node(row).Id);
            _idsByKey = ids;
        }

        return _idsByKey.GetValueOrDefault(key);
    }
}
