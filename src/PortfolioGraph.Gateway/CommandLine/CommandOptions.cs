using System.CommandLine;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary>Options that several commands have.</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Prints one line of JSON, for programs." };

    public static Option<string?> Variables() => new("--variables", "-v") { Description = "The variables: a JSON object, or a file that has one.", HelpName = "json or file" };
}
