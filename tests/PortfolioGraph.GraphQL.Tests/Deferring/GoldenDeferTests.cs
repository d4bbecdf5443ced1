using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Tests.Execution;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Deferring;

/// <summary>What graphql-js 17 makes of documents with <c>@defer</c> (record.mjs).</summary>
public sealed class GoldenDeferTests
{
    private static readonly JsonElement Golden = Read();
    private static readonly Schema Schema = SchemaBuilder.Parse(Golden.GetProperty("schema").GetString()!);

    [Fact]
    public async Task RecordedDocuments_MergeToWhatWasRecorded()
    {
        var server = new TestServer(
            SchemaBindings.BindJson(Schema, Golden.GetProperty("root"), new SlowMembers(Schema)), new RequestExecutorOptions { Limits = OperationLimits.None });
        var differences = new List<string>();
        var inParts = 0;
        foreach (var item in Golden.GetProperty("cases").EnumerateArray())
        {
            var document = item.GetProperty("document").GetString()!;
            var payloads = await server.ReadAsync(document);
            var answer = MergedAnswer.Of(payloads);
            if (payloads.Length > 1) inParts++;

            // A part that is there with the result around it comes with it, even where the rest of its fragment fails.
            var data = JsonNode.Parse(item.GetProperty("data").GetRawText());
            var failed = item.GetProperty("fragments").EnumerateArray().Where(f => f.TryGetProperty("failed", out _)).Select(NameOf).ToArray();
            var isSame = failed.Length > 0 ? Contains(answer.Data, data) : JsonNode.DeepEquals(answer.Data, data);
            if (!isSame) differences.Add($"{document}\n  is   {answer.Data?.ToJsonString()}\n  not  {data?.ToJsonString()}");
            foreach (var error in item.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!).Except(answer.Errors).Where(p => !IsBelowNull(data, p)))
                differences.Add($"{document}\n  has no error {error}");
            var ended = answer.Fragments.Where(f => f.Failure is not null).Select(f => f.Fragment);
            if (!ended.Order().SequenceEqual(failed.Order()))
                differences.Add($"{document}\n  fails {string.Join(", ", ended)}\n  not   {string.Join(", ", failed)}");

            // Fewer fragments are announced where all of one was there at once; never others.
            var known = item.GetProperty("fragments").EnumerateArray().Select(NameOf).ToList();
            foreach (var (fragment, _) in answer.Fragments)
                if (!known.Remove(fragment))
                    differences.Add($"{document}\n  announces {fragment}");
        }

        differences.ShouldBeEmpty();
        inParts.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void RecordedDocuments_AreRefusedAsRecorded()
    {
        foreach (var item in Golden.GetProperty("refused").EnumerateArray())
        {
            var document = item.GetProperty("document").GetString()!;
            var errors = DocumentValidator.Validate(Schema, Parser.Parse(document)).Select(e => string.Join(' ', e.Locations.Select(l => $"{l.Line}:{l.Column}")));
            errors.Order(StringComparer.Ordinal).ShouldBe(item.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!), document);
        }
    }

    // Which errors come from below a null is free.
    private static bool IsBelowNull(JsonNode? node, string path)
    {
        var steps = path.Split('/');
        foreach (var step in steps.SkipLast(1))
        {
            node = node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node![step];
            if (node is null) return true;
        }

        return false;
    }

    private static string NameOf(JsonElement fragment) =>
        $"{fragment.GetProperty("path").GetString()} {(fragment.TryGetProperty("label", out var label) ? label.GetString() : null)}";

    private static bool Contains(JsonNode? actual, JsonNode? expected) => (actual, expected) switch
    {
        (JsonObject a, JsonObject e) => e.All(p => a.TryGetPropertyValue(p.Key, out var value) && Contains(value, p.Value)),
        (JsonArray a, JsonArray e) => a.Count == e.Count && a.Zip(e).All(p => Contains(p.First, p.Second)),
        _ => JsonNode.DeepEquals(actual, expected),
    };

    private static JsonElement Read()
    {
        using var stream = typeof(GoldenDeferTests).Assembly.GetManifestResourceStream("defer.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
