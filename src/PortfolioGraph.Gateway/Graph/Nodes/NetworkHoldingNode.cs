using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>What lies on one network: of wallets, with their rows; or of one platform, whose positions are loaded when they are asked for.</summary>
internal sealed record NetworkHoldingNode(
    Network Network,
    BigDecimal? ValueUsd,
    IReadOnlyList<TokenBalanceNode> TokenBalances,
    IReadOnlyList<PositionNode> Positions,
    PlatformHoldingNode? Platform = null);
