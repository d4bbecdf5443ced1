using System.Text.Json;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>The documents of the folder Golden, and what graphql-js made of them (record.mjs says how).</summary>
internal static class GoldenDocuments
{
    public static IReadOnlyList<string> KitchenSinks { get; } = [Text("executable.graphql"), Text("typesystem.graphql"), Text("descriptions.graphql")];

    public static IReadOnlyList<Case> Cases { get; } = Load();

    private static Case[] Load()
    {
        using var json = JsonDocument.Parse(Text("parse-print.json"));
        return json.RootElement.EnumerateArray().Select(Read).ToArray();
    }

    private static Case Read(JsonElement item)
    {
        var source = item.GetProperty("source").GetString()!;
        return item.TryGetProperty("printed", out var printed)
            ? new Case(source, printed.GetString(), Line: 0, Column: 0, Message: null)
            : new Case(source, Printed: null, item.GetProperty("line").GetInt32(), item.GetProperty("column").GetInt32(), item.GetProperty("message").GetString());
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(GoldenDocuments).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <param name="Printed">Null for an error, and where the two layouts differ on purpose.</param>
    /// <param name="Message">Null for a valid document.</param>
    public sealed record Case(string Source, string? Printed, int Line, int Column, string? Message);
}
