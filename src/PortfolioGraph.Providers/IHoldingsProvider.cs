using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers;

/// <summary>
/// A source of holdings. Asked with all wallets of a request at once, it makes the fewest calls that its limits allow.
/// It never throws for what a provider does: each wallet's answer says what is missing and why. What the budget has no time for is missing, too;
/// only a caller that has gone makes it throw.
/// </summary>
public interface IHoldingsProvider
{
    ProviderDescription Description { get; }

    /// <summary>How it is doing now.</summary>
    ProviderState State { get; }

    /// <summary>Whether wallets of this kind and family are any business of the provider's. One that is not asked is not reported on either.</summary>
    bool Answers(WalletKey wallet);

    /// <summary>One answer a request, in their order. The wallets are distinct and all pass <see cref="Answers"/>.</summary>
    ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget);

    /// <summary>Null where it can't be asked for single tokens.</summary>
    ITokenLookup? TokenLookup => null;

    /// <summary>Null where positions on a platform come with the wallet only.</summary>
    IPlatformDetails? Platforms => null;

    /// <summary>Null where it can't be asked for single investments.</summary>
    IInvestmentDetails? Investments => null;

    /// <summary>Null where it has no list of networks.</summary>
    INetworkDirectory? Networks => null;
}
