using System.Text.Json.Serialization.Metadata;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>Mesh's calls for one end user. Credentials go into the headers of these requests and nowhere else.</summary>
internal sealed class MeshClient
{
    private static readonly MeshWirePortfolio NoPortfolio = new();
    private static readonly MeshWireCash NoCash = new();

    private readonly MeshOptions _options;
    private readonly MeshErrors _errors;
    private readonly ProviderPipeline _pipeline;
    private readonly ProviderHttpClient _http;

    public MeshClient(MeshOptions options, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null, ProviderFaults? faults = null)
    {
        _options = options;
        _errors = new MeshErrors(options);
        _pipeline = new ProviderPipeline("Mesh", options.RequestsPerSecond, resilience, time, faults: faults);
        _http = new ProviderHttpClient("Mesh", http, _pipeline.Http.Reading(options.MaxResponseMegabytes), time);
    }

    public ProviderState State => _pipeline.State;

    /// <summary>Tokens, equities, NFTs and Mesh's own sums.</summary>
    /// <param name="userId">The end user.</param>
    /// <param name="timezoneOffset">Seconds from UTC, for daily returns; null leaves it to Mesh.</param>
    /// <param name="budget">How long the call may take.</param>
    public ValueTask<CallResult<MeshWirePortfolio>> GetPortfolioAsync(string userId, int? timezoneOffset, CallBudget budget)
    {
        var offset = timezoneOffset is { } seconds ? FormattableString.Invariant($"&TimezoneOffset={seconds}") : "";
        var pathAndQuery = $"/api/v1/holdings/portfolio?UserId={Uri.EscapeDataString(userId)}{offset}";
        return CallAsync(pathAndQuery, MeshWireJson.Default.Portfolio, NoPortfolio, budget);
    }

    /// <summary>Fiat money.</summary>
    public ValueTask<CallResult<MeshWireCash>> GetCashAsync(string userId, CallBudget budget) =>
        CallAsync($"/api/v1/balance/portfolio?UserId={Uri.EscapeDataString(userId)}", MeshWireJson.Default.Cash, NoCash, budget);

    private ValueTask<CallResult<T>> CallAsync<T>(string pathAndQuery, JsonTypeInfo<MeshWireEnvelope<T>> type, T nothing, CallBudget budget)
        where T : MeshWireContent =>
        _pipeline.CallAsync(async cancellationToken => _errors.Read(await SendAsync(pathAndQuery, cancellationToken), type, nothing), budget);

    private ValueTask<CallResult<ProviderResponse>> SendAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(_options.BaseUrl), pathAndQuery));
        ProviderTry.ShowAs(request, request.RequestUri!.AbsolutePath);
        request.Headers.TryAddWithoutValidation("X-Client-Id", _options.ClientId);
        request.Headers.TryAddWithoutValidation("X-Client-Secret", _options.ClientSecret);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return _http.SendAsync(request, cancellationToken);
    }
}
