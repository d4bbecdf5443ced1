using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>Several wallets seen as one. A wallet named twice is there once.</summary>
internal sealed class PortfolioNode(IReadOnlyList<WalletNode> wallets, LedgerCache ledgers, AnswerObjects objects) : IWalletGroup
{
    private Books? _books;

    public IReadOnlyList<WalletNode> Wallets { get; } = wallets;

    /// <summary>The wallets that make up the sums, each once.</summary>
    public IReadOnlyList<WalletNode> Distinct { get; } = [.. wallets.Distinct()];

    /// <summary>The books over all wallets; closed once they have been loaded. Those of a single wallet are its own.</summary>
    public Books Books => Distinct is [var only] ? only.Books : _books ??= Close();

    public Ledger Ledger => Books.Ledger;

    private Books Close()
    {
        var byKey = Distinct.ToDictionary(w => w.Key);
        return new Books(ledgers.Close([.. Distinct.SelectMany(w => w.Answers)]), key => byKey[key], objects);
    }
}
