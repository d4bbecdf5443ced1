namespace PortfolioGraph.Gateway.Settings;

/// <summary>Response headers of the gateway's own.</summary>
internal static class GatewayHeaders
{
    /// <summary>Whether holdings are real: <c>live</c> or <c>sandbox</c>.</summary>
    public const string Mode = "PortfolioGraph-Mode";
}
