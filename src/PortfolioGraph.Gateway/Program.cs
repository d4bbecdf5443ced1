using System.Security.Cryptography;
using PortfolioGraph.Gateway;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Life;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    if (args is [HealthCheck.Argument]) return await HealthCheck.RunAsync(builder.Configuration, CancellationToken.None);
    var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
    using var second = new SecondSignal();
    await app.RunAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (Exception e) when (e is InvalidDataException or IOException or CryptographicException)
{
    // A settings file that is no JSON, a port that is taken, a certificate that can't be read.
    await Console.Error.WriteLineAsync($"PortfolioGraph can't start: {e.Message} {e.InnerException?.Message}");
    return 1;
}
