namespace PortfolioGraph.GraphQL.Telemetry;

/// <summary>For operations that nobody has sent: from its beginning to its end, what is called here is in no trace and no metric.</summary>
public sealed class TelemetrySuppression : IDisposable
{
    private static readonly AsyncLocal<bool> Ambient = new();

    private readonly bool _wasOn = Ambient.Value;

    private TelemetrySuppression() => Ambient.Value = true;

    internal static bool IsOn => Ambient.Value;

    public static TelemetrySuppression Begin() => new();

    public void Dispose() => Ambient.Value = _wasOn;
}
