using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>
/// Queries executed depth first over JSON, straight from the algorithms of the specification (sections 6.3 and 6.4), one object and one field at
/// a time: what the engine's answers are compared with.
/// </summary>
internal sealed class NaiveExecutor(Schema schema, DocumentNode document, Func<string, bool> isTrue)
{
    private readonly List<string> _errors = [];

    /// <summary>The data, and the paths of the errors in the order in which they came.</summary>
    public (JsonNode? Data, IReadOnlyList<string> Errors) Execute(JsonElement root)
    {
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        try
        {
            return (ExecuteSelectionSet([operation.SelectionSet], schema.QueryType, root, ""), _errors);
        }
        catch (FieldException)
        {
            return (null, _errors);
        }
    }

    private JsonObject ExecuteSelectionSet(IEnumerable<SelectionSetNode> sets, ObjectType type, JsonElement value, string path)
    {
        var groups = new List<(string Key, List<FieldNode> Nodes)>();
        foreach (var set in sets) CollectFields(type, set, groups, []);
        var result = new JsonObject();
        foreach (var (key, nodes) in groups)
        {
            var name = nodes[0].Name.Value;
            result[key] = name == "__typename" ? type.Name : ExecuteField(type, schema.FindField(type, name)!, nodes, value, $"{path}/{key}");
        }

        return result;
    }

    private void CollectFields(ObjectType type, SelectionSetNode set, List<(string Key, List<FieldNode> Nodes)> groups, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (selection.Directives.Any(d => Condition(d) == (d.Name.Value == "skip"))) continue;
            switch (selection)
            {
                case FieldNode field:
                    var group = groups.Find(g => g.Key == field.ResponseKey);
                    if (group.Nodes is null) groups.Add((field.ResponseKey, [field]));
                    else group.Nodes.Add(field);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(inline.TypeCondition, type):
                    CollectFields(type, inline.SelectionSet, groups, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                    var fragment = document.Definitions.OfType<FragmentDefinitionNode>().Single(f => f.Name.Value == spread.Name.Value);
                    if (Applies(fragment.TypeCondition, type)) CollectFields(type, fragment.SelectionSet, groups, visited);
                    break;
            }
        }
    }

    private bool Condition(DirectiveNode directive) =>
        directive.Arguments[0].Value is VariableNode variable ? isTrue(variable.Name.Value) : ((BooleanValueNode)directive.Arguments[0].Value).Value;

    private bool Applies(NamedTypeNode condition, ObjectType type) => schema.IsPossibleType(schema.FindType(condition.Name.Value)!, type);

    private JsonNode? ExecuteField(ObjectType type, OutputField field, List<FieldNode> nodes, JsonElement parent, string path)
    {
        try
        {
            var value = parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field.Name, out var found) ? found : default;
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("__error", out _)) throw Error(path);
            return CompleteValue(field.Type, nodes, value, path);
        }
        catch (FieldException) when (field.Type is not NonNullType)
        {
            return null;
        }
    }

    private JsonNode? CompleteValue(GraphQLType type, List<FieldNode> nodes, JsonElement value, string path)
    {
        if (type is NonNullType nonNull) return CompleteValue(nonNull.OfType, nodes, value, path) ?? throw Error(path);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        switch (type)
        {
            case ListType list:
                if (value.ValueKind != JsonValueKind.Array) throw Error(path);
                var result = new JsonArray();
                foreach (var item in value.EnumerateArray())
                {
                    try
                    {
                        result.Add(CompleteValue(list.OfType, nodes, item, $"{path}/{result.Count}"));
                    }
                    catch (FieldException) when (list.OfType is not NonNullType)
                    {
                        result.Add(null);
                    }
                }

                return result;
            case ScalarType { Name: "Int" }: return value.ValueKind == JsonValueKind.Number ? value.GetInt32() : throw Error(path);
            case ScalarType { Name: "String" }: return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Error(path);
            case ScalarType: return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Error(path);
            default:
                var concrete = type as ObjectType;
                if (concrete is null && value.ValueKind == JsonValueKind.Object) concrete = (ObjectType)schema.FindType(value.GetProperty("__typename").GetString()!)!;
                if (concrete is null || !schema.IsPossibleType(type.Named, concrete)) throw Error(path);
                return ExecuteSelectionSet(nodes.Select(n => n.SelectionSet!), concrete, value, path);
        }
    }

    private FieldException Error(string path)
    {
        _errors.Add(path);
        return new FieldException();
    }

    private sealed class FieldException : Exception;
}
