using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PortfolioGraph.Benchmarks.Gateway;
using PortfolioGraph.Benchmarks.Workload;

// gateway [what]: the gateway as a process of its own.
if (args is ["gateway", .. var what]) return await GatewayRuns.RunAsync(what);

// bench [filter]: the suites, such as "bench *Executor*".
if (args is ["bench", .. var filters])
{
    // In this process: its settings are those of the servers, and nothing has to be built again.
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    BenchmarkSwitcher.FromAssembly(typeof(WorkloadServer).Assembly)
        .Run(["--filter", .. filters.Length > 0 ? filters : ["*"]], DefaultConfig.Instance.AddJob(job));
    return 0;
}

// The workload server of the performance lab: MODE is upstream, memory or plain, PORT and UPSTREAM_URL as the lab sets them.
await WorkloadServer.RunAsync(
    Environment.GetEnvironmentVariable("MODE") ?? "memory",
    int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "4000", CultureInfo.InvariantCulture),
    new Uri(Environment.GetEnvironmentVariable("UPSTREAM_URL") ?? "http://127.0.0.1:4900"));
return 0;
