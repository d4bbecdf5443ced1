using System.CommandLine;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary>The verbs of the executable. Exit codes: 0 all is well, 1 it is not, 2 the call is wrong.</summary>
internal static class GatewayCommandLine
{
    private const int UsageError = 2;

    /// <summary>Whether these arguments are a verb, or ask for help. Others, and none, are settings of the server.</summary>
    public static bool Takes(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "-h" or "-?" or "--help" or "--version");

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("One GraphQL schema over everything that a person holds.")
        {
            ServeCommand.Create(), SchemaCommand.Create(), QueryCommand.Create(), CostCommand.Create(), ProvidersCommand.Create(),
        };
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 ? UsageError : code;
        }
        catch (CommandException e)
        {
            await error.WriteLineAsync(e.Message);
            return UsageError;
        }
#pragma warning disable CA1031 // Whoever called gets a message: a stack trace tells them nothing.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
