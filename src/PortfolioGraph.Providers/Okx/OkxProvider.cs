using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Providers.Okx;

/// <summary>OKX's Wallet and DeFi APIs: token balances, platforms and DeFi positions of addresses on many chains, and balances of its own accounts.</summary>
/// <remarks>The options must have no <see cref="OkxOptions.Problems"/>. The invoker is shared and not disposed of.</remarks>
public sealed partial class OkxProvider : IHoldingsProvider, ITokenLookup, IPlatformDetails, IInvestmentDetails, INetworkDirectory
{
    private readonly OkxOptions _options;
    private readonly OkxClient _client;

    /// <param name="resilience">Null: each call is tried once and at once.</param>
    public OkxProvider(OkxOptions options, ProviderMode mode, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null)
    {
        _options = options;
        _client = new OkxClient(options, http, time, resilience);
        Description = new ProviderDescription(
            OkxMapping.ProviderId, "OKX", mode, [Capability.TokenBalances, Capability.Platforms, Capability.DefiPositions], OkxChains.Covered);
    }

    /// <inheritdoc/>
    public ProviderDescription Description { get; }

    /// <inheritdoc/>
    public ProviderState State => _client.State;

    /// <summary>Every address, and OKX's own accounts. An address on chains that OKX does not cover is answered with just that.</summary>
    public bool Answers(WalletKey wallet) => wallet.Kind is WalletKind.Address or WalletKind.OkxAccount;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        var loads = requests.Select(request => new OkxWalletLoad(request)).ToArray();
        await Task.WhenAll(
        [
            .. loads.Where(load => load.NeedsTokens).Select(load => LoadTokensAsync(load, budget)),
            .. loads.Where(load => load.NeedsList).GroupBy(load => load.Scope.Group).Select(family => LoadDefiAsync([.. family], budget)),
        ]);
        return [.. loads.Select(load => load.Answer())];
    }
}
