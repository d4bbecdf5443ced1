using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A position as a row of the books, with the wallet that holds it. One C# type for each GraphQL type: the interface tells them apart by it.</summary>
internal abstract record PositionNode(LedgerPosition Row, Books Books) : ILedgerReader
{
    public static RowFields<PositionNode> Fields { get; } = FieldsOf((PositionNode node) => node.Row);

    private static readonly RowFields<LedgerPosition> BookedFields = FieldsOf((LedgerPosition row) => row);

    public Position Position => Row.Position;

    /// <summary>The row in the books of its own wallet: what is shown of it is the same whichever list it is found in.</summary>
    public LedgerPosition Own => Wallet.RowOf(Row, Books);

    public ExclusionNode? Exclusion => ExclusionNode.Of(Own.Exclusion, Wallet.Books);

    /// <summary>Of the books that the list is about.</summary>
    public ExclusionNode? ExclusionFromList => ExclusionNode.Of(Row.Exclusion, Books);

    public WalletNode Wallet => Books.Wallet(Position.Wallet);

    public Network? Network => Position.Network;

    protected abstract string TypeName { get; }

    public string Id => new GlobalId(TypeName, Row.Key).ToString();

    /// <summary>One page of the books' positions.</summary>
    public static Connection<PositionNode>? Page(Books books, ListArguments arguments) =>
        Connection<PositionNode>.Of(books.Ledger.Positions, arguments, BookedFields, books.Node);

    public static PositionNode Of(LedgerPosition row, Books books) => row.Position switch
    {
        DefiPosition defi => new DefiPositionNode(row, books, defi),
        EquityPosition equity => new EquityPositionNode(row, books, equity),
        NftPosition nft => new NftPositionNode(row, books, nft),
        _ => throw new InvalidOperationException($"{row.Position.GetType()} has no type in the graph."),
    };

    private static RowFields<T> FieldsOf<T>(Func<T, LedgerPosition> row) => new RowFields<T>("positions", item => row(item).Key)
        .Text("name", item => row(item).Position.Name)
        .Text("network", item => row(item).Position.Network?.Id)
        .Ordinal("kind", item => (int)row(item).Position.Kind, kind => (int)(PositionKind)kind)
        .Decimal("valueUsd", item => row(item).Position.ValueUsd);
}

internal sealed record DefiPositionNode(LedgerPosition Row, Books Books, DefiPosition Defi) : PositionNode(Row, Books)
{
    protected override string TypeName => "DefiPosition";
}

internal sealed record EquityPositionNode(LedgerPosition Row, Books Books, EquityPosition Equity) : PositionNode(Row, Books)
{
    protected override string TypeName => "EquityPosition";
}

internal sealed record NftPositionNode(LedgerPosition Row, Books Books, NftPosition Nft) : PositionNode(Row, Books)
{
    protected override string TypeName => "NftPosition";
}
