namespace PortfolioGraph.Gateway.Settings;

/// <summary>Where the gateway answers.</summary>
internal static class GatewayPaths
{
    /// <summary>GraphQL over HTTP, streams and the page for queries.</summary>
    public const string Graph = "/graphql";
}
