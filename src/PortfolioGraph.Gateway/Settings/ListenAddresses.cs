namespace PortfolioGraph.Gateway.Settings;

/// <summary>Where settings say that the server listens.</summary>
internal static class ListenAddresses
{
    /// <summary>In Kestrel's order: endpoints of its own before <c>urls</c>, <c>urls</c> before ports. Empty where nothing is set.</summary>
    public static IReadOnlyList<string> Configured(IConfiguration configuration)
    {
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>()];
        if (endpoints.Length > 0) return endpoints;
        var urls = Listed(WebHostDefaults.ServerUrlsKey);
        return urls.Length > 0
            ? urls
            : [.. Listed(WebHostDefaults.HttpPortsKey).Select(port => $"http://*:{port}"), .. Listed(WebHostDefaults.HttpsPortsKey).Select(port => $"https://*:{port}")];

        string[] Listed(string key) => configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    }
}
