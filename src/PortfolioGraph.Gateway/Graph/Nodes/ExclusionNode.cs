using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>An exclusion in the books.</summary>
internal sealed record ExclusionNode(Exclusion Exclusion, Books Books)
{
    public TokenBalanceNode? TokenBalance =>
        Exclusion.TokenBalance is null ? null : Books.Node(Books.Ledger.Balances.First(row => ReferenceEquals(row.Exclusion, Exclusion)));

    public PositionNode? Position =>
        Exclusion.Position is null ? null : Books.Node(Books.Ledger.Positions.First(row => ReferenceEquals(row.Exclusion, Exclusion)));

    public string? CountedAs => Exclusion.CountedAs is { } key ? Books.IdOf(key) : null;
}
