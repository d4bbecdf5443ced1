using Microsoft.AspNetCore.Http;

namespace PortfolioGraph.Gateway;

/// <summary>
/// <c>--healthcheck</c>: asks the gateway that runs under the same configuration whether it lives. For containers, whose image has no program
/// that could.
/// </summary>
internal static class HealthCheck
{
    public const string Argument = "--healthcheck";

    /// <summary>The exit code: 0 when <c>/health/live</c> answers well within 3 seconds, else 1.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var response = await http.GetAsync(Address(configuration), cancellationToken);
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Where the server listens, by the two settings that containers use, <c>urls</c> and <c>http_ports</c>, seen from the same machine.</summary>
    internal static Uri Address(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var ports = configuration[WebHostDefaults.HttpPortsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var first = urls.Concat(ports.Select(port => $"http://*:{port}"))
            .FirstOrDefault(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase), "http://localhost:5000");
        var address = BindingAddress.Parse(first);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new Uri($"http://{host}:{address.Port}/health/live");
    }
}
