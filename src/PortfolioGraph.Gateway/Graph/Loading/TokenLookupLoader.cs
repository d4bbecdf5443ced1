using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>One token of one wallet.</summary>
internal readonly record struct WalletToken(WalletNode Wallet, TokenKey Token);

/// <summary>Looks single tokens up at every provider that can. The value is one balance a provider that knows the token.</summary>
internal sealed class TokenLookupLoader(RequestHoldings holdings, TimeProvider time) : DataLoader<WalletToken, IReadOnlyList<TokenBalance>>
{
    private IEnumerable<IHoldingsProvider> Able => holdings.Providers.All.Where(p => p.TokenLookup is not null);

    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<WalletToken> keys, Memory<Result<IReadOnlyList<TokenBalance>>> results, CancellationToken cancellationToken)
    {
        var found = new List<TokenBalance>[keys.Count];
        var answered = new bool[keys.Count];
        var errors = new SourceError?[keys.Count];
        for (var i = 0; i < found.Length; i++) found[i] = [];
        await Task.WhenAll(Able.Select(AskAsync));
        for (var i = 0; i < keys.Count; i++)
        {
            if (!Able.Any(p => p.Answers(keys[i].Wallet.Key))) ReportNobody(keys[i].Wallet);
            results.Span[i] = !answered[i] && errors[i] is { } error
                ? Result<IReadOnlyList<TokenBalance>>.Failed(SourceFailure.Of(error))
                : found[i];
        }

        async Task AskAsync(IHoldingsProvider provider)
        {
            var own = Enumerable.Range(0, keys.Count).Where(i => provider.Answers(keys[i].Wallet.Key)).ToArray();
            if (own.Length == 0) return;
            var needs = own.Aggregate(HoldingsNeeds.Tokens, (all, i) => all | keys[i].Wallet.Needs);
            var values = await provider.TokenLookup!.LookUpTokensAsync(
                [.. own.Select(i => new TokenLookupKey(keys[i].Wallet.Key, keys[i].Token))], needs, holdings.Budget);
            lock (found)
            {
                for (var k = 0; k < own.Length; k++)
                {
                    var i = own[k];
                    keys[i].Wallet.Report(new SourceReport(
                        provider.Description.Id, Capability.TokenBalances, values[k].Status, values[k].FetchedAt ?? time.GetUtcNow(), values[k].Value?.Source.AsOf, values[k].Error));
                    if (values[k].Status == SourceStatus.Failed) errors[i] = values[k].Error;
                    else answered[i] |= values[k].Status != SourceStatus.Unsupported;
                    if (values[k].Value is { } balance) found[i].Add(balance);
                }
            }
        }
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
