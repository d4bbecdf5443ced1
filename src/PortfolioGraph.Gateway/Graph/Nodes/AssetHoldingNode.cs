using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>One asset over all wallets, networks and providers, with the wallets that hold it.</summary>
internal sealed record AssetHoldingNode(AssetHolding Holding, IReadOnlyList<TokenBalanceNode> TokenBalances) : ILedgerReader
{
    /// <summary>What it is, where that is a token and no share.</summary>
    public Token? Token => Holding.Balances is [var first, ..] ? first.Balance.Token : null;

    public static RowFields<AssetHoldingNode> Fields { get; } = new RowFields<AssetHoldingNode>("holdings", node => node.Holding.Id)
        .Text("symbol", node => (node.TokenBalances is [var first, ..] ? first.Token.Symbol : null) ?? node.Holding.Symbol)
        .Decimal("amount", node => node.Holding.Amount)
        .Decimal("valueUsd", node => node.Holding.ValueUsd);

    public static IReadOnlyList<AssetHoldingNode> Of(PortfolioNode portfolio) =>
        [.. AssetHoldings.Of(portfolio.Ledger).Select(holding => new AssetHoldingNode(
            holding, [.. holding.Balances.Select(portfolio.Books.Node)]))];
}
