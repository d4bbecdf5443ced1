using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers;

/// <summary>The ability of a provider to be asked for single tokens of a wallet.</summary>
public interface ITokenLookup
{
    /// <summary>One result a key, in their order; a null value is a token that the wallet does not hold or the provider does not know. Keys are distinct.</summary>
    ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget);
}

/// <summary>One token of one wallet.</summary>
public readonly record struct TokenLookupKey(WalletKey Wallet, TokenKey Token);
