using System.Text.Json;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary>Reads what commands are given: documents, schemas and variables.</summary>
internal static class CommandFiles
{
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <exception cref="CommandException">It can't be read.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (path == "-") return await Console.In.ReadToEndAsync(cancellationToken);
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} can't be read: {e.Message}");
        }
    }

    /// <param name="variables">A JSON object, or a file that has one; null for none.</param>
    /// <exception cref="CommandException">It is neither.</exception>
    public static async Task<JsonElement?> ReadVariablesAsync(string? variables, CancellationToken cancellationToken)
    {
        if (variables is null) return null;
        var isInline = variables.TrimStart().StartsWith('{');
        try
        {
            using var json = JsonDocument.Parse(isInline ? variables : await ReadAsync(variables, cancellationToken));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw new CommandException("Variables are a JSON object, such as {\"first\": 5}.");
        }
        catch (JsonException e)
        {
            throw new CommandException($"The variables{(isInline ? "" : $" in {variables}")} are no JSON: {e.Message}");
        }
    }
}
