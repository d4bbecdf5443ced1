using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>
/// Neptune Finance, a lender on Injective: balances with prices, and what is lent, borrowed, staked and locked there.
/// One call a wallet: its balances, or the whole user where positions are needed too, if only to know which tokens are receipts of them.
/// </summary>
public sealed class NeptuneProvider : IHoldingsProvider, ITokenLookup
{
    internal const string Id = "neptune";

    private const string AddressPrefix = "inj1";
    private const HoldingsNeeds TokenNeeds = HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts;
    private const HoldingsNeeds WalletNeeds = TokenNeeds | HoldingsNeeds.ReportedTotals;
    private const HoldingsNeeds UserNeeds = HoldingsNeeds.DefiPositions | HoldingsNeeds.Receipts;
    private const HoldingsNeeds ValueNeeds = HoldingsNeeds.TokenValues | HoldingsNeeds.ReportedTotals | HoldingsNeeds.DefiPositions;

    // The rate limit is kept further down; this bounds what waits for it at a time.
    private const int MaxCallsAtOnce = 8;

    private readonly NeptuneClient _client;
    private readonly ProviderFaults _faults;

    /// <param name="resilience">Null: each call is tried once and at once.</param>
    /// <param name="faults">Are told of what our own code throws.</param>
    public NeptuneProvider(
        NeptuneOptions options, ProviderMode mode, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null, ProviderFaults? faults = null)
    {
        _faults = faults ?? new ProviderFaults();
        _client = new NeptuneClient(options, http, time, resilience, _faults);
        Description = new ProviderDescription(
            Id, "Neptune Finance", mode, [Capability.TokenBalances, Capability.DefiPositions], [NeptuneAssets.Chain]);
    }

    public ProviderDescription Description { get; }

    public ITokenLookup? TokenLookup => this;

    public ProviderState State => _client.State;

