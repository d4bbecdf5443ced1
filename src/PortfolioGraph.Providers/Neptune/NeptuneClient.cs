using System.Text.Json.Serialization.Metadata;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Neptune's calls for one address. What is not asked for by a flag, Neptune does not work out.</summary>
internal sealed class NeptuneClient
{
    /// <summary>Stands for an asset that Neptune does not know.</summary>
    public static readonly NeptuneWireBalance NoBalance = new(null, null);

    private static readonly NeptuneWireWallet NoWallet = new(TotalValue: null);
    private static readonly NeptuneWireUser NoUser = new(new NeptuneWireMarkets(null, null), new NeptuneWireNept(null, null), NoWallet);

    private readonly NeptuneOptions _options;
    private readonly ProviderPipeline _pipeline;
    private readonly ProviderHttpClient _http;

    public NeptuneClient(NeptuneOptions options, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null, ProviderFaults? faults = null)
    {
        _options = options;
        _pipeline = new ProviderPipeline("Neptune", options.RequestsPerSecond, resilience, time, faults: faults);
        _http = new ProviderHttpClient("Neptune", http, _pipeline.Http.Reading(options.MaxResponseMegabytes), time);
    }

    public ProviderState State => _pipeline.State;

    /// <summary>Every balance of the wallet.</summary>
    public ValueTask<CallResult<NeptuneWireWallet>> GetBalancesAsync(string address, bool withValue, bool withText, CallBudget budget) =>
        CallAsync(address, "wallet/balances", [.. Flags(withValue, withText)], NeptuneWireJson.Default.Wallet, NoWallet, budget);

    /// <summary>One balance; <see cref="NoBalance"/> where Neptune does not know the asset.</summary>
    public ValueTask<CallResult<NeptuneWireBalance>> GetBalanceAsync(string address, string assetId, bool withValue, bool withText, CallBudget budget)
    {
        string[] query = [$"asset_id={Uri.EscapeDataString(assetId)}", .. Flags(withValue, withText)];
        return CallAsync(address, "wallet/balance", query, NeptuneWireJson.Default.Balance, NoBalance, budget);
    }

    /// <summary>Wallet and positions.</summary>
    public ValueTask<CallResult<NeptuneWireUser>> GetUserAsync(string address, bool withValue, bool withText, CallBudget budget) =>
        CallAsync(address, "user", [.. Flags(withValue, withText)], NeptuneWireJson.Default.User, NoUser, budget);

    private ValueTask<CallResult<T>> CallAsync<T>(
        string address, string path, string[] query, JsonTypeInfo<NeptuneWireEnvelope<T>> type, T nothing, CallBudget budget)
        where T : class =>
        _pipeline.CallAsync(async cancellationToken => NeptuneErrors.Read(await SendAsync(address, path, query, cancellationToken), type, nothing), budget);

    private ValueTask<CallResult<ProviderResponse>> SendAsync(string address, string path, string[] query, CancellationToken cancellationToken)
    {
        var pathAndQuery = $"/api/v1/users/{Uri.EscapeDataString(address)}/{path}{(query.Length == 0 ? "" : "?" + string.Join('&', query))}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(_options.BaseUrl), pathAndQuery));
        ProviderTry.ShowAs(request, $"/api/v1/users/{{address}}/{path}");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return _http.SendAsync(request, cancellationToken);
    }

    private static IEnumerable<string> Flags(bool withValue, bool withText)
    {
        if (withValue)
            yield return "with_value=true";
        if (withText)
            yield return "with_text=true";
    }
}
