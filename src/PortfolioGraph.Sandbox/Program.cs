using PortfolioGraph.Sandbox;

var configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
var options = Configured.Options(configuration);
var exit = new TaskCompletionSource();
using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, Stop);
using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, Stop);

await using var server = await SandboxServer.StartAsync(options, CancellationToken.None);
foreach (var (provider, fault) in Configured.Faults(configuration))
    server.Faults.Set(provider, fault);
Console.WriteLine(Configured.Banner(server, options));
await exit.Task;

void Stop(System.Runtime.InteropServices.PosixSignalContext context)
{
    context.Cancel = true;
    exit.TrySetResult();
}
