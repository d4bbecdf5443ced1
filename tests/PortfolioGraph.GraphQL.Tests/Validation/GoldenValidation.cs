using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Validation;

/// <summary>What graphql-js finds wrong with the documents of <c>Golden/validation.json</c> (<c>record-validation.mjs</c> says how it was recorded).</summary>
internal static class GoldenValidation
{
    private static readonly JsonElement Recorded = JsonDocument.Parse(Text("validation.json")).RootElement;

    public static Schema Schema { get; } = SchemaBuilder.Parse(Text("validation.graphql"));

    public static IReadOnlyList<GoldenCase> Documents { get; } = Read("documents");

    public static IReadOnlyList<GoldenCase> Schemas { get; } = Read("schemas");

    /// <summary>Errors as comparable text, in an order of their own: ours come rule by rule in another order than theirs.</summary>
    public static IEnumerable<string> Sorted(IEnumerable<GraphQLError> errors) =>
        errors.Select(e => $"{e.Message} @ {string.Join(' ', e.Locations.Select(l => $"{l.Line}:{l.Column}"))}").Order(StringComparer.Ordinal);

    private static GoldenCase[] Read(string property) =>
    [
        .. Recorded.GetProperty(property).EnumerateArray().Select(item => new GoldenCase(
            item.GetProperty("source").GetString()!,
            item.TryGetProperty("errors", out var errors)
                ? [.. errors.EnumerateArray().Select(e => $"{e.GetProperty("message").GetString()} @ {e.GetProperty("at").GetString()}").Order(StringComparer.Ordinal)]
                : [],
            item.TryGetProperty("printed", out var printed) ? printed.GetString() : null)),
    ];

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(GoldenValidation).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <param name="Source">The document.</param>
/// <param name="Errors">Message and locations of each error, sorted; none when it is valid.</param>
/// <param name="Printed">The schema as graphql-js prints it; null for other documents and where there are errors.</param>
internal sealed record GoldenCase(string Source, IReadOnlyList<string> Errors, string? Printed);
