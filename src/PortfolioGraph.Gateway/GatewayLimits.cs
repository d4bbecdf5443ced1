namespace PortfolioGraph.Gateway;

/// <summary>Configuration section <c>Limits</c>.</summary>
public sealed record GatewayLimits
{
    /// <summary>No answer takes longer, waiting for providers included; what is not there by then is reported in <c>sources</c>.</summary>
    public int ExecutionSeconds { get; init; } = 10;

    /// <summary>The time that providers have: a little less, so that the answer can still be written.</summary>
    internal TimeSpan ExecutionTime => TimeSpan.FromSeconds(ExecutionSeconds) - TimeSpan.FromMilliseconds(250);
}
