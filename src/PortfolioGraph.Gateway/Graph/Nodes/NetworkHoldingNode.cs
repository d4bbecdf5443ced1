using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>What lies on one network: of wallets, with their rows; or of one platform, whose positions are loaded when they are asked for.</summary>
internal sealed record NetworkHoldingNode(
    Network Network,
    BigDecimal? ValueUsd,
    IReadOnlyList<TokenBalanceNode> TokenBalances,
    IReadOnlyList<PositionNode> Positions,
    PlatformHoldingNode? Platform = null) : ILedgerReader
{
    /// <summary>The networks of a platform.</summary>
    public static IReadOnlyList<NetworkHoldingNode> Of(PlatformHoldingNode platform)
    {
        var networks = platform.Holding.Networks;
        var nodes = new NetworkHoldingNode[networks.Count];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = new NetworkHoldingNode(networks[i].Network, networks[i].ValueUsd, [], [], platform);
        return nodes;
    }
}
