using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Telemetry;

/// <summary>One try of a call as those see it who listen. The pipeline begins and ends it; what is sent meanwhile describes it.</summary>
internal sealed class ProviderTry : IDisposable
{
    private static readonly AsyncLocal<ProviderTry?> Ambient = new();
    private static readonly HttpRequestOptionsKey<string> UrlTemplate = new("url.template");

    private readonly string _provider;
    private readonly Histogram<double> _requests;
    private readonly Activity? _span;
    private readonly ProviderTimings? _timings;
    private readonly TimeProvider _time;
    private readonly long _start;
    private HttpMethod? _method;
    private Uri? _url;
    private HttpStatusCode? _status;
    private string? _error = "cancelled";

    public ProviderTry(string provider, Histogram<double> requests, Activity? span, ProviderTimings? timings, TimeProvider time)
    {
        _provider = provider;
        _requests = requests;
        _span = span;
        _timings = timings;
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>The try that this is part of; null where nobody wants to know.</summary>
    public static ProviderTry? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Says what of a request's path may be shown: the path without its query, and names in place of what it has of a wallet.</summary>
    public static void ShowAs(HttpRequestMessage request, string template) => request.Options.Set(UrlTemplate, template);

    public void Sends(HttpRequestMessage request)
    {
        _method = request.Method;
        _url = request.RequestUri;
        if (_span is not { IsAllDataRequested: true } || _url is null)
            return;
        _span.SetTag("http.request.method", _method.Method);
        _span.SetTag("server.address", _url.Host);
        _span.SetTag("server.port", _url.Port);
        _span.DisplayName = _method.Method;
        if (!request.Options.TryGetValue(UrlTemplate, out var template))
            return;
        _span.DisplayName = $"{_method.Method} {template}";
        _span.SetTag("url.template", template);
    }

    public void Received(HttpStatusCode status)
    {
        _status = status;
        _span?.SetTag("http.response.status_code", (int)status);
    }

    public void Ended(SourceError? error) => _error = error?.Code;

    public void Dispose()
    {
        var time = _time.GetElapsedTime(_start);
        _timings?.Called(_provider, time);
        if (_requests.Enabled)
        {
            var tags = new TagList { { "portfoliograph.provider", _provider } };
            if (_method is not null)
                tags.Add("http.request.method", _method.Method);
            if (_url is not null)
            {
                tags.Add("server.address", _url.Host);
                tags.Add("server.port", _url.Port);
            }
            if (_status is { } status)
                tags.Add("http.response.status_code", (int)status);
            if (_error is not null)
                tags.Add("error.type", _error);
            _requests.Record(time.TotalSeconds, tags);
        }
        if (_span is null)
            return;
        if (_error is not null)
            _span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", _error);
        _span.Dispose();
    }
}
