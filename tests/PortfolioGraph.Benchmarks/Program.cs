using PortfolioGraph.Benchmarks.Gateway;
using PortfolioGraph.Benchmarks.Workload;

if (args is ["gateway", .. var what]) return await GatewayRuns.RunAsync(what);

// The workload server of the performance lab: MODE is upstream, memory or plain, PORT and UPSTREAM_URL as the lab sets them.
await WorkloadServer.RunAsync(
    Environment.GetEnvironmentVariable("MODE") ?? "memory",
    int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "4000", System.Globalization.CultureInfo.InvariantCulture),
    new Uri(Environment.GetEnvironmentVariable("UPSTREAM_URL") ?? "http://127.0.0.1:4900"));
return 0;
