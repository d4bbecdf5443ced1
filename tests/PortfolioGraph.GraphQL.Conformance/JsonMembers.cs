using System.Text.Json;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Conformance;

/// <summary>The resolvers of the protocol: a field is the member of its name.</summary>
internal sealed class JsonMembers(Schema schema) : IJsonResolver
{
    private const string ErrorMember = "__error";
    private const string ArgumentsMember = "__args";
    private const string TypeMember = "__typename";

    public ValueTask<IReadOnlyList<Result<JsonElement?>>> ResolveAsync(OutputField field, BatchContext<object, InputObject> context)
    {
        var results = new Result<JsonElement?>[context.Parents.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var parent = ReferenceEquals(context.Parents[i], RootValue.Placeholder)
                ? ((RootValue)context.Execution.Services).Value
                : (JsonElement)context.Parents[i];
            results[i] = Resolve(parent, field, context.Arguments);
        }

        return ValueTask.FromResult<IReadOnlyList<Result<JsonElement?>>>(results);
    }

    public ObjectType TypeOf(JsonElement value, NamedType type)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(TypeMember, out var name) || name.ValueKind != JsonValueKind.String)
            throw new GraphQLException($"Abstract type \"{type}\" must resolve to an object type at runtime: the value has no {TypeMember}.", ErrorCodes.InvalidResult);
        var known = schema.FindType(JsonText.Of(name)) as ObjectType
            ?? throw new GraphQLException($"Abstract type \"{type}\" was resolved to {name.GetRawText()}, which is no object type.", ErrorCodes.InvalidResult);
        return schema.IsPossibleType(type, known)
            ? known
            : throw new GraphQLException($"Runtime object type \"{known}\" is not a possible type for \"{type}\".", ErrorCodes.InvalidResult);
    }

    private static Result<JsonElement?> Resolve(JsonElement parent, OutputField field, InputObject arguments)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(field.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            return (JsonElement?)null;
        if (value.ValueKind != JsonValueKind.Object) return (JsonElement?)value;
        if (value.TryGetProperty(ErrorMember, out var message) && message.ValueKind == JsonValueKind.String)
            return Result<JsonElement?>.Failed(new GraphQLException(JsonText.Of(message), ErrorCodes.InvalidResult));
        return value.TryGetProperty(ArgumentsMember, out var wanted) && wanted.ValueKind == JsonValueKind.True ? Quoted(arguments.ToJson()) : (JsonElement?)value;
    }

    private static JsonElement Quoted(string text)
    {
        using var writer = new Utf8ResponseWriter();
        writer.WriteString(text);
        using var json = JsonDocument.Parse(writer.WrittenMemory);
        return json.RootElement.Clone();
    }
}
