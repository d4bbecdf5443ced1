using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>Checks the limits on nested lists and on introspection, of a valid document. Each fragment is looked at once.</summary>
internal sealed class ListCheck
{
    private readonly Schema _schema;
    private readonly Dictionary<string, ListShape> _fragments = [];

    private ListCheck(Schema schema) => _schema = schema;

    /// <returns>The first operation that goes too deep, or null.</returns>
    public static GraphQLError? Run(Schema schema, DocumentNode document, OperationLimits limits)
    {
        var check = new ListCheck(schema);
        foreach (var fragment in FragmentOrder.Of(document)!)
            check._fragments[fragment.Name.Value] = check.Measure(fragment.SelectionSet, schema.FindType(fragment.TypeCondition.Name.Value)!);

        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var shape = check.Measure(operation.SelectionSet, schema.RootType(operation.Operation)!);
            var problem = shape switch
            {
                _ when IsOver(shape.Lists, limits.MaxListDepth) => $"nests lists deeper than {limits.MaxListDepth} levels",
                _ when IsOver(shape.IntrospectionDepth, limits.MaxIntrospectionDepth) => $"nests introspection deeper than {limits.MaxIntrospectionDepth} levels",
                _ when IsOver(shape.IntrospectionLists, limits.MaxIntrospectionListDepth) => $"goes through the fields of types more than {limits.MaxIntrospectionListDepth} deep",
                _ => null,
            };
            if (problem is not null) return GraphQLError.At($"The operation {problem}.", ErrorCodes.LimitExceeded, document, operation);
        }

        return null;
    }

    private static bool IsOver(int value, int limit) => limit > 0 && value > limit;

    private ListShape Measure(SelectionSetNode set, NamedType parent)
    {
        var shape = default(ListShape);
        foreach (var selection in set.Selections)
        {
            shape = shape.And(selection switch
            {
                FieldNode field => Measure(field, parent),
                InlineFragmentNode { TypeCondition: { } condition } inline => Measure(inline.SelectionSet, _schema.FindType(condition.Name.Value)!),
                InlineFragmentNode inline => Measure(inline.SelectionSet, parent),
                FragmentSpreadNode spread => _fragments[spread.Name.Value],
                _ => default,
            });
        }

        return shape;
    }

    private ListShape Measure(FieldNode field, NamedType parent)
    {
        var definition = _schema.FindField(parent, field.Name.Value)!;
        var below = field.SelectionSet is { } set ? Measure(set, definition.Type.Named) : default;
        if (definition.Type.Named.Name.StartsWith("__", StringComparison.Ordinal) || parent.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return below with
            {
                IntrospectionDepth = below.IntrospectionDepth + 1,
                IntrospectionLists = below.IntrospectionLists + (parent.Name == "__Type" && field.Name.Value is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0),
            };
        }

        return below with { Lists = below.Lists + ListsOf(definition.Type) };
    }

    private static int ListsOf(GraphQLType type) => type switch
    {
        NonNullType nonNull => ListsOf(nonNull.OfType),
        ListType list => 1 + ListsOf(list.OfType),
        _ => 0,
    };
}
