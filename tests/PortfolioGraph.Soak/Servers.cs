using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Shared.Processes;

namespace PortfolioGraph.Soak;

/// <summary>A sandbox in this process, and a gateway in a process of its own that takes it for the real providers.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly GatewayProcess _gateway;

    private Servers(SandboxServer sandbox, GatewayProcess gateway)
    {
        Sandbox = sandbox;
        _gateway = gateway;
    }

    public SandboxServer Sandbox { get; }

    public static async Task<Servers> StartAsync(params (string Key, string Value)[] settings)
    {
        var options = new SandboxOptions();
        var sandbox = await SandboxServer.StartAsync(options, CancellationToken.None);
        var program = Path.Combine(AppContext.BaseDirectory, "PortfolioGraph.Gateway.dll");
        var servers = new Servers(sandbox, GatewayProcess.Start(program, [.. SandboxSettings.Of(sandbox, options), .. settings]));
        await servers._gateway.ReadyAsync();
        return servers;
    }

    /// <summary>The data of an answer with HTTP 200 and no errors but those of providers. Anything else throws.</summary>
    public async Task<JsonElement> AskAsync(string query)
    {
        using var response = await _gateway.Http.PostAsJsonAsync("/graphql", new { query });
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidDataException($"{(int)response.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("data").Clone();
    }

    /// <summary>What the gateway's process has in memory, in megabytes.</summary>
    public double Memory() => _gateway.Memory();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
