using PortfolioGraph.Gateway;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Life;

var isRunning = false;
try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    if (args is [HealthCheck.Argument]) return await HealthCheck.RunAsync(builder.Configuration, CancellationToken.None);
    await using var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
    using var second = new SecondSignal();
    await app.StartAsync();
    isRunning = true;
    await app.WaitForShutdownAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (Exception e) when (!isRunning)
{
    // A settings file that is no JSON, a port that is taken, a certificate that can't be read.
    var cause = e.GetBaseException();
    await Console.Error.WriteLineAsync($"PortfolioGraph can't start: {e.Message}{(cause.Message == e.Message ? "" : $" {cause.Message}")}");
    return 1;
}
