using PortfolioGraph.Holdings;

namespace PortfolioGraph.Providers.Caching;

/// <summary>Answers cut to what a request reads.</summary>
public static class WalletRequestExtensions
{
    /// <summary>An answer to a request that reads at least as much of the wallet, without what this one does not read.</summary>
    public static WalletAnswer Reduce(this WalletRequest request, WalletAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        var parts = HoldingsMap.Of(request.Needs)
            .Select(part => new WalletPart(part, request.Needs, answer, WalletParts.ReportOn(part, answer), At: 0));
        return WalletParts.Compose(request, answer.ProviderId, [.. parts]);
    }
}
