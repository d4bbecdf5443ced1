using System.Diagnostics;
using System.Globalization;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Soak;

/// <summary>
/// What a dead OKX costs those who do not need it: requests of others are timed while OKX is well and while its circuit is open, in turns, with
/// the same number of requests for OKX beside them; and OKX's calls are counted.
/// </summary>
internal static class DeadProviderRun
{
    private const int Rounds = 6;
    private const int BreakSeconds = 5;

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        await using var servers = await Servers.StartAsync(
            ("Cache__FreshSeconds", "0"), ("Cache__StaleSeconds", "0"), ("Resilience__BreakSeconds", $"{BreakSeconds}"), ("Resilience__RetryMilliseconds", "10"));
        var round = duration / Rounds;
        await TimeAsync(servers, round / 2);
        List<double> well = [], dead = [];
        var (calls, seconds) = (0, 0.0);
        for (var i = 0; i < Rounds; i++)
        {
            var isDead = i % 2 == 1;
            if (isDead)
            {
                servers.Sandbox.Faults.Set("okx", new Fault { Status = 500 });
                for (var opening = 0; opening < 20; opening++) await servers.AskAsync(Expectations.Query([2]));
            }
            else
            {
                servers.Sandbox.Faults.Clear();
                await Task.Delay(TimeSpan.FromSeconds(BreakSeconds + 1));
                await servers.AskAsync(Expectations.Query([2]));
            }

            servers.Sandbox.ResetCalls();
            var watch = Stopwatch.StartNew();
            (isDead ? dead : well).AddRange(await TimeAsync(servers, round));
            if (!isDead) continue;
            calls += servers.Sandbox.Calls.Count(c => c.Provider == "okx");
            seconds += watch.Elapsed.TotalSeconds;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"OKX well: {well.Count} requests of others, p50 {At(well, 50):0.00} ms, p99 {At(well, 99):0.00} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"OKX dead: {dead.Count} requests of others, p50 {At(dead, 50):0.00} ms, p99 {At(dead, 99):0.00} ms; {calls} calls to OKX in {seconds:0} s, probes every {BreakSeconds} s"));
        return 0;
    }

    private static async Task<List<double>> TimeAsync(Servers servers, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var times = new List<double>();
        using var over = new CancellationTokenSource();
        var beside = BesideAsync();
        while (watch.Elapsed < duration)
        {
            var start = Stopwatch.GetTimestamp();
            await servers.AskAsync(Expectations.Query([3, 4]));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            // Far from what a provider's rate or the machine allow: neither may be what is measured.
            await Task.Delay(5);
        }

        await over.CancelAsync();
        await beside;
        return times;

        async Task BesideAsync()
        {
            while (!over.IsCancellationRequested)
            {
                await servers.AskAsync(Expectations.Query([2]));
                await Task.Delay(20);
            }
        }
    }

    private static double At(List<double> times, int percent)
    {
        times.Sort();
        return times[times.Count * percent / 100];
    }
}
