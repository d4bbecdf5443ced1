using System.Diagnostics;
using System.Diagnostics.Metrics;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Telemetry;

/// <summary>
/// The engine's spans and metrics, by the semantic conventions for GraphQL where these have a name. Values of variables and arguments, documents
/// and messages are in none of them. Where nobody listens, nothing is made.
/// </summary>
internal static class EngineTelemetry
{
    public static readonly ActivitySource Source = new("PortfolioGraph.GraphQL");

    private static readonly Meter Meter = new(Source.Name);

    public static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "graphql.operation.duration", "s", "Time from the document to the written answer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });

    public static readonly Histogram<int> Costs = Meter.CreateHistogram(
        "graphql.operation.cost", "{cost}", "What operations cost, those included that were refused for it.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] });

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("graphql.errors", "{error}", "Errors in answers.");

    public static bool IsListenedTo => (Source.HasListeners() || Durations.Enabled || Costs.Enabled) && !TelemetrySuppression.IsOn;

    private static bool IsTraced => Source.HasListeners() && !TelemetrySuppression.IsOn;

    public static void CountError(string code)
    {
        if (Errors.Enabled && !TelemetrySuppression.IsOn) Errors.Add(1, new KeyValuePair<string, object?>("error.type", code));
    }

    /// <summary>One call of a loader's batch.</summary>
    public static Activity? StartBatch(string loader, int keys)
    {
        if (!IsTraced) return null;
        var span = Source.StartActivity($"load {loader}");
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("graphql.dataloader.name", loader);
            span.SetTag("graphql.dataloader.batch.size", keys);
        }

        return span;
    }

    /// <summary>A field that waits, from here until its values are there. What happens meanwhile is not its doing alone, so it is nobody's parent.</summary>
    public static Activity? StartField(OutputField field, int parents)
    {
        if (!IsTraced) return null;
        var current = Activity.Current;
        var span = Source.StartActivity($"resolve {field}");
        Activity.Current = current;
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("graphql.field.coordinate", field.ToString());
            span.SetTag("graphql.field.parents", parents);
        }

        return span;
    }
}
