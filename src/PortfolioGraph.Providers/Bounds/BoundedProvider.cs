using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Bounds;

/// <summary>
/// Stands before a provider and sees that it is asked for nothing but what belongs to a wallet, and that nothing else comes of it
/// (<see cref="WalletBounds"/>). Callers have been checked for the wallet: whatever else a provider gave, they might have no right to.
/// </summary>
public sealed class BoundedProvider : IHoldingsProvider, ITokenLookup, IPlatformDetails, IInvestmentDetails, INetworkDirectory
{
    private readonly IHoldingsProvider _provider;

    private BoundedProvider(IHoldingsProvider provider) => _provider = provider;

    public ProviderDescription Description => _provider.Description;

    public ProviderState State => _provider.State;

    ITokenLookup? IHoldingsProvider.TokenLookup => _provider.TokenLookup is null ? null : this;

    IPlatformDetails? IHoldingsProvider.Platforms => _provider.Platforms is null ? null : this;

    IInvestmentDetails? IHoldingsProvider.Investments => _provider.Investments is null ? null : this;

    INetworkDirectory? IHoldingsProvider.Networks => _provider.Networks is null ? null : this;

    /// <summary>The provider within bounds, with the same abilities.</summary>
    public static BoundedProvider Around(IHoldingsProvider provider) => new(provider);

    public bool Answers(WalletKey wallet) => _provider.Answers(wallet);

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        var answers = await _provider.LoadAsync(requests, budget);
        WalletAnswer[]? cut = null;
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] is { } answer && WalletBounds.Cut(answer, Description.Name) is var own && !ReferenceEquals(own, answer))
                (cut ??= [.. answers])[i] = own;
        }
        return cut ?? answers;
    }

    /// <summary>Asks for the keys that are the wallet's own. The others are answered: the wallet has nothing there.</summary>
    private static async ValueTask<IReadOnlyList<ProviderResult<TValue>>> AskAsync<TKey, TValue>(
        IReadOnlyList<TKey> keys, Func<TKey, bool> isOwn, Func<IReadOnlyList<TKey>, ValueTask<IReadOnlyList<ProviderResult<TValue>>>> ask, TValue nothing)
    {
        TKey[] own = [.. keys.Where(isOwn)];
        var answers = own.Length == 0 ? [] : await ask(own);
        var results = new ProviderResult<TValue>[keys.Count];
        for (int i = 0, k = 0; i < results.Length; i++)
        {
            // One that was forgotten has failed.
            if (!isOwn(keys[i]))
                results[i] = ProviderResult<TValue>.Ok(nothing);
            else if (k < answers.Count)
                results[i] = answers[k++];
        }
        return results;
    }

    async ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> ITokenLookup.LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget)
    {
        var found = await AskAsync<TokenLookupKey, TokenBalance?>(
            keys, key => WalletBounds.Includes(key.Wallet, key.Token.Chain), own => _provider.TokenLookup!.LookUpTokensAsync(own, needs, budget), null);
        return [.. found.Zip(keys, (result, key) => result.Value is { } balance && !IsAsked(balance, key)
            ? ProviderResult<TokenBalance?>.Partial(null, WalletBounds.Error(Description.Name))
            : result)];
    }

    private static bool IsAsked(TokenBalance balance, TokenLookupKey key) =>
        (balance.Network is not { } network || network.ChainId == key.Token.Chain)
        && (key.Wallet.Kind != WalletKind.Address || WalletBounds.Includes(key.Wallet, balance));

    async ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> IPlatformDetails.LoadPositionsAsync(IReadOnlyList<PlatformKey> keys, CallBudget budget)
    {
        var results = await _provider.Platforms!.LoadPositionsAsync(keys, budget);
        return [.. results.Zip(keys, (result, key) =>
        {
            if (result.Value is not { } positions)
                return result;
            var own = WalletBounds.Own(positions, position => WalletBounds.Includes(key.Wallet, position.Network));
            return ReferenceEquals(own, positions) ? result
                : ProviderResult<IReadOnlyList<DefiPosition>>.Partial(own, result.Error ?? WalletBounds.Error(Description.Name));
        })];
    }

    async ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> IInvestmentDetails.LoadInvestmentsAsync(IReadOnlyList<InvestmentKey> keys, CallBudget budget)
    {
        // A wallet of several networks is asked for on each of them: without one, a provider would look on all that there are.
        var each = new List<InvestmentKey>(keys.Count);
        foreach (var key in keys)
            each.AddRange(key.Network is null && key.Wallet.Networks is { } networks ? networks.Select(n => key with { Network = n }) : [key]);
        var distinct = each.Distinct().ToArray();
        var found = await AskAsync<InvestmentKey, DefiPosition?>(
            distinct, key => key.Network is not { } network || WalletBounds.Includes(key.Wallet, network),
            own => _provider.Investments!.LoadInvestmentsAsync(own, budget), null);
        var results = distinct.Zip(found).ToDictionary(r => r.First, r => Checked(r.Second, r.First));
        return [.. keys.Select(key => key.Network is null && key.Wallet.Networks is { } networks
            ? OneOf([.. networks.Select(n => results[key with { Network = n }])])
            : results[key])];
    }

    ValueTask<ProviderResult<IReadOnlyList<Network>>> INetworkDirectory.ListNetworksAsync(CallBudget budget) => _provider.Networks!.ListNetworksAsync(budget);

    private ProviderResult<DefiPosition?> Checked(ProviderResult<DefiPosition?> result, InvestmentKey key) =>
        result.Value is { } position && !WalletBounds.Includes(key.Wallet, position)
            ? ProviderResult<DefiPosition?>.Partial(null, WalletBounds.Error(Description.Name))
            : result;

    // An investment is on one network: the others do not have it. Where it was not found, those that could not be asked may.
    private static ProviderResult<DefiPosition?> OneOf(ProviderResult<DefiPosition?>[] results)
    {
        foreach (var result in results)
        {
            if (result.Value is not null)
                return result;
        }
        var worst = results[0];
        foreach (var result in results)
        {
            if (Rank(result.Status) > Rank(worst.Status))
                worst = result;
        }
        return worst;

        static int Rank(SourceStatus status) => status switch
        {
            SourceStatus.Failed => 3,
            SourceStatus.Partial => 2,
            SourceStatus.Unsupported => 0,
            _ => 1,
        };
    }
}
