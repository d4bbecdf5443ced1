using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>
/// Exchanges, brokers and self-custody wallets that a person has connected through Mesh Connect.
/// At most two calls a user: one for everything that has a price, one for fiat money.
/// </summary>
public sealed class MeshProvider : IHoldingsProvider
{
    internal const string Id = "mesh";

    private const HoldingsNeeds TokenNeeds = HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts;
    private const HoldingsNeeds PortfolioNeeds = TokenNeeds | HoldingsNeeds.Equities | HoldingsNeeds.Nfts | HoldingsNeeds.ReportedTotals;

    // The rate limit is kept further down; this bounds what waits for it at a time.
    private const int MaxUsersAtOnce = 8;

    private readonly MeshClient _client;

    public MeshProvider(MeshOptions options, ProviderMode mode, HttpMessageInvoker http, TimeProvider time)
    {
        _client = new MeshClient(options, http, time);
        Description = new ProviderDescription(
            Id,
            "Mesh",
            mode,
            [Capability.TokenBalances, Capability.Equities, Capability.Nfts, Capability.Cash, Capability.Performance],
            []);
    }

    public ProviderDescription Description { get; }

    public bool Answers(WalletKey wallet) => wallet.Kind == WalletKind.MeshUser;

    public async ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CancellationToken cancellationToken)
    {
        var answers = new WalletAnswer[requests.Count];
        var bound = new ParallelOptions { MaxDegreeOfParallelism = MaxUsersAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, requests.Count, bound, async (i, cancel) => answers[i] = await LoadAsync(requests[i], cancel));
        return answers;
    }

    private async Task<WalletAnswer> LoadAsync(WalletRequest request, CancellationToken cancellationToken)
    {
        var (wallet, needs) = request;
        var portfolio = (needs & PortfolioNeeds) == 0
            ? null
            : _client.GetPortfolioAsync(wallet.Value, wallet.TimezoneOffset, cancellationToken).AsTask();
        var cash = needs.HasFlag(HoldingsNeeds.Cash) ? _client.GetCashAsync(wallet.Value, cancellationToken).AsTask() : null;

        var answer = new WalletAnswer { Wallet = wallet, ProviderId = Id, Sources = [] };
        if (portfolio is not null)
            answer = WithPortfolio(answer, needs, await portfolio);
        if (cash is not null)
            answer = WithCash(answer, await cash);
        return answer with { Sources = [.. answer.Sources.OrderBy(report => report.Capability)] };
    }

    private static WalletAnswer WithPortfolio(WalletAnswer answer, HoldingsNeeds needs, CallResult<MeshWirePortfolio> call)
    {
        var source = new Source(Id, call.FetchedAt);
        var mapping = new MeshMapping(answer.Wallet, source);
        var reports = new List<SourceReport>();
        var positions = new List<Position>();
        if ((needs & TokenNeeds) != 0)
        {
            reports.Add(Report(Capability.TokenBalances, call));
            if (call.Value is { } portfolio)
                answer = answer with { TokenBalances = [.. portfolio.CryptocurrencyPositions.Select(mapping.ToTokenBalance)] };
        }
        if (needs.HasFlag(HoldingsNeeds.Equities))
        {
            var wanted = call.Value?.EquityPositions ?? [];
            positions.AddRange(wanted.Select(mapping.ToEquity).OfType<Position>());
            reports.Add(Report(Capability.Equities, call, wanted.Count - positions.Count));
        }
        if (needs.HasFlag(HoldingsNeeds.Nfts))
        {
            var before = positions.Count;
            var wanted = call.Value?.NftPositions ?? [];
            positions.AddRange(wanted.Select(mapping.ToNft).OfType<Position>());
            reports.Add(Report(Capability.Nfts, call, wanted.Count - (positions.Count - before)));
        }
        if (needs.HasFlag(HoldingsNeeds.ReportedTotals))
        {
            reports.Add(Report(Capability.Performance, call));
            if (call.Value is { } portfolio)
                answer = answer with { Reported = mapping.ToReported(portfolio) };
        }
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
        var missing = new SourceError(SourceErrorCodes.MalformedResponse, null, $"{unreadable} of the items that mesh lists came without an amount");
        return new SourceReport(Id, capability, SourceStatus.Partial, call.FetchedAt, Error: missing);
    }
}
