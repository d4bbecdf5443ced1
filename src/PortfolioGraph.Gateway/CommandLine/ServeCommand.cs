using System.CommandLine;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Lifetime;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.WarmUp;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary><c>serve</c>: the server itself, which also runs where no verb is given.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves the graph. Arguments are settings, such as --urls http://127.0.0.1:5000 or --Cache:FreshSeconds 30. Without a verb, this is what is done.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return command;
    }

    /// <summary>Runs until it is told to stop. The exit code is 1 where it can't start.</summary>
    public static async Task<int> RunAsync(string[] settings)
    {
        var isRunning = false;
        try
        {
            await using var app = await GatewayHost.BuildAsync(WebApplication.CreateSlimBuilder(settings), CancellationToken.None);
            using var second = new SecondSignal();

            // Beside the start and the first requests: nobody has to wait for it.
            var warmUp = app.Services.GetRequiredService<OperationWarmUp>().Start();
            await app.StartAsync();
            isRunning = true;
            await app.WaitForShutdownAsync();
            await warmUp;
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
    }
}
