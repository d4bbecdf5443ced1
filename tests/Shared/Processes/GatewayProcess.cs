using System.Diagnostics;
using System.Globalization;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Shared.Processes;

/// <summary>A gateway in a process of its own, on a free port of 127.0.0.1, and what it takes of the machine (Linux).</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    // What the kernel counts processor time in, for every program that asks (USER_HZ).
    private const double TicksPerSecond = 100;

    private readonly Process _process;

    private GatewayProcess(Process process, Uri url)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Http { get; }

    /// <summary>Starts without waiting for it to listen.</summary>
    /// <param name="program">The gateway's assembly, or the program that publishing makes of it.</param>
    /// <param name="settings">Its environment, keys with <c>__</c>.</param>
    public static GatewayProcess Start(string program, params IEnumerable<(string Key, string Value)> settings)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var start = program.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", program) : new ProcessStartInfo(program);
        start.UseShellExecute = false;

        // Where its settings are, and nothing else: it watches the folder that it is started in for changes of them.
        start.WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(program));
        (string, string)[] all =
        [
            ("ASPNETCORE_URLS", url.ToString()), ("Logging__LogLevel__Default", "Error"), ("Logging__LogLevel__PortfolioGraph.Gateway.Access", "None"),
            .. settings,
        ];
        foreach (var (key, value) in all) start.Environment[key] = value;
        return new GatewayProcess(Process.Start(start)!, url);
    }

    /// <summary>Waits until it can answer.</summary>
    public async Task ReadyAsync()
    {
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                using var ready = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
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

    /// <summary>What the process has in memory, in megabytes.</summary>
    public double Memory()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Processor time that the process has taken so far, in seconds.</summary>
    public double ProcessorTime()
    {
        // What is behind the name: the name may have anything in it.
        var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }
}
