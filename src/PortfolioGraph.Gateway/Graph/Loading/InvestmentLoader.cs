using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>Looks single investments up at every provider that can. The value is null where none of them knows the investment.</summary>
internal sealed class InvestmentLoader(RequestHoldings holdings, TimeProvider time) : DataLoader<WalletInvestment, DefiPosition?>
{
    /// <summary>The most networks that one investment is looked for on: each of them is a call.</summary>
    private const int MaxNetworks = 10;

    protected override async ValueTask LoadBatchAsync(
        IReadOnlyList<WalletInvestment> keys, Memory<Result<DefiPosition?>> results, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(holdings.Providers.All.Where(p => p.Investments is not null).Select(provider => AskAsync(provider, keys)));
        for (var i = 0; i < keys.Count; i++) results.Span[i] = Choose(keys[i], found, i);
    }

    // Of several, the first in the order of the providers: whose answer comes first does not matter.
    private static Result<DefiPosition?> Choose(WalletInvestment key, ProviderResult<DefiPosition?>?[][] found, int index)
    {
        if (HasTooManyNetworks(key))
        {
            return Result<DefiPosition?>.Failed(new GraphQLException(
                $"defiPosition needs network: the wallet names {key.Wallet.Key.Networks!.Count} networks, and an investment is looked for on {MaxNetworks} at most.",
                GatewayErrorCodes.InvalidArgument));
        }

        SourceError? error = null;
        foreach (var ofProvider in found)
        {
            if (ofProvider[index] is not { } result) continue;
            if (result.Value is { } position) return position with { Key = key.PositionKey };
            if (result.Status == SourceStatus.Failed) error ??= result.Error;
        }

        return error is null ? (DefiPosition?)null : Result<DefiPosition?>.Failed(SourceFailure.Of(error));
    }

    private static bool HasTooManyNetworks(WalletInvestment key) => key.Network is null && key.Wallet.Key.Networks is { Count: > MaxNetworks };

    /// <summary>One result a key; null for keys that are none of the provider's business.</summary>
    private async Task<ProviderResult<DefiPosition?>?[]> AskAsync(IHoldingsProvider provider, IReadOnlyList<WalletInvestment> keys)
    {
        var results = new ProviderResult<DefiPosition?>?[keys.Count];
        var own = Enumerable.Range(0, keys.Count).Where(i => provider.Answers(keys[i].Wallet.Key) && !HasTooManyNetworks(keys[i])).ToArray();
        if (own.Length == 0) return results;
        var values = await provider.Investments!.LoadInvestmentsAsync([.. own.Select(i => keys[i].ToKey())], holdings.Budget);
        for (var k = 0; k < own.Length; k++)
        {
            results[own[k]] = values[k];
            if (values[k].Value is { } position) holdings.Objects.Read(position);
            keys[own[k]].Wallet.Report(new SourceReport(
                provider.Description.Id, Capability.DefiPositions, values[k].Status, values[k].FetchedAt ?? time.GetUtcNow(), values[k].Value?.Source.AsOf,
                values[k].Error));
        }

        return results;
    }
}
