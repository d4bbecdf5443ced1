using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;
using PortfolioGraph.Providers.Caching;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>What providers last answered for wallets that are watched: an event of <c>portfolioChanged</c>.</summary>
/// <param name="Wallets">As they were asked for.</param>
/// <param name="Needs">What is read of them.</param>
/// <param name="Answers">By wallet, with at least that; what others read of a wallet may be in it, too.</param>
internal sealed record PortfolioState(
    IReadOnlyList<WalletKey> Wallets, HoldingsNeeds Needs, IReadOnlyDictionary<WalletKey, IReadOnlyList<WalletAnswer>> Answers)
{
    /// <summary>What is read of a wallet, and no more.</summary>
    public IReadOnlyList<WalletAnswer> AnswersOf(WalletKey wallet)
    {
        var request = new WalletRequest(wallet, Needs);
        return [.. Answers[wallet].Select(request.Reduce)];
    }
}
