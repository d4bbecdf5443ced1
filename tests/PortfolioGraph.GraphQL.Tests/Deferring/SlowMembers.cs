using System.Text.Json;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Deferring;

/// <summary>Members of JSON objects: those whose name starts with <c>slow</c> come by a loader that takes its time, those with <c>bad</c> in it fail.</summary>
internal sealed class SlowMembers(Schema schema, List<string>? batches = null) : IJsonResolver
{
    public async ValueTask<IReadOnlyList<Result<JsonElement?>>> ResolveAsync(OutputField field, BatchContext<object, InputObject> context)
    {
        var parents = context.Parents;
        if (field.Name.StartsWith("slow", StringComparison.Ordinal))
            await context.Execution.Loader(_ => new SlowLoader(batches)).LoadAsync([.. parents.Select(p => $"{field.Name}{((JsonElement)p).GetProperty("id")}")]);
        return [.. parents.Select(p => Read((JsonElement)p, field.Name))];
    }

    public ObjectType TypeOf(JsonElement value, NamedType type) => (ObjectType)schema.FindType(value.GetProperty("__typename").GetString()!)!;

    private static Result<JsonElement?> Read(JsonElement parent, string name)
    {
        if (name.Contains("bad", StringComparison.OrdinalIgnoreCase)) return Result<JsonElement?>.Failed(new GraphQLException("failed", "FAILED"));
        return parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? (JsonElement?)value : (JsonElement?)null;
    }

    private sealed class SlowLoader(List<string>? batches) : DataLoader<string, bool>
    {
        protected override async ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<bool>> results, CancellationToken cancellationToken)
        {
            batches?.Add(string.Join(',', keys.Order()));
            await Task.Yield();
            results.Span.Fill(true);
        }
    }
}
