using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>Mesh's calls for one end user. Credentials go into the headers of these requests and nowhere else.</summary>
internal sealed class MeshClient(MeshOptions options, HttpMessageInvoker http, TimeProvider time)
{
    private static readonly MeshWirePortfolio NoPortfolio = new();
    private static readonly MeshWireCash NoCash = new();

    private readonly ProviderHttpClient _http = new("Mesh", http, new ProviderHttpOptions(), time);
    private readonly MeshErrors _errors = new(options);

    /// <summary>Tokens, equities, NFTs and Mesh's own sums.</summary>
    /// <param name="userId">The end user.</param>
    /// <param name="timezoneOffset">Seconds from UTC, for daily returns; null leaves it to Mesh.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask<CallResult<MeshWirePortfolio>> GetPortfolioAsync(string userId, int? timezoneOffset, CancellationToken cancellationToken)
    {
        var offset = timezoneOffset is { } seconds ? FormattableString.Invariant($"&TimezoneOffset={seconds}") : "";
        var call = await SendAsync($"/api/v1/holdings/portfolio?UserId={Uri.EscapeDataString(userId)}{offset}", cancellationToken);
        return _errors.Read(call, MeshWireJson.Default.Portfolio, NoPortfolio);
    }

    /// <summary>Fiat money.</summary>
    public async ValueTask<CallResult<MeshWireCash>> GetCashAsync(string userId, CancellationToken cancellationToken)
    {
        var call = await SendAsync($"/api/v1/balance/portfolio?UserId={Uri.EscapeDataString(userId)}", cancellationToken);
        return _errors.Read(call, MeshWireJson.Default.Cash, NoCash);
    }

    private ValueTask<CallResult<ProviderResponse>> SendAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(options.BaseUrl), pathAndQuery));
        request.Headers.TryAddWithoutValidation("X-Client-Id", options.ClientId);
        request.Headers.TryAddWithoutValidation("X-Client-Secret", options.ClientSecret);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return _http.SendAsync(request, cancellationToken);
    }
}
