using System.Diagnostics;
using System.Globalization;
using PortfolioGraph.Sandbox.Faults;

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
    private const int AllocatingRequests = 50;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MemoryTime = TimeSpan.FromMinutes(10);

    private static readonly List<string> Rows = [];
    private static readonly List<string> Targets = [];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var option = arguments.ToList().IndexOf(FolderOption);
        var folder = option >= 0 && option + 1 < arguments.Count ? arguments[option + 1] : await PublishAsync();
        var program = Path.Combine(Path.GetFullPath(folder), "PortfolioGraph.Gateway");
        var asked = arguments.Where((_, i) => option < 0 || (i != option && i != option + 1)).ToArray();
        var all = asked.Length == 0;
        string? assembly = null;
        foreach (var name in all ? ["W1", "W2", "W3", "start", "memory"] : asked)
        {
            if (GatewayWorkload.All.FirstOrDefault(w => w.Name == name) is { } workload) await MeasureAsync(program, assembly ??= await BuildAsync(), workload);
            else if (name == "start") await StartAsync(program);
            else if (name == "memory") await MemoryAsync(program);
            else return Usage(name);
        }

        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo")).First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(": ")[^1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores of {processor}, load {load} at the end.\n"));
        if (Rows.Count > 0) Console.WriteLine($"{Measured.Header}\n{string.Join('\n', Rows)}\n");
        if (Targets.Count > 0) Console.WriteLine($"| | at most | measured | met |\n|---|--:|--:|---|\n{string.Join('\n', Targets)}");
        return 0;
    }

    private static async Task MeasureAsync(string program, string assembly, GatewayWorkload workload)
    {
        var (warm, cold) = (await AllocatedAsync(assembly, workload, MeasuredGateway.Always), await AllocatedAsync(assembly, workload, 0));
        byte[] answer;
        double steadyTime;
        await using (var gateway = await MeasuredGateway.StartAsync(program, workload.IsLarge, cacheSeconds: MeasuredGateway.Always, isProbed: false))
        {
            await gateway.Process.ReadyAsync();
            answer = await gateway.CheckAsync(workload);
            var first = await gateway.MeasureAsync(workload, TimeSpan.FromMinutes(1), FirstRequests);
            Rows.Add(first.ToRow($"{workload.Name} warm cache, first requests", warm));
            await gateway.MeasureAsync(workload, WarmUp, int.MaxValue);
            var steady = await gateway.MeasureAsync(workload, Duration, int.MaxValue);
            Rows.Add(steady.ToRow($"{workload.Name} warm cache, steady", warm));
            steadyTime = steady.ProcessorTime;
            Compare($"{workload.Name}: first 1,000 requests / steady, CPU", first.ProcessorTime / steadyTime, 3);
        }

        await using (var gateway = await MeasuredGateway.StartAsync(program, workload.IsLarge, cacheSeconds: 0, isProbed: false))
        {
            await gateway.Process.ReadyAsync();
            await gateway.MeasureAsync(workload, WarmUp, int.MaxValue);
            Rows.Add((await gateway.MeasureAsync(workload, Duration, int.MaxValue)).ToRow($"{workload.Name} cold cache, steady", cold));
            if (!workload.IsLarge)
            {
                foreach (var provider in new[] { "okx", "mesh", "neptune" }) gateway.Sandbox.Faults.Set(provider, new Fault { DelayMs = DelayMs });
                var delayed = await gateway.MeasureAsync(workload, Duration, int.MaxValue);
                Rows.Add(delayed.ToRow($"{workload.Name} cold cache, every call {DelayMs} ms", cold));
                gateway.Sandbox.ResetCalls();
                await gateway.AskAsync(workload);
                var chain = await ProviderChain.MedianAsync(gateway.Sandbox, gateway.SandboxOptions, DelayMs, delayed.Requests);
                Compare(
                    string.Create(CultureInfo.InvariantCulture, $"{workload.Name} cold, later than its chain of provider calls of {DelayMs} ms each ({chain:0.0} ms without a gateway)"),
                    delayed.Percentile(50) - chain, 10, " ms");
            }
        }

        if (workload == GatewayWorkload.W2)
        {
            var reference = SerializerReference.Measure(answer);
            Compare(string.Create(CultureInfo.InvariantCulture, $"W2 warm / the same holdings by System.Text.Json ({reference:0.000} ms), CPU"), steadyTime / reference, 3);
        }
        else if (workload == GatewayWorkload.W3)
        {
            Compare("W3 warm, CPU", steadyTime, 25, " ms");
        }
    }

    private static async Task<long> AllocatedAsync(string assembly, GatewayWorkload workload, int cacheSeconds)
    {
        await using var gateway = await MeasuredGateway.StartAsync(assembly, workload.IsLarge, cacheSeconds, isProbed: true);
        await gateway.Process.ReadyAsync();
        await gateway.AllocatedAsync(workload, AllocatingRequests);
        return await gateway.AllocatedAsync(workload, AllocatingRequests);
    }

    private static void Compare(string what, double value, double target, string unit = "") => Targets.Add(string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {target}{unit} | {value:#,0.#}{unit} | {(value <= target ? "yes" : "no")} |"));

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
        Compare(
            string.Create(CultureInfo.InvariantCulture, $"from the start of the process to the first answer (median of {Starts} starts, {times[0]:0} to {times[^1]:0} ms)"),
            times[Starts / 2], 600, " ms");
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

        // The heap goes up and down between collections: one look at it would be luck.
        Compare(
            string.Create(CultureInfo.InvariantCulture,
                $"memory, mean of the second half of {MemoryTime.TotalMinutes} minutes with {requests:#,0} requests of W1 to W3 in turns (idle: {idle:0} MB, at the end: {memory[^1]:0} MB, most: {memory.Max():0} MB)"),
            memory.Skip(memory.Count / 2).Average(), 120, " MB");
    }

    private static Task<string> PublishAsync() => MakeAsync("publish", "published-gateway");

    /// <summary>A gateway that is not trimmed, and so can be looked into.</summary>
    private static async Task<string> BuildAsync() => Path.Combine(await MakeAsync("build", "built-gateway"), "PortfolioGraph.Gateway.dll");

    private static async Task<string> MakeAsync(string verb, string name)
    {
        var (folder, source) = (Path.Combine(AppContext.BaseDirectory, name), AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(source, "PortfolioGraph.sln"))) source = Path.GetDirectoryName(source) ?? throw new DirectoryNotFoundException("The repository is not above this program.");
        var start = new ProcessStartInfo("dotnet", [verb, Path.Combine(source, "src", "PortfolioGraph.Gateway"), "-c", "Release", "-v", "quiet", "-o", folder]) { RedirectStandardOutput = true };
        using var make = Process.Start(start)!;
        // The tables are all that is written to standard output.
        await Console.Error.WriteAsync(await make.StandardOutput.ReadToEndAsync());
        await make.WaitForExitAsync();
        return make.ExitCode == 0 ? folder : throw new InvalidOperationException($"dotnet {verb} failed for the gateway.");
    }

    private static int Usage(string name)
    {
        Console.Error.WriteLine($"{name} is nothing that can be measured: gateway [W1|W2|W3|start|memory] [{FolderOption} folder]");
        return 2;
    }
}
