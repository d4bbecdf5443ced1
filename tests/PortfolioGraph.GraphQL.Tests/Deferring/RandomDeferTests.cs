using System.Text.Json.Nodes;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Tests.Execution;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Deferring;

public sealed class RandomDeferTests
{
    private const int Cases = 600;

    [Fact]
    public async Task AnyQuery_WithDefers_MergesToWhatItGivesWithoutThem()
    {
        var compared = 0;
        var inParts = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new RandomCase(seed, defers: true);
            if (DocumentValidator.Validate(random.Schema, Parser.Parse(random.Document)).Count > 0) continue;
            var options = new RequestExecutorOptions { Limits = OperationLimits.None };
            var server = new TestServer(SchemaBindings.BindJson(random.Schema, random.Root, new LazyMembers(random.Schema, [], yields: true)), options);

            var whole = JsonNode.Parse(await server.AskAsync(random.Document))!;
            var payloads = await server.ReadAsync(random.Document);
            var merged = MergedAnswer.Of(payloads);
            var shown = $"seed {seed}: {random.Document}";
            if (whole["errors"] is null)
            {
                JsonNode.DeepEquals(merged.Data, whole["data"]).ShouldBeTrue($"{shown}\n{merged.Data?.ToJsonString()}\n{whole["data"]?.ToJsonString()}");
                merged.Errors.ShouldBeEmpty(shown);
                merged.Fragments.TrueForAll(f => f.Failure is null).ShouldBeTrue(shown);
            }
            else if (whole["data"] is { } data)
            {
                // A null that goes up ends at the fragment: the data around it stays. Nothing else differs.
                Covers(merged.Data, data).ShouldBeTrue($"{shown}\n{merged.Data?.ToJsonString()}\n{data.ToJsonString()}");
            }

            compared++;
            if (payloads.Length > 1) inParts++;
        }

        compared.ShouldBeGreaterThan(Cases / 2);
        inParts.ShouldBeGreaterThan(Cases / 4);
    }

    private static bool Covers(JsonNode? parts, JsonNode? whole) => (parts, whole) switch
    {
        (_, null) => true,
        (JsonObject p, JsonObject w) => p.All(member => w.TryGetPropertyValue(member.Key, out var value) && Covers(member.Value, value)),
        (JsonArray p, JsonArray w) => p.Count == w.Count && p.Zip(w).All(pair => Covers(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(parts, whole),
    };
}
