namespace PortfolioGraph.Providers.Neptune;

/// <summary><c>GET /api/v1/users/{address}/user</c>: wallet, lending, borrowing, staking and unlocks in one call.</summary>
internal sealed record NeptuneWireUser(NeptuneWireMarkets? Markets, NeptuneWireNept? Nept, NeptuneWireWallet? Wallets);
