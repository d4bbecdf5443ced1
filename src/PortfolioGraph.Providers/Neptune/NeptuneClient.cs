using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Neptune's calls for one address. What is not asked for by a flag, Neptune does not work out.</summary>
internal sealed class NeptuneClient(NeptuneOptions options, HttpMessageInvoker http, TimeProvider time)
{
    /// <summary>Stands for an asset that Neptune does not know.</summary>
    public static readonly NeptuneWireBalance NoBalance = new(null, null);

    private static readonly NeptuneWireWallet NoWallet = new(TotalValue: null);
    private static readonly NeptuneWireUser NoUser = new(new NeptuneWireMarkets(null, null), new NeptuneWireNept(null, null), NoWallet);

    private readonly ProviderHttpClient _http = new("Neptune", http, new ProviderHttpOptions(), time);

    /// <summary>Every balance of the wallet.</summary>
    public async ValueTask<CallResult<NeptuneWireWallet>> GetBalancesAsync(string address, bool withValue, bool withText, CancellationToken cancellationToken) =>
        NeptuneErrors.Read(await SendAsync(address, "wallet/balances", [.. Flags(withValue, withText)], cancellationToken), NeptuneWireJson.Default.Wallet, NoWallet);

    /// <summary>One balance; <see cref="NoBalance"/> where Neptune does not know the asset.</summary>
    public async ValueTask<CallResult<NeptuneWireBalance>> GetBalanceAsync(
        string address, string assetId, bool withValue, bool withText, CancellationToken cancellationToken)
    {
        string[] query = [$"asset_id={Uri.EscapeDataString(assetId)}", .. Flags(withValue, withText)];
        return NeptuneErrors.Read(await SendAsync(address, "wallet/balance", query, cancellationToken), NeptuneWireJson.Default.Balance, NoBalance);
    }

    /// <summary>Wallet and positions.</summary>
    public async ValueTask<CallResult<NeptuneWireUser>> GetUserAsync(string address, bool withValue, bool withText, CancellationToken cancellationToken) =>
        NeptuneErrors.Read(await SendAsync(address, "user", [.. Flags(withValue, withText)], cancellationToken), NeptuneWireJson.Default.User, NoUser);

    private ValueTask<CallResult<ProviderResponse>> SendAsync(string address, string path, string[] query, CancellationToken cancellationToken)
    {
        var pathAndQuery = $"/api/v1/users/{Uri.EscapeDataString(address)}/{path}{(query.Length == 0 ? "" : "?" + string.Join('&', query))}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(options.BaseUrl), pathAndQuery));
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
