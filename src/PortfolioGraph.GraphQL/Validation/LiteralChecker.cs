using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>Whether a literal can be coerced to a type, variables aside (spec sections 3.5 to 3.12, Input Coercion, and 5.6).</summary>
internal static class LiteralChecker
{
    /// <param name="value">The literal.</param>
    /// <param name="type">What it is to become.</param>
    /// <param name="suggestions">Whether messages may suggest known names.</param>
    /// <param name="report">Told of every fault, with the part of the literal it is about.</param>
    public static void Check(ValueNode value, GraphQLType type, bool suggestions, Action<string, SyntaxNode> report)
    {
        switch (value)
        {
            // Whether a variable fits its place is a rule of its own.
            case VariableNode:
                break;
            case NullValueNode:
                if (type is NonNullType) report($"Expected value of type \"{type}\", found null.", value);
                break;
            case ListValueNode list when type.Nullable is ListType listType:
                foreach (var item in list.Values) Check(item, listType.OfType, suggestions, report);
                break;
            case ObjectValueNode obj when type.Named is InputObjectType input:
                CheckObject(obj, input, suggestions, report);
                break;
            default:
                CheckLeaf(value, value is ListValueNode ? type.Nullable : type, suggestions, report);
                break;
        }
    }

    private static void CheckObject(ObjectValueNode obj, InputObjectType type, bool suggestions, Action<string, SyntaxNode> report)
    {
        var given = new Dictionary<string, ObjectFieldNode>();
        foreach (var field in obj.Fields) given[field.Name.Value] = field;

        foreach (var field in type.Fields)
            if (field.IsRequired && !given.ContainsKey(field.Name))
                report($"Field \"{type.Name}.{field.Name}\" of required type \"{field.Type}\" was not provided.", obj);

        if (type.IsOneOf)
        {
            if (given.Count != 1)
                report($"OneOf Input Object \"{type.Name}\" must specify exactly one key.", obj);
            else if (given.Values.Single() is { Value: NullValueNode } single)
                report($"Field \"{type.Name}.{single.Name.Value}\" must be non-null.", obj);
        }

        foreach (var field in obj.Fields)
        {
            if (type.FindField(field.Name.Value) is not { } definition)
            {
                var didYouMean = suggestions ? Suggestions.DidYouMean(field.Name.Value, type.Fields.Select(f => f.Name)) : "";
                report($"Field \"{field.Name.Value}\" is not defined by type \"{type.Name}\".{didYouMean}", field);
            }
            else if (definition.Type.IsInputType)
            {
                Check(field.Value, definition.Type, suggestions, report);
            }
        }
    }

    private static void CheckLeaf(ValueNode value, GraphQLType type, bool suggestions, Action<string, SyntaxNode> report)
    {
        switch (type.Named)
        {
            case EnumType enumType when value is EnumValueNode name:
                if (enumType.FindValue(name.Value) is null)
                    report($"Value \"{name.Value}\" does not exist in \"{enumType.Name}\" enum.{DidYouMean(enumType, name.Value)}", value);
                break;
            case EnumType enumType:
                var text = ValueText.Of(value);
                report($"Enum \"{enumType.Name}\" cannot represent non-enum value: {text}.{DidYouMean(enumType, text)}", value);
                break;
            case ScalarType scalar when scalar.Coercion != ScalarCoercion.Any && !scalar.IsBuiltIn && HasVariable(value):
                report($"Expected value of type \"{type}\", found {ValueText.Of(value)}; variables cannot be part of it.", value);
                break;
            case ScalarType scalar:
                if (!scalar.Coercion.TryCoerce(value, out _, out var reason))
                    report(scalar.IsBuiltIn ? reason : scalar.Coercion.Refusal(type, ValueText.Of(value), reason), value);
                break;
            default:
                report($"Expected value of type \"{type}\", found {ValueText.Of(value)}.", value);
                break;
        }

        string DidYouMean(EnumType enumType, string name) =>
            suggestions ? Suggestions.DidYouMean(name, enumType.Values.Select(v => v.Name), "the enum value") : "";
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode obj => obj.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };
}
