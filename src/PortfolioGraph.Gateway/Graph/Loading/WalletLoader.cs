using PortfolioGraph.Gateway.Graph.Nodes;
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
        var answers = new WalletAnswer?[keys.Count][];
        var (asked, open) = (new List<int>[providers.Count], new int[keys.Count]);
        for (var provider = 0; provider < asked.Length; provider++) asked[provider] = [];
        for (var wallet = 0; wallet < open.Length; wallet++)
        {
            var node = keys[wallet];
            answers[wallet] = new WalletAnswer?[providers.Count];
            for (var provider = 0; provider < asked.Length; provider++)
            {
                if (node.IsWatched || node.Asked == HoldingsNeeds.None || !providers[provider].Answers(node.Key)) continue;
                asked[provider].Add(wallet);
                open[wallet]++;
            }

            if (open[wallet] == 0) Finish(wallet);
        }

        await Task.WhenAll(Enumerable.Range(0, providers.Count).Where(i => asked[i].Count > 0).Select(AskAsync));
        for (var i = 0; i < keys.Count; i++) results.Span[i] = keys[i];

        async Task AskAsync(int provider)
        {
            var wallets = asked[provider];
            var found = await providers[provider].LoadAsync([.. wallets.Select(w => new WalletRequest(keys[w].Key, keys[w].Asked))], holdings.Budget);
            lock (open)
            {
                for (var i = 0; i < wallets.Count; i++)
                {
                    answers[wallets[i]][provider] = found[i];
                    if (--open[wallets[i]] == 0) Finish(wallets[i]);
                }
            }
        }

        void Finish(int wallet)
        {
            var node = keys[wallet];
            if (!node.IsWatched) node.Answers = [.. answers[wallet].OfType<WalletAnswer>()];
            if (node.Answers.Count == 0) ReportNobody(node);
            Publish(node, node);
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
