using System.CommandLine;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary><c>schema print</c> and <c>schema check</c>: what clients generate code from, and whether they can go on with what they have.</summary>
internal static class SchemaCommand
{
    public static Command Create() => new("schema", "The schema that this gateway serves.") { Print(), Check() };

    private static Command Print()
    {
        var command = new Command("print", "Prints the schema, with descriptions.");
        command.SetAction(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(PortfolioGraphSchema.Sdl);
            return 0;
        });
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "The schema that clients know, or - for standard input." };
        var json = CommandOptions.Json();
        var command = new Command("check", "Compares the schema with an older one. The exit code is 1 where a change breaks clients of that one.") { file, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var changes = SchemaComparison.Compare(Parse(path, await CommandFiles.ReadAsync(path, cancellationToken)), Parse("schema", PortfolioGraphSchema.Sdl));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) await output.WriteLineAsync(Json(changes));
            else await output.WriteLineAsync(changes.Count == 0 ? "No changes." : string.Join(Environment.NewLine, changes.Select(c => $"{c.Severity,-9} {c.Coordinate} {c.Message}")));
            return changes.Any(c => c.Severity == SchemaChangeSeverity.Breaking) ? 1 : 0;
        });
        return command;
    }

    private static Schema Parse(string path, string sdl)
    {
        try
        {
            return SchemaBuilder.Parse(sdl, PortfolioScalars.Coercions);
        }
        catch (GraphQLException e)
        {
            throw new CommandException($"{path} is no schema: {e.Message}");
        }
    }

    private static string Json(IReadOnlyList<SchemaChange> changes) => CommandJson.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", change.Severity.ToString().ToUpperInvariant());
            writer.WriteString("coordinate", change.Coordinate);
            writer.WriteString("message", change.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
