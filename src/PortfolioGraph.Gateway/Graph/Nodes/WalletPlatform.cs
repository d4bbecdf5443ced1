using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>A platform that a wallet has something on.</summary>
internal readonly record struct WalletPlatform(WalletNode Wallet, Platform Platform, string ProviderId);
