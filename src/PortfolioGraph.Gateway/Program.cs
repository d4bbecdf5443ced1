using PortfolioGraph.Gateway;
using PortfolioGraph.Gateway.Configuration;

try
{
    var app = await GatewayHost.BuildAsync(WebApplication.CreateSlimBuilder(args), CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
