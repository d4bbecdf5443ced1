using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioGraph.GraphQL.Conformance;

namespace PortfolioGraph.GraphQL.Tests.Conformance;

/// <summary>Replies that were the same as graphql-js's when they were recorded (record.mjs), messages aside.</summary>
public sealed class GoldenReplyTests
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1_000 };

    [Fact]
    public void RecordedRequests_AreAnsweredAsRecorded()
    {
        using var stream = typeof(GoldenReplyTests).Assembly.GetManifestResourceStream("conformance.json")!;
        using var golden = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 1_000 });
        var schemas = golden.RootElement.GetProperty("schemas").EnumerateArray().Select(s => s.GetString()!).ToArray();
        var cases = golden.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        var differences = new List<string>();

        // As the program does it: on a thread of its own, with room for deep documents.
        var thread = new Thread(() => differences.AddRange(Differences(schemas, cases)), 64 * 1024 * 1024);
        thread.Start();
        thread.Join();

        differences.ShouldBeEmpty();
        cases.Length.ShouldBeGreaterThan(300);
    }

    private static IEnumerable<string> Differences(string[] schemas, JsonElement[] cases)
    {
        var adapter = new Adapter();
        foreach (var item in cases)
        {
            var request = JsonObject.Create(item.GetProperty("request"))!;
            if (item.TryGetProperty("schema", out var index)) request["schema"] = schemas[index.GetInt32()];
            var expected = Bare(JsonObject.Create(item.GetProperty("reply"))!);
            var actual = Bare(JsonNode.Parse(adapter.Answer(JsonSerializer.SerializeToUtf8Bytes(request, Deep)), null, new JsonDocumentOptions { MaxDepth = 1_000 })!);
            if (!JsonNode.DeepEquals(expected, actual) || Keys(expected) != Keys(actual)) yield return $"{request["id"]}: {request["document"]}";
        }
    }

    private static JsonNode Bare(JsonNode reply)
    {
        if (reply["result"]?["errors"] is JsonArray errors)
        {
            foreach (var error in errors.OfType<JsonObject>())
            {
                error.Remove("message");
                error.Remove("extensions");
            }
        }

        return reply;
    }

    // DeepEquals takes no notice of the order of keys, and a response has one.
    private static string Keys(JsonNode reply) => reply["result"]?["data"] is JsonNode data ? Text(data) : string.Empty;

    private static string Text(JsonNode? node) => node switch
    {
        JsonObject obj => $"{{{string.Join(',', obj.Select(p => $"{p.Key}{Text(p.Value)}"))}}}",
        JsonArray array => $"[{string.Join(',', array.Select(Text))}]",
        _ => string.Empty,
    };
}
