namespace PortfolioGraph.GraphQL.Telemetry;

/// <summary>For operations that nobody has sent: they are in no trace and no metric.</summary>
public static class TelemetrySuppression
{
    private static readonly AsyncLocal<bool> Ambient = new();

    internal static bool IsOn => Ambient.Value;

    /// <summary>From now on, for everything that is called from here.</summary>
    public static void Begin() => Ambient.Value = true;
}
