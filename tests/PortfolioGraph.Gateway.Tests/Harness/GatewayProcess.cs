using System.Diagnostics;
using System.Text.RegularExpressions;
using PortfolioGraph.Gateway.Hosting;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>The gateway as a process of its own.</summary>
internal sealed partial class GatewayProcess : IDisposable
{
    private readonly Process _process;

    private GatewayProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<GatewayProcess> StartAsync(Dictionary<string, string> settings)
    {
        var start = StartInfo(settings, []);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } found) continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new GatewayProcess(process, new Uri(found.Groups[1].Value));
        }

        throw new InvalidOperationException("The gateway does not start.");
    }

    /// <summary>Runs one of its commands to the end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, Dictionary<string, string>? settings = null, string input = "")
    {
        var start = StartInfo(settings ?? [], arguments);
        start.RedirectStandardInput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>SIGTERM, as orchestrators send it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(Dictionary<string, string> settings, string[] arguments)
    {
        var assembly = typeof(GatewayHost).Assembly.Location;
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [assembly, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly), RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:[0-9]+)")]
    private static partial Regex Listening();
}
