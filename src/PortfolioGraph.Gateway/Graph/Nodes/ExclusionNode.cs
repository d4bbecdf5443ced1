using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>An exclusion in the books.</summary>
internal sealed record ExclusionNode(Exclusion Exclusion, Books Books) : ILedgerReader
{
    public static ExclusionNode? Of(Exclusion? exclusion, Books books) => exclusion is null ? null : new ExclusionNode(exclusion, books);

    public TokenBalanceNode? TokenBalance =>
        Exclusion.TokenBalance is { } balance ? Books.Node(Books.Rows.Find(balance)!) : null;

    public PositionNode? Position =>
        Exclusion.Position is { } position ? Books.Node(Books.Rows.Find(position)!) : null;

    public string? CountedAs => Exclusion.CountedAs is { } key ? Books.IdOf(key) : null;
}
