using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Rows of the books as the graph shows them.</summary>
internal static class Rows
{
    public static IReadOnlyList<NetworkHoldingNode> Networks(Books books) =>
        [.. NetworkHoldings.Of(books.Ledger).Select(n => new NetworkHoldingNode(
            n.Network, n.ValueUsd, [.. n.Balances.Select(books.Node)], [.. n.Positions.Select(books.Node)]))];

    public static IReadOnlyList<ExclusionNode> Exclusions(Books books) => [.. books.Ledger.Exclusions.Select(e => new ExclusionNode(e, books))];
}
