using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Caching;

namespace PortfolioGraph.Providers;

/// <summary>A wallet and what is read of it.</summary>
public sealed record WalletRequest(WalletKey Wallet, HoldingsNeeds Needs)
{
    /// <summary>An answer to a request that reads at least as much of the wallet, without what this one does not read.</summary>
    public WalletAnswer Cut(WalletAnswer answer) => WalletParts.Compose(
        this, answer.ProviderId, [.. HoldingsMap.Of(Needs).Select(part => new WalletPart(part, Needs, answer, WalletParts.ReportOn(part, answer), At: 0))]);
}
