using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PortfolioGraph.Gateway.Tests.Observability;

/// <summary>Listens to everything of ours in this process, as a collector's SDK would. Tests with it run alone.</summary>
internal sealed class RecordedTelemetry : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics;

    public RecordedTelemetry()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => IsOurs(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (!IsOurs(instrument.Meter.Name)) return;
                Instruments.Enqueue(instrument);
                listener.EnableMeasurementEvents(instrument);
            },
        };
        _metrics.SetMeasurementEventCallback<double>(Record);
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _metrics.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _metrics.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<Instrument> Instruments { get; } = new();

    private ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> Measurements { get; } = new();

    /// <summary>The values of an instrument that were measured with these tags, others aside.</summary>
    public double[] Values(string name, params (string Key, object? Value)[] tags) =>
        [.. Measurements.Where(m => m.Name == name && tags.All(t => Equals(m.Tags.GetValueOrDefault(t.Key), t.Value))).Select(m => m.Value)];

    /// <summary>Reads the gauges now.</summary>
    public void Observe() => _metrics.RecordObservableInstruments();

    /// <summary>Everything that was told, as text.</summary>
    public string Text() => string.Join('\n',
    [
        .. Spans.Select(s => $"{s.OperationName} {s.DisplayName} {s.StatusDescription} {Tags(s.TagObjects)} {string.Concat(s.Events.Select(e => $"{e.Name} {Tags(e.Tags)}"))}"),
        .. Measurements.Select(m => $"{m.Name} {Tags(m.Tags)}"),
    ]);

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private static string Tags(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(t => $"{t.Key}={t.Value}"));

    private static bool IsOurs(string name) => name.StartsWith("PortfolioGraph.", StringComparison.Ordinal);

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        Measurements.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
}
