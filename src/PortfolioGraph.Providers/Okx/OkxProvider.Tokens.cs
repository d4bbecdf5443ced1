using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Providers.Okx;

public sealed partial class OkxProvider
{
    /// <summary>All balances of one wallet, in calls of at most 50 chains. An account is asked for as a whole.</summary>
    private async Task LoadTokensAsync(OkxWalletLoad load, CallBudget budget)
    {
        var wallet = load.Wallet;
        OkxCall<OkxTokenAssets>[] calls = wallet.Kind == WalletKind.OkxAccount
            ? [OkxCalls.AllAccountBalances(wallet.Value)]
            : [.. load.Scope.Chains.Chunk(OkxCalls.MaxChains).Select(chains => OkxCalls.AllBalances(_options.ApiVersion, wallet.Value, chains))];
        var results = await Task.WhenAll(calls.Select(call => _client.SendAsync(call, budget).AsTask()));

        if (wallet.Kind == WalletKind.Address)
            load.TokenOutcome.Lacks(load.Scope.Missing);
        var balances = new List<TokenBalance>();
        foreach (var result in results)
        {
            load.TokenOutcome.Lacks(result.Error);
            if (result.Value is null)
                continue;
            var loaded = Balances(result, wallet);
            balances.AddRange(loaded);
            load.TokenOutcome.Answered(result.FetchedAt, loaded.Min(b => b.Source.AsOf));
            if (loaded.Count(b => b.Amount is null && b.RawAmount is null) is > 0 and var unreadable)
                load.TokenOutcome.Lacks(OkxErrors.Malformed($"{unreadable} of the balances that OKX lists came without an amount"));
        }
        load.Tokens = balances;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget)
    {
        var results = new ProviderResult<TokenBalance?>[keys.Count];
        var calls = new List<Task>();
        foreach (var ofWallet in keys.Index().GroupBy(key => key.Item.Wallet))
        {
            var scope = ofWallet.Key.Kind == WalletKind.Address ? OkxScope.Of(ofWallet.Key) : null;
            var known = new List<(int Index, OkxChain.Mapped Chain, string Address)>();
            foreach (var (index, key) in ofWallet)
            {
                if (scope?.Holds(key.Token.Chain) == false)
                    results[index] = ProviderResult<TokenBalance?>.Ok(null);
                else if (OkxChains.Find(key.Token.Chain) is { } chain)
                    known.Add((index, chain, OkxTokens.Canonical(chain, key.Token.Address)!));
                else
                    results[index] = ProviderResult<TokenBalance?>.Unsupported(OkxErrors.Unsupported($"OKX does not cover {key.Token.Chain}"));
            }
            calls.AddRange(known.Chunk(OkxCalls.MaxTokens).Select(tokens => AloneAsync(
                () => LookUpAsync(ofWallet.Key, tokens, results, budget),
                error => Array.ForEach(tokens, t => results[t.Index] = ProviderResult<TokenBalance?>.Failed(error)))));
        }
        await Task.WhenAll(calls);
        return results;
    }

    private async Task LookUpAsync(
        WalletKey wallet, (int Index, OkxChain.Mapped Chain, string Address)[] tokens, ProviderResult<TokenBalance?>[] results, CallBudget budget)
    {
        var asked = tokens.Select(t => (t.Chain.Code, t.Address));
        var result = await _client.SendAsync(
            wallet.Kind == WalletKind.OkxAccount
                ? OkxCalls.AccountBalances(wallet.Value, asked)
                : OkxCalls.Balances(_options.ApiVersion, wallet.Value, asked),
            budget);

        var found = result.Value is null ? null : Balances(result, wallet).ToLookup(balance => balance.Token.Id);
        foreach (var (index, chain, address) in tokens)
        {
            if (found is not null)
                results[index] = ProviderResult<TokenBalance?>.Ok(found[OkxTokens.IdOf(chain, address)].FirstOrDefault());
            // Of several tokens OKX does not say which one it does not know.
            else if (tokens.Length == 1 && OkxErrors.IsUnknownToken(result.Error!))
                results[index] = ProviderResult<TokenBalance?>.Ok(null);
            else
                results[index] = Missing<TokenBalance?>(result.Error!);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget)
    {
        var result = await _client.SendAsync(OkxCalls.SupportedChains(_options.ApiVersion), budget);
        return result.Value is { } chains
            ? ProviderResult<IReadOnlyList<Network>>.Ok([.. chains.Select(OkxMapping.Network).DistinctBy(network => network.Id)])
            : Missing<IReadOnlyList<Network>>(result.Error!);
    }

    private static List<TokenBalance> Balances(CallResult<IReadOnlyList<OkxTokenAssets>> result, WalletKey wallet)
    {
        var mapping = new OkxBalanceMapping(wallet, result.FetchedAt);
        var balances = new List<TokenBalance>(result.Value!.Sum(list => list.TokenAssets.Count));
        foreach (var list in result.Value!)
        {
            foreach (var asset in list.TokenAssets)
                balances.Add(mapping.Balance(asset, list.TimeStamp));
        }
        return balances;
    }

    /// <summary>No value for a key: unsupported or failed. One key has no partial answer.</summary>
    private static ProviderResult<T> Missing<T>(SourceError error) =>
        OkxErrors.StatusOf(error) == SourceStatus.Unsupported ? ProviderResult<T>.Unsupported(error) : ProviderResult<T>.Failed(error);
}
