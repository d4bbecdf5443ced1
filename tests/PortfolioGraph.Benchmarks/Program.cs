using System.Globalization;
using BenchmarkDotNet.Running;
using PortfolioGraph.Benchmarks.Workload;

// bench [filter]: the suites, such as "bench *Executor*".
if (args is ["bench", .. var filters])
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(["--filter", .. filters.Length > 0 ? filters : ["*"]]);
    return;
}

// The workload server of the performance lab: MODE is upstream, memory or plain, PORT and UPSTREAM_URL as the lab sets them.
await WorkloadServer.RunAsync(
    Environment.GetEnvironmentVariable("MODE") ?? "memory",
    int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "4000", CultureInfo.InvariantCulture),
    new Uri(Environment.GetEnvironmentVariable("UPSTREAM_URL") ?? "http://127.0.0.1:4900"));