    public bool Answers(WalletKey wallet) =>
        wallet is { Kind: WalletKind.Address, Family: ChainFamily.Cosmos }
        && wallet.Value.StartsWith(AddressPrefix, StringComparison.Ordinal)
        && (wallet.Networks is null || wallet.Networks.Contains(NeptuneAssets.Chain));

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        var answers = new WalletAnswer[requests.Count];
        await ForEachAsync(requests.Count, async i => answers[i] = await LoadAloneAsync(requests[i], budget), budget);
        return answers;
    }

    public async ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget)
    {
        var results = new ProviderResult<TokenBalance?>[keys.Count];
        await ForEachAsync(keys.Count, async i => results[i] = await LookUpAloneAsync(keys[i], needs, budget), budget);
        return results;
    }

    private async Task<WalletAnswer> LoadAloneAsync(WalletRequest request, CallBudget budget)
    {
        try
        {
            return await LoadAsync(request, budget);
        }
#pragma warning disable CA1031 // One wallet's fault is no other's. Without a report, what was asked for has failed.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _faults.Report(Id, Description.Name, fault);
            return new WalletAnswer { Wallet = request.Wallet, ProviderId = Id, Sources = [] };
        }
    }

    private async Task<WalletAnswer> LoadAsync(WalletRequest request, CallBudget budget)
    {
        var (wallet, needs) = request;
        var answer = new WalletAnswer { Wallet = wallet, ProviderId = Id, Sources = [] };
        var withValue = (needs & ValueNeeds) != 0;
        var withText = needs.HasFlag(HoldingsNeeds.TokenTexts);
        if ((needs & UserNeeds) != 0)
        {
            var call = await _client.GetUserAsync(wallet.Value, withValue, withText, budget);
            var assets = NeptuneAssets.Of(call.Value);
            return WithPositions(WithWallet(answer, needs, call, call.Value?.Wallets, assets), call, assets);
        }
        if ((needs & WalletNeeds) != 0)
        {
            var call = await _client.GetBalancesAsync(wallet.Value, withValue, withText, budget);
            return WithWallet(answer, needs, call, call.Value, NeptuneAssets.Of(call.Value));
        }
        return answer;
    }

    private static WalletAnswer WithWallet<T>(WalletAnswer answer, HoldingsNeeds needs, CallResult<T> call, NeptuneWireWallet? wallet, NeptuneAssets assets)
    {
        if ((needs & WalletNeeds) == 0)
            return answer;
        if (wallet is null)
            return answer with { Sources = [Report(Capability.TokenBalances, call, "no wallet")] };

        var mapping = new NeptuneMapping(answer.Wallet, assets, call.FetchedAt);
        var wanted = (needs & TokenNeeds) == 0 ? [] : wallet.Balances;
        var balances = wanted.Select(mapping.ToTokenBalance).OfType<TokenBalance>().ToArray();
        var missing = balances.Length == wanted.Count ? null : $"{wanted.Count - balances.Length} balances without an asset or an amount";
        return answer with
        {
            TokenBalances = balances,
            Reported = needs.HasFlag(HoldingsNeeds.ReportedTotals) ? mapping.ToReported(wallet) : null,
            Sources = [Report(Capability.TokenBalances, call, missing, balances.Min(balance => balance.Source.AsOf))],
        };
    }

    private static WalletAnswer WithPositions(WalletAnswer answer, CallResult<NeptuneWireUser> call, NeptuneAssets assets)
    {
        if (call.Value is not { } user)
            return answer with { Sources = [.. answer.Sources, Report(Capability.DefiPositions, call)] };
        var mapping = new NeptunePositions(answer.Wallet, assets, call.FetchedAt);
        var positions = mapping.Map(user);
        var missing = user.Markets is null ? "no markets" : user.Nept is null ? "no staking and unlocks"
            : mapping.Unreadable > 0 ? $"{mapping.Unreadable} loans or loan assets without an asset or an amount" : null;
        return answer with
        {
            Positions = positions,
            ReceiptTokenIds = [.. positions.SelectMany(position => position.ReceiptTokenIds).Distinct(StringComparer.Ordinal)],
            Sources = [.. answer.Sources, Report(Capability.DefiPositions, call, missing, positions.Min(position => position.Source.AsOf))],
        };
    }

    private async Task<ProviderResult<TokenBalance?>> LookUpAloneAsync(TokenLookupKey key, HoldingsNeeds needs, CallBudget budget)
    {
        try
        {
            return await LookUpAsync(key, needs, budget);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return ProviderResult<TokenBalance?>.Failed(_faults.Report(Id, Description.Name, fault));
        }
    }

    private async Task<ProviderResult<TokenBalance?>> LookUpAsync(TokenLookupKey key, HoldingsNeeds needs, CallBudget budget)
    {
        if (!Answers(key.Wallet) || key.Token.Chain != NeptuneAssets.Chain)
            return ProviderResult<TokenBalance?>.Unsupported(new SourceError(SourceErrorCodes.Unsupported, null, "Neptune is on Injective only"));

        var withValue = needs.HasFlag(HoldingsNeeds.TokenValues);
        foreach (var assetId in NeptuneAssets.AssetIdsFor(key.Token.Address))
        {
            var call = await _client.GetBalanceAsync(key.Wallet.Value, assetId, withValue, needs.HasFlag(HoldingsNeeds.TokenTexts), budget);
            if (call.Value is not { } balance)
                return ProviderResult<TokenBalance?>.Failed(call.Error!);
            if (ReferenceEquals(balance, NeptuneClient.NoBalance))
                continue;

            var mapping = new NeptuneMapping(key.Wallet, NeptuneAssets.Of(balance), call.FetchedAt);
            return balance.Asset is { } asset && NeptuneAssets.IsOf(asset, key.Token.Address) && mapping.ToTokenBalance(balance) is { } token
                ? ProviderResult<TokenBalance?>.Ok(token)
                : ProviderResult<TokenBalance?>.Failed(Malformed("another asset than was asked for, or no amount"));
        }
        return ProviderResult<TokenBalance?>.Ok(null);
    }

    private static Task ForEachAsync(int count, Func<int, ValueTask> body, CallBudget budget) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = MaxCallsAtOnce, CancellationToken = budget.Caller }, (i, _) => body(i));

    private static SourceReport Report<T>(Capability capability, CallResult<T> call, string? missing = null, DateTimeOffset? asOf = null)
    {
        if (call.Error is { } error)
            return new SourceReport(Id, capability, SourceStatus.Failed, Error: error);
        return missing is null
            ? new SourceReport(Id, capability, SourceStatus.Ok, call.FetchedAt, asOf)
            : new SourceReport(Id, capability, SourceStatus.Partial, call.FetchedAt, asOf, Malformed(missing));
    }

    private static SourceError Malformed(string what) => new(SourceErrorCodes.MalformedResponse, null, $"Neptune answered with {what}");
}
