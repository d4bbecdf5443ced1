using System.Diagnostics;
using System.Diagnostics.Metrics;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Telemetry;

/// <summary>
/// Spans and metrics of one provider, by the semantic conventions for HTTP clients where these have a name. Wallets, credentials and what was
/// answered are in none of them. Where nobody listens, nothing is made.
/// </summary>
internal sealed class ProviderTelemetry
{
    private static readonly ActivitySource Source = new("PortfolioGraph.Providers");

    private static readonly Meter Meter = new(Source.Name);

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    private static readonly Histogram<double> Requests = Meter.CreateHistogram(
        "http.client.request.duration", "s", "Time of one try, from its start to the end of the body.", advice: Seconds);

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "portfoliograph.provider.call.duration", "s", "Time of one call with all of its tries and waits.", advice: Seconds);

    private static readonly Histogram<double> Queues = Meter.CreateHistogram(
        "portfoliograph.provider.queue.duration", "s", "Time that a try waited for its turn.", advice: Seconds);

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "portfoliograph.provider.retries", "{try}", "Tries after the first one of a call.");

    private static readonly Counter<long> Lookups = Meter.CreateCounter<long>(
        "portfoliograph.cache.lookups", "{part}", "Parts of wallets, and results for keys, that were looked for among the answers that are kept.");

    private static readonly Counter<long> StaleAnswers = Meter.CreateCounter<long>(
        "portfoliograph.cache.stale_answers", "{part}", "Parts of wallets, and results for keys, for which an earlier answer stood in for a call that failed.");

    private readonly KeyValuePair<string, object?> _provider;

    /// <param name="provider">The provider's id; its name where that is the id in other letters.</param>
    public ProviderTelemetry(string provider)
    {
        Provider = provider.ToLowerInvariant();
        _provider = new("portfoliograph.provider", Provider);
    }

    public string Provider { get; }

    /// <summary>A try that is about to be sent. Null where nobody wants to know.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="queued">How long it waited for its turn.</param>
    public ProviderTry? StartTry(int number, TimeSpan queued, TimeProvider time)
    {
        if (number > 1)
            Retries.Add(1, _provider);
        var timings = ProviderTimings.Current;
        if (timings is null && !Source.HasListeners() && !Requests.Enabled)
            return null;
        var span = Source.StartActivity("HTTP", ActivityKind.Client);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("portfoliograph.provider", Provider);
            span.SetTag("portfoliograph.provider.queue.duration", queued.TotalSeconds);
            if (number > 1)
                span.SetTag("http.request.resend_count", number - 1);
        }
        return new ProviderTry(Provider, Requests, span, timings, time);
    }

    public void Queued(TimeSpan forRate, TimeSpan forSlot)
    {
        ProviderTimings.Current?.Waited(Provider, forRate + forSlot);
        if (!Queues.Enabled)
            return;
        Queues.Record(forRate.TotalSeconds, _provider, new("portfoliograph.provider.queue", "rate_limit"));
        Queues.Record(forSlot.TotalSeconds, _provider, new("portfoliograph.provider.queue", "concurrency"));
    }

    /// <summary>A call is over, whether it was made or turned away.</summary>
    public void Called(SourceError? error, TimeSpan time)
    {
        if (error is null)
            Calls.Record(time.TotalSeconds, _provider);
        else
            Calls.Record(time.TotalSeconds, _provider, new("error.type", error.Code));
    }

    /// <summary>A part was there.</summary>
    public void CacheHit() => LookedUp("hit");

    /// <summary>Another request is being answered the same now.</summary>
    public void CacheShared() => LookedUp("shared");

    /// <summary>The provider has to be asked.</summary>
    public void CacheMiss() => LookedUp("miss");

    public void CacheStale() => StaleAnswers.Add(1, _provider);

    private void LookedUp(string result) => Lookups.Add(1, _provider, new("portfoliograph.cache.result", result));
}
