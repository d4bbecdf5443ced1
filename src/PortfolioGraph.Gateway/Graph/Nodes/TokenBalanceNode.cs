using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A token balance as a row of the books, with the wallet that holds it.</summary>
internal sealed record TokenBalanceNode(LedgerBalance Row, Books Books)
{
    public static RowFields<TokenBalanceNode> Fields { get; } = new RowFields<TokenBalanceNode>("tokenBalances", node => node.Row.Key)
        .Text("symbol", node => node.Balance.Token.Symbol)
        .Text("network", node => node.Balance.Network?.Id)
        .Decimal("amount", node => node.Balance.Amount)
        .Decimal("valueUsd", node => node.Balance.ValueUsd)
        .Flag("isRisk", node => node.Balance.IsRisk);

    public WalletNode Wallet => Books.Wallet(Balance.Wallet);

    public TokenBalance Balance => Row.Balance;

    public string Id => new GlobalId("TokenBalance", Row.Key).ToString();
}
