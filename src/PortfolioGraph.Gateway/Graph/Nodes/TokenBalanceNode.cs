using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A token balance as a row of the books, with the wallet that holds it.</summary>
internal sealed record TokenBalanceNode(LedgerBalance Row, Books Books) : ILedgerReader
{
    public static RowFields<TokenBalanceNode> Fields { get; } = FieldsOf((TokenBalanceNode node) => node.Row, node => node.Token);

    // Rows of the books know no other name than their provider's.
    private static readonly RowFields<LedgerBalance> BookedFields = FieldsOf((LedgerBalance row) => row, row => row.Balance.Token);

    /// <summary>As the answer shows it.</summary>
    public Token Token => Books.Objects.Of(Balance.Token);

    /// <summary>The row in the books of its own wallet: what is shown of it is the same whichever list it is found in.</summary>
    public LedgerBalance Own => Wallet.RowOf(Row, Books);

    public ExclusionNode? Exclusion => ExclusionNode.Of(Own.Exclusion, Wallet.Books);

    /// <summary>Of the books that the list is about.</summary>
    public ExclusionNode? ExclusionFromList => ExclusionNode.Of(Row.Exclusion, Books);

    public WalletNode Wallet => Books.Wallet(Balance.Wallet);

    public TokenBalance Balance => Row.Balance;

    public string Id => new GlobalId("TokenBalance", Row.Key).ToString();

    /// <summary>One page of the books' balances.</summary>
    public static Connection<TokenBalanceNode>? Page(Books books, ListArguments arguments) => arguments.Reads("symbol")
        ? Connection<TokenBalanceNode>.Of([.. books.Ledger.Balances.Select(books.Node)], arguments, Fields)
        : Connection<TokenBalanceNode>.Of(books.Ledger.Balances, arguments, BookedFields, books.Node);

    private static RowFields<T> FieldsOf<T>(Func<T, LedgerBalance> row, Func<T, Token> token) => new RowFields<T>("tokenBalances", item => row(item).Key)
        .Text("symbol", item => token(item).Symbol)
        .Text("network", item => row(item).Balance.Network?.Id)
        .Decimal("amount", item => row(item).Balance.Amount)
        .Decimal("valueUsd", item => row(item).Balance.ValueUsd)
        .Flag("isRisk", item => row(item).Balance.IsRisk);
}
