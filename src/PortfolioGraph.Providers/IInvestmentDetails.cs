using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers;

/// <summary>The ability of a provider to be asked for one investment.</summary>
public interface IInvestmentDetails
{
    /// <summary>One result a key, in their order; a null value is an investment that the wallet does not have. Keys are distinct.</summary>
    ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> LoadInvestmentsAsync(
        IReadOnlyList<InvestmentKey> keys, CallBudget budget);
}

/// <summary>One investment of one wallet; <paramref name="InvestmentId"/> and <paramref name="PoolId"/> are not both null.</summary>
/// <param name="PoolId">For BRC-20 investments.</param>
/// <param name="FarmInvestmentId">For Uniswap V3 farming.</param>
public readonly record struct InvestmentKey(WalletKey Wallet, ChainId? Network, string? InvestmentId, string? PoolId, string? FarmInvestmentId);
