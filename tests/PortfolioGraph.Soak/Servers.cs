using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using PortfolioGraph.Sandbox;

namespace PortfolioGraph.Soak;

/// <summary>A sandbox in this process, and a gateway in a process of its own that takes it for the real providers.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly Process _gateway;
    private readonly HttpClient _http;

    private Servers(SandboxServer sandbox, Process gateway, Uri url)
    {
        Sandbox = sandbox;
        _gateway = gateway;
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public SandboxServer Sandbox { get; }

    public static async Task<Servers> StartAsync(params (string Key, string Value)[] settings)
    {
        var options = new SandboxOptions();
        var sandbox = await SandboxServer.StartAsync(options, CancellationToken.None);
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "PortfolioGraph.Gateway.dll")) { UseShellExecute = false };
        (string, string)[] all =
        [
            ("ASPNETCORE_URLS", url.ToString()), ("Logging__LogLevel__Default", "Error"), ("Logging__LogLevel__PortfolioGraph.Gateway.Access", "None"),
            ("Providers__Okx__BaseUrl", Origin(sandbox.OkxUrl)), ("Providers__Okx__ApiKey", options.OkxApiKey),
            ("Providers__Okx__SecretKey", options.OkxSecretKey), ("Providers__Okx__Passphrase", options.OkxPassphrase),
            ("Providers__Okx__RequestsPerSecond", "1000"),
            ("Providers__Mesh__BaseUrl", Origin(sandbox.MeshUrl)), ("Providers__Mesh__ClientId", options.MeshClientId),
            ("Providers__Mesh__ClientSecret", options.MeshClientSecret), ("Providers__Mesh__RequestsPerSecond", "1000"),
            ("Providers__Neptune__BaseUrl", Origin(sandbox.NeptuneUrl)), ("Providers__Neptune__Enabled", "true"), ("Providers__Neptune__RequestsPerSecond", "1000"),
            .. settings,
        ];
        foreach (var (key, value) in all) start.Environment[key] = value;
        var servers = new Servers(sandbox, Process.Start(start)!, url);
        await servers.ReadyAsync();
        return servers;
    }

    /// <summary>The data of an answer with HTTP 200 and no errors but those of providers. Anything else throws.</summary>
    public async Task<JsonElement> AskAsync(string query)
    {
        using var response = await _http.PostAsJsonAsync("/graphql", new { query });
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidDataException($"{(int)response.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("data").Clone();
    }

    /// <summary>What the gateway's process has in memory, in megabytes.</summary>
    public double Memory()
    {
        var line = File.ReadLines($"/proc/{_gateway.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Kill();
        await _gateway.WaitForExitAsync();
        _gateway.Dispose();
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }

    private async Task ReadyAsync()
    {
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                using var ready = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (ready.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The gateway did not start.");
    }

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
