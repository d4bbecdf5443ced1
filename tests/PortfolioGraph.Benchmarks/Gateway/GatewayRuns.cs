using System.Diagnostics;
using System.Globalization;
using PortfolioGraph.Sandbox;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>
/// <c>gateway [W1|W2|W3|start|memory] [--gateway folder]</c>: what the gateway itself costs, as tables. Without a folder with a published gateway,
/// it publishes one.
/// </summary>
internal static class GatewayRuns
{
    private const string FolderOption = "--gateway";
    private const int DelayMs = 200;
    private const int Starts = 10;
    private const int FirstRequests = 1_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MemoryTime = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var option = arguments.ToList().IndexOf(FolderOption);
        var folder = option >= 0 && option + 1 < arguments.Count ? arguments[option + 1] : await PublishAsync();
        var program = Path.Combine(Path.GetFullPath(folder), "PortfolioGraph.Gateway");
        var asked = arguments.Where((_, i) => option < 0 || (i != option && i != option + 1)).ToArray();
        var all = asked.Length == 0;
        foreach (var name in all ? ["W1", "W2", "W3", "start", "memory"] : asked)
        {
            if (GatewayWorkload.All.FirstOrDefault(w => w.Name == name) is { } workload) await MeasureAsync(program, workload);
            else if (name == "start") await StartAsync(program);
            else if (name == "memory") await MemoryAsync(program);
            else return Usage(name);
        }

        return 0;
    }

    private static async Task MeasureAsync(string program, GatewayWorkload workload)
    {
        Console.WriteLine(Measured.Header);
        byte[] answer;
        await using (var gateway = await MeasuredGateway.StartAsync(program, workload.IsLarge, cacheSeconds: MeasuredGateway.Always, isProbed: true))
        {
            await gateway.Process.ReadyAsync();
            answer = await gateway.CheckAsync(workload);
            var first = await gateway.MeasureAsync(workload, TimeSpan.FromMinutes(1), FirstRequests);
            Console.WriteLine(first.ToRow($"{workload.Name} warm cache, first requests"));
            await gateway.MeasureAsync(workload, WarmUp, int.MaxValue);
            Console.WriteLine((await gateway.MeasureAsync(workload, Duration, int.MaxValue)).ToRow($"{workload.Name} warm cache, steady"));
        }

        await using (var gateway = await MeasuredGateway.StartAsync(program, workload.IsLarge, cacheSeconds: 0, isProbed: true))
        {
            await gateway.Process.ReadyAsync();
            await gateway.MeasureAsync(workload, WarmUp, int.MaxValue);
            Console.WriteLine((await gateway.MeasureAsync(workload, Duration, int.MaxValue)).ToRow($"{workload.Name} cold cache, steady"));
            if (!workload.IsLarge)
            {
                foreach (var provider in new[] { "okx", "mesh", "neptune" }) gateway.Sandbox.Faults.Set(provider, new Fault { DelayMs = DelayMs });
                var delayed = await gateway.MeasureAsync(workload, Duration, int.MaxValue);
                Console.WriteLine(delayed.ToRow($"{workload.Name} cold cache, every call {DelayMs} ms"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"\nLater than its chain of {workload.Chain} calls: p50 {delayed.Percentile(50) - (workload.Chain * DelayMs):0.0} ms, p99 {delayed.Percentile(99) - (workload.Chain * DelayMs):0.0} ms\n"));
            }
        }

        if (workload == GatewayWorkload.W2)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\nSystem.Text.Json for the same holdings: {SerializerReference.Measure(answer):0.000} ms CPU\n"));
        }
    }

    /// <summary>From the start of the process to the first whole answer, of a wallet of the sandbox.</summary>
    private static async Task StartAsync(string program)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var gateway = await MeasuredGateway.StartAsync(program, isLarge: false, cacheSeconds: MeasuredGateway.Always, isProbed: false);
            while (true)
            {
                try
                {
                    await gateway.AskAsync(GatewayWorkload.W1);
                    break;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(1);
                }
            }

            times.Add(Stopwatch.GetElapsedTime(gateway.StartedAt).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nFrom the start of the process to the first answer (W1, nothing cached), {Starts} starts: median {times[Starts / 2]:0} ms, {times[0]:0} to {times[^1]:0} ms\n"));
    }

    /// <summary>Resident memory: after the start, and while W1 to W3, all of large wallets, are asked for in turns.</summary>
    private static async Task MemoryAsync(string program)
    {
        await using var gateway = await MeasuredGateway.StartAsync(program, isLarge: true, cacheSeconds: null, isProbed: false);
        await gateway.Process.ReadyAsync();
        await Task.Delay(TimeSpan.FromSeconds(5));
        var idle = gateway.Process.Memory();
        var (requests, memory, start) = (0, new List<double>(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) < MemoryTime)
        {
            await gateway.AskAsync(GatewayWorkload.Large[requests++ % GatewayWorkload.Large.Count]);
            if (Stopwatch.GetElapsedTime(start).TotalSeconds >= 5 * (memory.Count + 1)) memory.Add(gateway.Process.Memory());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nMemory: {idle:0} MB idle; after {requests} requests of W1 to W3 in turns in {MemoryTime.TotalMinutes} minutes {memory[^1]:0} MB, {memory.Max():0} MB at most\n"));
    }

    private static async Task<string> PublishAsync()
    {
        var (folder, source) = (Path.Combine(AppContext.BaseDirectory, "published-gateway"), AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(source, "PortfolioGraph.sln"))) source = Path.GetDirectoryName(source) ?? throw new DirectoryNotFoundException("The repository is not above this program.");
        using var publish = Process.Start("dotnet", ["publish", Path.Combine(source, "src", "PortfolioGraph.Gateway"), "-c", "Release", "-v", "quiet", "-o", folder]);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException("The gateway can't be published.");
    }

    private static int Usage(string name)
    {
        Console.Error.WriteLine($"{name} is nothing that can be measured: gateway [W1|W2|W3|start|memory] [{FolderOption} folder]");
        return 2;
    }
}
