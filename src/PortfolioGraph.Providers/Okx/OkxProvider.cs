using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Providers.Okx;

/// <summary>OKX's Wallet and DeFi APIs: token balances, platforms and DeFi positions of addresses on many chains, and balances of its own accounts.</summary>
/// <remarks>The options must have no <see cref="OkxOptions.Problems"/>. The invoker is shared and not disposed of.</remarks>
public sealed partial class OkxProvider : IHoldingsProvider, ITokenLookup, IPlatformDetails, IInvestmentDetails, INetworkDirectory
{
    private readonly OkxClient _client;
    private readonly OkxApi _api;
    private readonly ProviderFaults _faults;

    /// <param name="resilience">Null: each call is tried once and at once.</param>
    /// <param name="faults">Are told of what our own code throws.</param>
    /// <param name="v5Ended">Told the path of each call of version 5 that OKX has ended, once.</param>
    public OkxProvider(
        OkxOptions options, ProviderMode mode, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null,
        ProviderFaults? faults = null, Action<string>? v5Ended = null)
    {
        _faults = faults ?? new ProviderFaults();
        _client = new OkxClient(options, http, time, resilience, _faults);
        _api = new OkxApi(_client, new OkxVersions(options.ApiVersion, v5Ended), new OkxCoverage(time));
        Description = new ProviderDescription(
            OkxMapping.ProviderId, "OKX", mode, [Capability.TokenBalances, Capability.Platforms, Capability.DefiPositions], OkxChains.Covered);
    }

    /// <inheritdoc/>
    public ProviderDescription Description { get; }

    /// <inheritdoc/>
    public ITokenLookup? TokenLookup => this;

    /// <inheritdoc/>
    public IPlatformDetails? Platforms => this;

    /// <inheritdoc/>
    public IInvestmentDetails? Investments => this;

    /// <inheritdoc/>
    public INetworkDirectory? Networks => this;

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
            .. loads.Where(load => load.NeedsTokens).Select(load => AloneAsync(() => LoadTokensAsync(load, budget), load.TokenOutcome.Lacks)),
            .. loads.Where(load => load.NeedsList).GroupBy(load => load.Scope.Group).Select(family => LoadFamilyAsync([.. family], budget)),
        ]);
        return [.. loads.Select(load => load.Answer())];
    }

    private Task LoadFamilyAsync(OkxWalletLoad[] family, CallBudget budget) =>
        AloneAsync(() => LoadDefiAsync(family, budget), error => Array.ForEach(family, load => load.LacksDefi(error)));

    /// <summary>Loads one thing: a fault in it is a failure of that thing alone.</summary>
    private async Task AloneAsync(Func<Task> load, Action<SourceError> lacks)
    {
        try
        {
            await load();
        }
#pragma warning disable CA1031 // Whatever it is, the other wallets have their answers.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            lacks(Fault(fault));
        }
    }

    private SourceError Fault(Exception fault) => _faults.Report(Description.Id, Description.Name, fault);
}
