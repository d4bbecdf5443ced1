using System.Text.Json;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>Members of JSON objects; by their names some are there at once, some are loaded, some are loaded in two steps.</summary>
internal sealed class LazyMembers(Schema schema, List<string> batches, bool yields = false) : IJsonResolver
{
    public async ValueTask<IReadOnlyList<Result<JsonElement?>>> ResolveAsync(OutputField field, BatchContext<object, InputObject> context)
    {
        var parents = context.Parents;
        var results = new Result<JsonElement?>[parents.Count];
        var number = field.Name[1] - '0';
        for (var step = 0; step < number % 3; step++)
        {
            var loader = context.Execution.Loader(_ => new MemberLoader(batches, yields));
            await loader.LoadAsync([.. parents.Select((_, i) => $"{field}{i % 3}{step}")]);
        }

        for (var i = 0; i < results.Length; i++) results[i] = Read((JsonElement)parents[i], field.Name);
        return results;
    }

    public ObjectType TypeOf(JsonElement value, NamedType type) =>
        value.ValueKind == JsonValueKind.Object && schema.FindType(value.GetProperty("__typename").GetString()!) is ObjectType known && schema.IsPossibleType(type, known)
            ? known
            : throw new GraphQLException("no such type", "TYPE");

    private static Result<JsonElement?> Read(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return (JsonElement?)null;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("__error", out var message)
            ? Result<JsonElement?>.Failed(new GraphQLException(message.GetString()!, "FAILED"))
            : (JsonElement?)value;
    }

    private sealed class MemberLoader(List<string> batches, bool yields) : DataLoader<string, bool>
    {
        protected override async ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<bool>> results, CancellationToken cancellationToken)
        {
            batches.Add(string.Join(',', keys));
            if (yields) await Task.Yield();
            results.Span.Fill(true);
        }
    }
}
