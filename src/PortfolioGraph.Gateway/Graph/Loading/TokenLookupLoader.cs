using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>One token of one wallet.</summary>
internal readonly record struct WalletToken(WalletNode Wallet, TokenKey Token);

/// <summary>
/// Looks single tokens up at every provider that can. The value is one balance a provider that knows the token, in the order of the
/// providers. For a wallet that is watched nobody is asked: its list is there.
/// </summary>
internal sealed class TokenLookupLoader(RequestHoldings holdings, TimeProvider time) : DataLoader<WalletToken, IReadOnlyList<TokenBalance>>
{
    private IEnumerable<IHoldingsProvider> Able => holdings.Providers.All.Where(p => p.TokenLookup is not null);

    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<WalletToken> keys, Memory<Result<IReadOnlyList<TokenBalance>>> results, CancellationToken cancellationToken)
    {
        var providers = Able.ToArray();
        var found = await Task.WhenAll(providers.Select(provider => AskAsync(provider, keys)));
        for (var i = 0; i < keys.Count; i++)
        {
            var (wallet, token) = keys[i];
            if (!wallet.IsWatched && !Array.Exists(providers, p => p.Answers(wallet.Key))) ReportNobody(wallet);
            results.Span[i] = wallet.IsWatched ? Listed(wallet, token) : Combine(found, i);
        }
    }

    private static List<TokenBalance> Listed(WalletNode wallet, TokenKey token)
    {
        var id = TokenIds.For(token.Chain, token.Address);
        return [.. wallet.Answers.SelectMany(a => a.TokenBalances.Where(b => b.Token.Id == id).Take(1))];
    }

    private static Result<IReadOnlyList<TokenBalance>> Combine(ProviderResult<TokenBalance?>?[][] found, int index)
    {
        var balances = new List<TokenBalance>();
        var isAnswered = false;
        SourceError? error = null;
        foreach (var ofProvider in found)
        {
            if (ofProvider[index] is not { } result) continue;
            if (result.Status == SourceStatus.Failed) error ??= result.Error;
            else isAnswered |= result.Status != SourceStatus.Unsupported;
            if (result.Value is { } balance) balances.Add(balance);
        }

        return !isAnswered && error is not null ? Result<IReadOnlyList<TokenBalance>>.Failed(SourceFailure.Of(error)) : balances;
    }

    /// <summary>One result a key; null for keys that are none of the provider's business.</summary>
    private async Task<ProviderResult<TokenBalance?>?[]> AskAsync(IHoldingsProvider provider, IReadOnlyList<WalletToken> keys)
    {
        var results = new ProviderResult<TokenBalance?>?[keys.Count];
        var own = Enumerable.Range(0, keys.Count).Where(i => !keys[i].Wallet.IsWatched && provider.Answers(keys[i].Wallet.Key)).ToArray();
        if (own.Length == 0) return results;
        var needs = own.Aggregate(HoldingsNeeds.Tokens, (all, i) => all | keys[i].Wallet.AllNeeds);
        var values = await provider.TokenLookup!.LookUpTokensAsync(
            [.. own.Select(i => new TokenLookupKey(keys[i].Wallet.Key, keys[i].Token))], needs, holdings.Budget);
        for (var k = 0; k < own.Length; k++)
        {
            results[own[k]] = values[k];
            if (values[k].Value is { } balance) holdings.Objects.Read(balance);
            keys[own[k]].Wallet.Report(new SourceReport(
                provider.Description.Id, Capability.TokenBalances, values[k].Status, values[k].FetchedAt ?? time.GetUtcNow(), values[k].Value?.Source.AsOf,
                values[k].Error));
        }

        return results;
    }

    private void ReportNobody(WalletNode wallet)
    {
        foreach (var provider in holdings.Providers.All.Where(p => p.Answers(wallet.Key) && p.Description.Capabilities.Contains(Capability.TokenBalances)))
        {
            wallet.Report(new SourceReport(provider.Description.Id, Capability.TokenBalances, SourceStatus.Unsupported, Error: new SourceError(
                SourceErrorCodes.Unsupported, null, $"{provider.Description.Name} can't be asked for single tokens.")));
        }
    }
}
