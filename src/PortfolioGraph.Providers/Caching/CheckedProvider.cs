using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Caching;

/// <summary>
/// The one way to a provider's answers. Whatever the provider does, there is one answer for each wallet and key, of that wallet, and it has a
/// report on everything that was asked for and that the provider has: what has no report has failed. Only a caller that has gone makes it throw.
/// </summary>
internal sealed class CheckedProvider(IHoldingsProvider provider, ProviderFaults faults)
{
    private readonly ProviderDescription _description = provider.Description;

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        IReadOnlyList<WalletAnswer?> answers = [];
        var error = NoAnswer("gave no answer for this wallet");
        try
        {
            answers = await provider.LoadAsync(requests, budget) ?? [];
        }
        catch (OperationCanceledException) when (budget.Caller.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever it is: a wallet that is lost without a word would be taken for an empty one.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            error = Error(fault, budget);
        }

        var complete = new WalletAnswer[requests.Count];
        for (var i = 0; i < complete.Length; i++)
        {
            var answer = i < answers.Count && answers[i] is { } given && given.Wallet.Equals(requests[i].Wallet) ? given : null;
            complete[i] = answer is null ? Failed(requests[i], error) : Complete(requests[i], answer);
        }
        return complete;
    }

    public ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget) =>
        CheckAsync(keys.Count, () => provider.TokenLookup!.LookUpTokensAsync(keys, needs, budget), budget);

    public async ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> LoadPositionsAsync(
        IReadOnlyList<PlatformKey> keys, CallBudget budget) =>
        WithValues(await CheckAsync(keys.Count, () => provider.Platforms!.LoadPositionsAsync(keys, budget), budget));

    public ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> LoadInvestmentsAsync(IReadOnlyList<InvestmentKey> keys, CallBudget budget) =>
        CheckAsync(keys.Count, () => provider.Investments!.LoadInvestmentsAsync(keys, budget), budget);

    public async ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<Network>>>> ListNetworksAsync(CallBudget budget) =>
        WithValues(await CheckAsync<IReadOnlyList<Network>>(1, async () => [await provider.Networks!.ListNetworksAsync(budget)], budget));

    /// <summary>An answer that says that nothing could be had.</summary>
    public WalletAnswer Failed(WalletRequest request, SourceError error) =>
        Complete(request, new WalletAnswer { Wallet = request.Wallet, ProviderId = _description.Id, Sources = [] }, error);

    /// <summary>What a fault is to those who asked; it is told to those who have to mend it.</summary>
    public SourceError Error(Exception fault, CallBudget budget) => fault is OperationCanceledException && budget.IsOver
        ? new SourceError(SourceErrorCodes.Timeout, null, $"{_description.Name} did not answer in the time that there was")
        : faults.Report(_description.Id, _description.Name, fault);

    /// <summary>The answer itself where all is reported on.</summary>
    private WalletAnswer Complete(WalletRequest request, WalletAnswer answer, SourceError? error = null)
    {
        List<SourceReport>? reports = null;
        foreach (var part in HoldingsMap.Parts)
        {
            if ((request.Needs & HoldingsMap.NeedsOf(part)) == 0 || WalletParts.ReportOn(part, answer) is not null
                || HoldingsMap.FailsAs(part, _description) is not { } capability || reports?.Exists(r => r.Capability == capability) == true)
                continue;
            (reports ??= []).Add(new SourceReport(
                _description.Id, capability, SourceStatus.Failed, Error: error ?? NoAnswer($"did not say what became of {capability}")));
        }
        return reports is null ? answer : answer with { Sources = [.. answer.Sources.Concat(reports).OrderBy(r => r.Capability)] };
    }

    private async ValueTask<IReadOnlyList<ProviderResult<T>>> CheckAsync<T>(
        int count, Func<ValueTask<IReadOnlyList<ProviderResult<T>>>> ask, CallBudget budget)
    {
        IReadOnlyList<ProviderResult<T>> results = [];
        var missing = default(ProviderResult<T>);
        try
        {
            results = await ask() ?? [];
        }
        catch (OperationCanceledException) when (budget.Caller.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            missing = ProviderResult<T>.Failed(Error(fault, budget));
        }
        return results.Count >= count ? results : [.. results, .. Enumerable.Repeat(missing, count - results.Count)];
    }

    /// <summary>A list that is none is no empty list.</summary>
    private IReadOnlyList<ProviderResult<T>> WithValues<T>(IReadOnlyList<ProviderResult<T>> results)
        where T : class =>
        results.All(HasValue) ? results : [.. results.Select(r => HasValue(r) ? r : ProviderResult<T>.Failed(NoAnswer("gave no list")))];

    private static bool HasValue<T>(ProviderResult<T> result)
        where T : class => result.Value is not null || result.Status is SourceStatus.Failed or SourceStatus.Unsupported;

    private SourceError NoAnswer(string what) => new(SourceErrorCodes.MalformedResponse, null, $"{_description.Name} {what}.");
}
