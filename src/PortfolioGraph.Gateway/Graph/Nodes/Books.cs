using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>Closed books and the wallets of the request that they are about.</summary>
internal sealed class Books(Ledger ledger, Func<WalletKey, WalletNode> wallets, AnswerObjects objects)
{
    public Ledger Ledger { get; } = ledger;

    public AnswerObjects Objects { get; } = objects;

    public LedgerRows Rows => field ??= LedgerRows.Of(Ledger);

    public WalletNode Wallet(WalletKey key) => wallets(key);

    public TokenBalanceNode Node(LedgerBalance row) => new(row, this);

    public PositionNode Node(LedgerPosition row) => PositionNode.Of(row, this);

    /// <summary>The global id of the row with a key; null when the books have none.</summary>
    public string? IdOf(string key) => Rows.FindBalance(key) is { } balance ? Node(balance).Id
        : Rows.FindPosition(key) is { } position ? Node(position).Id
        : null;
}
