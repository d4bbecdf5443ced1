using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>One investment of one wallet.</summary>
internal readonly record struct WalletInvestment(WalletNode Wallet, ChainId? Network, string? InvestmentId, string? PoolId, string? FarmInvestmentId);

/// <summary>Looks single investments up. The value is null where no provider knows the investment.</summary>
internal sealed class InvestmentLoader(RequestHoldings holdings, TimeProvider time) : DataLoader<WalletInvestment, DefiPosition?>
{
    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<WalletInvestment> keys, Memory<Result<DefiPosition?>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++) results.Span[i] = (DefiPosition?)null;
        foreach (var provider in holdings.Providers.All)
        {
            if (provider.Investments is not { } investments) continue;
            var own = Enumerable.Range(0, keys.Count).Where(i => provider.Answers(keys[i].Wallet.Key)).ToArray();
            if (own.Length == 0) continue;
            var values = await investments.LoadInvestmentsAsync(
                [.. own.Select(i => new InvestmentKey(keys[i].Wallet.Key, keys[i].Network, keys[i].InvestmentId, keys[i].PoolId, keys[i].FarmInvestmentId))],
                holdings.Budget);
            for (var k = 0; k < own.Length; k++)
            {
                keys[own[k]].Wallet.Report(new SourceReport(
                    provider.Description.Id, Capability.DefiPositions, values[k].Status, values[k].FetchedAt ?? time.GetUtcNow(), values[k].Value?.Source.AsOf, values[k].Error));
                if (values[k].Value is { } position) results.Span[own[k]] = position;
                else if (values[k] is { Status: SourceStatus.Failed, Error: { } error }) results.Span[own[k]] = Result<DefiPosition?>.Failed(SourceFailure.Of(error));
            }
        }
    }
}
