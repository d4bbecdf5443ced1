using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A position as a row of the books, with the wallet that holds it. One C# type for each GraphQL type: the interface tells them apart by it.</summary>
internal abstract record PositionNode(LedgerPosition Row, Books Books)
{
    public static RowFields<PositionNode> Fields { get; } = new RowFields<PositionNode>("positions", node => node.Row.Key)
        .Text("name", node => node.Position.Name)
        .Text("network", node => node.Network?.Id)
        .Ordinal("kind", node => (int)node.Position.Kind, kind => (int)(PositionKind)kind)
        .Decimal("valueUsd", node => node.Position.ValueUsd);

    public Position Position => Row.Position;

    public WalletNode Wallet => Books.Wallet(Position.Wallet);

    public abstract Network? Network { get; }

    protected abstract string TypeName { get; }

    public string Id => new GlobalId(TypeName, Row.Key).ToString();

    public static PositionNode Of(LedgerPosition row, Books books) => row.Position switch
    {
        DefiPosition defi => new DefiPositionNode(row, books, defi),
        EquityPosition equity => new EquityPositionNode(row, books, equity),
        NftPosition nft => new NftPositionNode(row, books, nft),
        _ => throw new InvalidOperationException($"{row.Position.GetType()} has no type in the graph."),
    };
}

internal sealed record DefiPositionNode(LedgerPosition Row, Books Books, DefiPosition Defi) : PositionNode(Row, Books)
{
    public override Network? Network => Defi.Network;

    protected override string TypeName => "DefiPosition";
}

internal sealed record EquityPositionNode(LedgerPosition Row, Books Books, EquityPosition Equity) : PositionNode(Row, Books)
{
    public override Network? Network => null;

    protected override string TypeName => "EquityPosition";
}

internal sealed record NftPositionNode(LedgerPosition Row, Books Books, NftPosition Nft) : PositionNode(Row, Books)
{
    public override Network? Network => Nft.Network;

    protected override string TypeName => "NftPosition";
}
