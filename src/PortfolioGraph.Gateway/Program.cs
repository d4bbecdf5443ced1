using PortfolioGraph.Gateway;
using PortfolioGraph.Gateway.Configuration;

try
{
    // Settings are read once: watching their files costs time at the start, and more the more is in the working directory.
    var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
    if (args is [HealthCheck.Argument]) return await HealthCheck.RunAsync(builder.Configuration, CancellationToken.None);
    var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
    OperationWarmUp.RunAfterStart(app);
    await app.RunAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
