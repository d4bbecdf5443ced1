using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers;

/// <summary>The ability of a provider to give the positions on a platform by a call of their own.</summary>
public interface IPlatformDetails
{
    /// <summary>One result a key, in their order. Keys are distinct.</summary>
    ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> LoadPositionsAsync(
        IReadOnlyList<PlatformKey> keys, CallBudget budget);
}

/// <summary>A wallet and a platform by the provider's own id (<see cref="Holdings.Platforms.Platform.Code"/>).</summary>
public readonly record struct PlatformKey(WalletKey Wallet, string PlatformCode);
