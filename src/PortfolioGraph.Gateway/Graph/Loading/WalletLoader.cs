using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>Asks each provider once for all wallets that are its business, with what is read of each.</summary>
internal sealed class WalletLoader(RequestHoldings holdings) : DataLoader<WalletNode, WalletNode>
{
    protected override async ValueTask LoadBatchAsync(IReadOnlyList<WalletNode> keys, Memory<Result<WalletNode>> results, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(holdings.Providers.All.Select(provider => AskAsync(provider, keys)));
        for (var i = 0; i < keys.Count; i++)
        {
            var wallet = keys[i];
            if (!wallet.IsWatched) wallet.Answers = [.. answers.Select(byWallet => byWallet.GetValueOrDefault(wallet)).OfType<WalletAnswer>()];
            if (wallet.Answers.Count == 0) ReportNobody(wallet);
            results.Span[i] = wallet;
        }
    }

    private async Task<Dictionary<WalletNode, WalletAnswer>> AskAsync(IHoldingsProvider provider, IReadOnlyList<WalletNode> keys)
    {
        var wallets = keys.Where(w => !w.IsWatched && w.Asked != HoldingsNeeds.None && provider.Answers(w.Key)).ToArray();
        if (wallets.Length == 0) return [];
        var answers = await provider.LoadAsync([.. wallets.Select(w => new WalletRequest(w.Key, w.Asked))], holdings.Budget);
        return wallets.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
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
