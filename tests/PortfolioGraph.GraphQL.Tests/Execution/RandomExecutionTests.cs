using System.Text.Json.Nodes;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Execution;

public sealed class RandomExecutionTests
{
    private const int Cases = 1_500;

    // Random documents have more aliases than honest ones.
    private static readonly RequestExecutorOptions NoLimits = new() { Limits = OperationLimits.None };

    [Fact]
    public async Task AnyQuery_GivesWhatDepthFirstExecutionGives()
    {
        var compared = 0;
        var withErrors = 0;
        var batches = new List<string>();
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new RandomCase(seed);
            var document = Parser.Parse(random.Document);
            if (DocumentValidator.Validate(random.Schema, document).Count > 0) continue;
            var (data, errors) = new NaiveExecutor(random.Schema, document, _ => random.Document.Contains("= true", StringComparison.Ordinal)).Execute(random.Root);

            batches.Clear();
            var server = new TestServer(SchemaBindings.BindJson(random.Schema, random.Root, new LazyMembers(random.Schema, batches)), NoLimits);
            var first = await server.AskAsync(random.Document);
            var answer = JsonNode.Parse(first)!;
            var actual = ((JsonArray?)answer["errors"] ?? []).Select(e => string.Concat(((JsonArray)e!["path"]!).Select(p => $"/{p}")));
            var shown = $"seed {seed}: {random.Document}";
            (answer["data"]?.ToJsonString() ?? "null").ShouldBe(data?.ToJsonString() ?? "null", shown);

            // Once the whole answer is bound to be null, execution stops: which of the errors that make it so come first is free.
            if (data is null) actual.ShouldNotBeEmpty(shown);
            else actual.ShouldBe(errors, shown);
            compared++;
            if (errors.Count > 0) withErrors++;

            // The same query makes the same batches, and the same answer, every time.
            var batchesBefore = string.Join('|', batches);
            batches.Clear();
            (await server.AskAsync(random.Document)).ShouldBe(first, shown);
            string.Join('|', batches).ShouldBe(batchesBefore, shown);
        }

        compared.ShouldBeGreaterThan(Cases / 2);
        withErrors.ShouldBeGreaterThan(Cases / 4);
    }
}
