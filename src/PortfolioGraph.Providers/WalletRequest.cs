using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers;

/// <summary>A wallet and what is read of it.</summary>
public sealed record WalletRequest(WalletKey Wallet, HoldingsNeeds Needs);
