using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A wallet, or several seen as one: what has to be loaded before its fields can be read.</summary>
internal interface IWalletGroup : ILedgerReader
{
    /// <summary>Each once.</summary>
    IReadOnlyList<WalletNode> Distinct { get; }
}
