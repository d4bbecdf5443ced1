using System.Net.Http.Headers;
using System.Text.Json;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Signs a call, makes it, and reads the envelope of its answer.</summary>
internal sealed class OkxClient
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    // A date beyond it is no clock: certificates would not be valid either.
    private static readonly TimeSpan LongestSkew = TimeSpan.FromDays(1);

    private readonly OkxOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _origin;
    private readonly OkxErrors _errors;
    private readonly ProviderPipeline _pipeline;
    private readonly ProviderHttpClient _http;

    // Ticks that OKX's clock is ahead of ours.
    private long _clockAhead;

    public OkxClient(OkxOptions options, HttpMessageInvoker http, TimeProvider time, ResilienceOptions? resilience = null, ProviderFaults? faults = null)
    {
        _options = options;
        _time = time;
        _origin = new Uri(options.BaseUrl);
        _errors = new OkxErrors(options);
        _pipeline = new ProviderPipeline("OKX", options.RequestsPerSecond, resilience, time, faults: faults);
        _http = new ProviderHttpClient("OKX", http, _pipeline.Http.Reading(options.MaxResponseMegabytes), time);
    }

    public ProviderState State => _pipeline.State;

    /// <summary>The items of <c>data</c>, which comes as an array or as one object. Only a caller that has gone throws.</summary>
    /// <param name="triesBefore">Tries of what this call asks for that have been made already.</param>
    public async ValueTask<CallResult<IReadOnlyList<TItem>>> SendAsync<TItem>(OkxCall<TItem> call, CallBudget budget, int triesBefore = 0)
        where TItem : class
    {
        var tries = triesBefore;
        var isSkewed = false;
        var result = await _pipeline.CallAsync(TryAsync, budget, triesBefore);
        return isSkewed ? await _pipeline.CallAsync(TryAsync, budget, tries) : result;

        async ValueTask<CallResult<IReadOnlyList<TItem>>> TryAsync(CancellationToken cancellationToken)
        {
            tries++;
            (var tried, isSkewed) = await this.TryAsync(call, cancellationToken);
            return tried;
        }
    }

    /// <summary>One try; <c>IsSkewed</c> where OKX refused the timestamp and told its own time, which the next try goes by.</summary>
    private async ValueTask<(CallResult<IReadOnlyList<TItem>> Result, bool IsSkewed)> TryAsync<TItem>(
        OkxCall<TItem> call, CancellationToken cancellationToken)
        where TItem : class
    {
        var sent = await _http.SendAsync(Request(call), cancellationToken);
        if (sent.Value is not { } response)
            return (sent.As<IReadOnlyList<TItem>>(), false);
        using var read = response;
        try
        {
            var envelope = OkxEnvelope.Read<TItem>(response.Body, out var items);
            if (response.IsSuccess && envelope.IsSuccess)
                return (Items(envelope, items, response, sent.FetchedAt), false);
            if (envelope.Code is { } code && !envelope.IsSuccess)
            {
                var isSkewed = OkxErrors.IsClockSkew(code) && Resynchronize(response.Date);
                return (Failed<TItem>(_errors.OfCode(code, envelope.Text, response), sent.FetchedAt), isSkewed);
            }
        }
        catch (JsonException)
        {
            // No envelope: the HTTP status says what there is to say.
        }
        return (Failed<TItem>(OkxErrors.OfResponse(response), sent.FetchedAt), false);
    }

    private HttpRequestMessage Request<TItem>(OkxCall<TItem> call)
        where TItem : class
    {
        var request = new HttpRequestMessage(call.Method, new Uri(_origin, call.PathAndQuery));
        ProviderTry.ShowAs(request, request.RequestUri!.AbsolutePath);
        if (!call.Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(call.Body);
            request.Content.Headers.ContentType = JsonType;
        }

        var timestamp = OkxSigning.Timestamp(_time.GetUtcNow().AddTicks(Interlocked.Read(ref _clockAhead)));
        var signature = OkxSigning.Sign(_options.SecretKey ?? "", timestamp, call.Method.Method, request.RequestUri!.PathAndQuery, call.Body.Span);
        request.Headers.TryAddWithoutValidation("OK-ACCESS-KEY", _options.ApiKey);
        request.Headers.TryAddWithoutValidation("OK-ACCESS-SIGN", signature);
        request.Headers.TryAddWithoutValidation("OK-ACCESS-TIMESTAMP", timestamp);
        request.Headers.TryAddWithoutValidation("OK-ACCESS-PASSPHRASE", _options.Passphrase);
        if (_options.ProjectId is { Length: > 0 } project && !call.PathAndQuery.StartsWith("/api/v6/", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("OK-ACCESS-PROJECT", project);
        return request;
    }

    private bool Resynchronize(DateTimeOffset? theirs)
    {
        if (theirs is not { } date || (date - _time.GetUtcNow()).Duration() > LongestSkew)
            return false;
        Interlocked.Exchange(ref _clockAhead, (date - _time.GetUtcNow()).Ticks);
        return true;
    }

    private static CallResult<IReadOnlyList<TItem>> Items<TItem>(
        OkxEnvelope envelope, IReadOnlyList<TItem>? items, ProviderResponse response, DateTimeOffset fetchedAt)
        where TItem : class
    {
        if (envelope.DataStart < 0)
            return Failed<TItem>((OkxErrors.Malformed("OKX's answer has no data"), false), fetchedAt);
        var data = response.Body.Slice(envelope.DataStart, envelope.DataLength);
        items ??= OkxJson.ReadItems<TItem>(data);
        // Only for a list that is not there does it matter whether there is something in its place.
        foreach (var item in items)
        {
            if (item is IOkxLists { IsAbsent: true } lists && UnknownLists.AreIn(data, default, lists.Names))
                return Failed<TItem>((OkxErrors.Malformed("OKX's answer does not have the list that was asked for"), false), fetchedAt);
        }
        return CallResult<IReadOnlyList<TItem>>.Ok(items, fetchedAt);
    }

    private static CallResult<IReadOnlyList<TItem>> Failed<TItem>((Holdings.Sources.SourceError Error, bool IsTransient) failure, DateTimeOffset fetchedAt) =>
        CallResult<IReadOnlyList<TItem>>.Failed(failure.Error, failure.IsTransient, fetchedAt);
}
