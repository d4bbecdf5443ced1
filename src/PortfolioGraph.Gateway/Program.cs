using PortfolioGraph.Gateway;
using PortfolioGraph.Gateway.Configuration;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    if (args is [HealthCheck.Argument]) return await HealthCheck.RunAsync(builder.Configuration, CancellationToken.None);
    var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
