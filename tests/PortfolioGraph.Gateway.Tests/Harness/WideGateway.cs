using System.Net.Http.Json;
using System.Text.Json;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>A server that lets a request select all that there is.</summary>
public sealed class WideGateway : IAsyncLifetime
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });

    internal GatewayServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await GatewayServer.StartAsync(
        new()
        {
            ["Limits:MaxCost"] = "2000000000", ["Limits:MaxDepth"] = "100", ["Limits:MaxFields"] = "1000000", ["Limits:MaxAliases"] = "100000",
            ["Limits:MaxTokens"] = "1000000", ["Limits:MaxListDepth"] = "50", ["Limits:ValidationMilliseconds"] = "60000", ["Limits:MaxRequestBytes"] = "20000000",
            ["Limits:ExecutionSeconds"] = "60", ["Providers:Okx:RequestsPerSecond"] = "10000", ["Providers:Mesh:RequestsPerSecond"] = "10000",
            ["Providers:Neptune:RequestsPerSecond"] = "10000",
        });

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>The data of the first event of a subscription.</summary>
    internal async Task<JsonElement> FirstEventAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Url, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal) || line.Length < 10) continue;
            using var document = JsonDocument.Parse(line["data:".Length..]);
            return document.RootElement.GetProperty("data").Clone();
        }

        throw new InvalidOperationException("The stream ended without an event.");
    }
}
