using Microsoft.Extensions.Logging.Console;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Observability;

/// <summary>Lets <c>Logging:Console:FormatterName</c> have its say: the slim builder sets the simple format over it.</summary>
internal static class ConsoleFormat
{
    private const string Key = "Logging:Console:FormatterName";

    private static readonly string[] Names = [ConsoleFormatterNames.Json, ConsoleFormatterNames.Simple, ConsoleFormatterNames.Systemd];

    /// <exception cref="StartupException">There is no such format.</exception>
    public static void Apply(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Key] is not { Length: > 0 } name) return;
        if (!Names.Contains(name)) throw new StartupException([$"{Key} is \"{name}\"; it must be one of {string.Join(", ", Names)}"]);
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = name);
    }
}
