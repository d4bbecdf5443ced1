using PortfolioGraph.Gateway.CommandLine;
using PortfolioGraph.Gateway.Endpoints;

if (args is [HealthCheck.Argument]) return await HealthCheck.RunAsync(WebApplication.CreateSlimBuilder(args).Configuration, CancellationToken.None);
return GatewayCommandLine.Takes(args)
    ? await GatewayCommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None)
    : await ServeCommand.RunAsync(args);
