using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>
/// Exchanges, brokers and self-custody wallets that a person has connected through Mesh Connect.
/// At most two calls a user: one for everything that has a price, one for fiat money.
/// </summary>
public sealed class MeshProvider : IHoldingsProvider
{
    internal const string Id = "mesh";

    private const HoldingsNeeds TokenNeeds = HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts;
    private const HoldingsNeeds SumNeeds = HoldingsNeeds.Performance | HoldingsNeeds.ReportedTotals;
    private const HoldingsNeeds PortfolioNeeds = TokenNeeds | HoldingsNeeds.Equities | HoldingsNeeds.Nfts | SumNeeds;

    // The rate limit is kept further down; this bounds what waits for it at a time.
    private const int MaxUsersAtOnce = 8;

    private readonly MeshClient _client;
    private readonly ProviderFaults _faults;

    /// <param name="resilience">Null: each call is tried once and at once.</param>
    /// <param name="faults">Are told of what our own code throws.</param>
    public MeshProvider(
        MeshOptions options, ProviderMode mode, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null, ProviderFaults? faults = null)
    {
        _faults = faults ?? new ProviderFaults();
        _client = new MeshClient(options, http, time, resilience, _faults);
        Description = new ProviderDescription(
            Id,
            "Mesh",
            mode,
            [Capability.TokenBalances, Capability.Equities, Capability.Nfts, Capability.Cash, Capability.Performance],
            []);
    }

    public ProviderDescription Description { get; }

    public ProviderState State => _client.State;

    public bool Answers(WalletKey wallet) => wallet.Kind == WalletKind.MeshUser;

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget)
    {
        var answers = new WalletAnswer[requests.Count];
        var bound = new ParallelOptions { MaxDegreeOfParallelism = MaxUsersAtOnce, CancellationToken = budget.Caller };
        await Parallel.ForAsync(0, requests.Count, bound, async (i, _) => answers[i] = await LoadAloneAsync(requests[i], budget));
        return answers;
    }

    private async Task<WalletAnswer> LoadAloneAsync(WalletRequest request, CallBudget budget)
    {
        try
        {
            return await LoadAsync(request, budget);
        }
#pragma warning disable CA1031 // One user's fault is no other's. Without a report, what was asked for has failed.
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
        var portfolio = (needs & PortfolioNeeds) == 0
            ? null
            : _client.GetPortfolioAsync(wallet.Value, wallet.TimezoneOffset, budget).AsTask();
        var cash = needs.HasFlag(HoldingsNeeds.Cash) ? _client.GetCashAsync(wallet.Value, budget).AsTask() : null;

        var answer = new WalletAnswer { Wallet = wallet, ProviderId = Id, Sources = [] };
        if (portfolio is not null)
            answer = WithPortfolio(answer, needs, await portfolio);
        if (cash is not null)
            answer = WithCash(answer, await cash);
        return answer with { Sources = [.. answer.Sources.OrderBy(report => report.Capability)] };
    }

    private static WalletAnswer WithPortfolio(WalletAnswer answer, HoldingsNeeds needs, CallResult<MeshWirePortfolio> call)
    {
        var mapping = new MeshMapping(answer.Wallet, new Source(Id, call.FetchedAt));
        var portfolio = call.Value ?? new MeshWirePortfolio();
        var reports = new List<SourceReport>();
        var positions = new List<Position>();

        // Returns are part of what they are returns on.
        var all = needs.HasFlag(HoldingsNeeds.Performance);
        if (all || (needs & TokenNeeds) != 0)
            answer = answer with { TokenBalances = [.. portfolio.CryptocurrencyPositions.Select(mapping.ToTokenBalance)] };
        if ((needs & TokenNeeds) != 0)
            reports.Add(Report(Capability.TokenBalances, call, portfolio.CryptocurrencyPositions.Count(position => position.Amount is null)));

        if (all || needs.HasFlag(HoldingsNeeds.Equities))
            positions.AddRange(portfolio.EquityPositions.Select(mapping.ToEquity).OfType<Position>());
        if (needs.HasFlag(HoldingsNeeds.Equities))
            reports.Add(Report(Capability.Equities, call, portfolio.EquityPositions.Count - positions.Count));

        var equities = positions.Count;
        if (all || needs.HasFlag(HoldingsNeeds.Nfts))
            positions.AddRange(portfolio.NftPositions.Select(mapping.ToNft).OfType<Position>());
        if (needs.HasFlag(HoldingsNeeds.Nfts))
            reports.Add(Report(Capability.Nfts, call, portfolio.NftPositions.Count - (positions.Count - equities)));

        // Mesh's own sums have no capability of their own: they come, or fail, with the returns.
        if ((needs & SumNeeds) != 0)
            reports.Add(Report(Capability.Performance, call));
        if (needs.HasFlag(HoldingsNeeds.ReportedTotals) && call.Value is not null)
            answer = answer with { Reported = mapping.ToReported(portfolio) };
        return answer with { Positions = positions, Sources = [.. answer.Sources, .. reports] };
    }

    private static WalletAnswer WithCash(WalletAnswer answer, CallResult<MeshWireCash> call)
    {
        var mapping = new MeshMapping(answer.Wallet, new Source(Id, call.FetchedAt));
        var wanted = call.Value?.FiatBalances ?? [];
        var cash = wanted.Select(mapping.ToCash).OfType<CashBalance>().ToArray();
        return answer with { Cash = cash, Sources = [.. answer.Sources, Report(Capability.Cash, call, wanted.Count - cash.Length)] };
    }

    private static SourceReport Report<T>(Capability capability, CallResult<T> call, int unreadable = 0)
    {
        if (call.Error is { } error)
            return new SourceReport(Id, capability, SourceStatus.Failed, Error: error);
        if (unreadable == 0)
            return new SourceReport(Id, capability, SourceStatus.Ok, call.FetchedAt);
        var missing = new SourceError(SourceErrorCodes.MalformedResponse, null, $"{unreadable} of the items that Mesh lists came without an amount");
        return new SourceReport(Id, capability, SourceStatus.Partial, call.FetchedAt, Error: missing);
    }
}
