using System.Runtime.InteropServices;
using PortfolioGraph.Sandbox;

var exit = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
    var options = Configured.Options(configuration);
    await using var server = await SandboxServer.StartAsync(options, CancellationToken.None);
    foreach (var (provider, fault) in Configured.Faults(configuration))
        server.Faults.Set(provider, fault);
    Console.WriteLine(Configured.Banner(server, options));
    await exit.Task;
    return 0;
}
catch (Exception e) when (e is FormatException or ArgumentException or IOException)
{
    // A wrong option, or a port that is taken: the message says which.
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    exit.TrySetResult();
}
