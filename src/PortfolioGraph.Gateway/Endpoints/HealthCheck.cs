using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Endpoints;

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
        var handler = new SocketsHttpHandler { UseProxy = false };

        // Asked by an address that its certificate does not name, and only whether it lives: nothing is told to it, and nothing believed.
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(3) };
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

    /// <summary>Where the server listens by its settings, seen from the same machine; without TLS where it does that too.</summary>
    internal static Uri Address(IConfiguration configuration)
    {
        var addresses = ListenAddresses.Configured(configuration);
        var first = addresses.FirstOrDefault(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ?? addresses.FirstOrDefault(url => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            ?? "http://localhost:5000";
        var address = BindingAddress.Parse(first);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}/health/live");
    }
}
