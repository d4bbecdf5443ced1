using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>
/// Asks each provider once for all wallets that are its business, with what is read of each. A wallet is ready when its own providers have answered.
/// </summary>
internal sealed class WalletLoader(RequestHoldings holdings) : DataLoader<WalletNode, WalletNode>
{
    protected override async ValueTask LoadBatchAsync(IReadOnlyList<WalletNode> keys, Memory<Result<WalletNode>> results, CancellationToken cancellationToken)
    {
        var providers = holdings.Providers.All;
        var asked = providers.Select(provider => keys.Where(w => !w.IsWatched && w.Asked != HoldingsNeeds.None && provider.Answers(w.Key)).ToArray()).ToArray();
        var answers = keys.ToDictionary(w => w, _ => new WalletAnswer?[providers.Count]);
        var open = asked.SelectMany(a => a).CountBy(w => w).ToDictionary();
        foreach (var wallet in keys)
            if (!open.ContainsKey(wallet))
                Finish(wallet);
        await Task.WhenAll(Enumerable.Range(0, providers.Count).Where(i => asked[i].Length > 0).Select(AskAsync));
        for (var i = 0; i < keys.Count; i++) results.Span[i] = keys[i];

        async Task AskAsync(int provider)
        {
            var wallets = asked[provider];
            var found = await providers[provider].LoadAsync([.. wallets.Select(w => new WalletRequest(w.Key, w.Asked))], holdings.Budget);
            lock (open)
            {
                for (var i = 0; i < wallets.Length; i++)
                {
                    answers[wallets[i]][provider] = found[i];
                    if (--open[wallets[i]] == 0) Finish(wallets[i]);
                }
            }
        }

        void Finish(WalletNode wallet)
        {
            if (!wallet.IsWatched) wallet.Answers = [.. answers[wallet].OfType<WalletAnswer>()];
            if (wallet.Answers.Count == 0) ReportNobody(wallet);
            Publish(wallet, wallet);
        }
    }

    // A wallet that is nobody's business is an empty one, and every provider says so.
    private void ReportNobody(WalletNode wallet)
    {
        foreach (var provider in holdings.Providers.All)
        {
            var error = new SourceError(
                SourceErrorCodes.Unsupported, null, $"{provider.Description.Name} does not cover wallets of this kind, or none of the networks asked for.");
            foreach (var capability in Asked(provider, wallet))
                wallet.Report(new SourceReport(provider.Description.Id, capability, SourceStatus.Unsupported, Error: error));
        }
    }

    private static IEnumerable<Capability> Asked(IHoldingsProvider provider, WalletNode wallet) =>
        provider.Description.Capabilities.Where(c => (NeedsOf(c) & wallet.Asked) != 0);

    private static HoldingsNeeds NeedsOf(Capability capability) => capability switch
    {
        Capability.TokenBalances => HoldingsNeeds.Tokens,
        Capability.Platforms => HoldingsNeeds.Platforms,
        Capability.DefiPositions => HoldingsNeeds.DefiPositions,
        Capability.Equities => HoldingsNeeds.Equities,
        Capability.Nfts => HoldingsNeeds.Nfts,
        Capability.Cash => HoldingsNeeds.Cash,
        _ => HoldingsNeeds.Performance,
    };
}
