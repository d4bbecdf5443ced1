using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>One asset over all wallets, networks and providers, with the wallets that hold it.</summary>
internal sealed record AssetHoldingNode(AssetHolding Holding, IReadOnlyList<TokenBalanceNode> TokenBalances) : ILedgerReader
{
    public static RowFields<AssetHoldingNode> Fields { get; } = new RowFields<AssetHoldingNode>("holdings", node => node.Holding.Id)
        .Text("symbol", node => node.Holding.Symbol)
        .Decimal("amount", node => node.Holding.Amount)
        .Decimal("valueUsd", node => node.Holding.ValueUsd);

    public static IReadOnlyList<AssetHoldingNode> Of(PortfolioNode portfolio) =>
        [.. AssetHoldings.Of(portfolio.Ledger).Select(holding => new AssetHoldingNode(
            holding, [.. holding.Balances.Select(portfolio.Books.Node)]))];
}
