using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

// IsValidImplementation of spec sections 3.6.1 and 3.7.1.
internal sealed partial class SchemaRules
{
    private void CheckInterfaces(ComplexType type, IReadOnlyList<TypeDefinitionNode> nodes)
    {
        foreach (var same in ImplementsNodes(nodes).GroupBy(n => n.Name.Value))
        {
            SyntaxNode[] places = [.. same];
            if (Schema.FindType(same.Key) is not InterfaceType implemented)
            {
                _errors.Report($"Type {type.Name} must only implement Interface types, it cannot implement {same.Key}.", places);
                continue;
            }

            if (implemented == type)
            {
                _errors.Report($"Type {type.Name} cannot implement itself because it would create a circular reference.", places);
                continue;
            }

            if (places.Length > 1) _errors.Report($"Type {type.Name} can only implement {implemented.Name} once.", places);
            CheckAncestors(type, implemented, places);
            foreach (var field in implemented.Fields) CheckImplementation(type, nodes, implemented, field);
        }
    }

    private void CheckAncestors(ComplexType type, InterfaceType implemented, SyntaxNode[] places)
    {
        foreach (var ancestor in implemented.Interfaces)
        {
            if (type.Interfaces.Contains(ancestor)) continue;
            SyntaxNode[] all = [.. ImplementsNodes(_assembly.TypeNodes[implemented.Name]).Where(n => n.Name.Value == ancestor.Name), .. places];
            _errors.Report(
                ancestor == type
                    ? $"Type {type.Name} cannot implement {implemented.Name} because it would create a circular reference."
                    : $"Type {type.Name} must implement {ancestor.Name} because it is implemented by {implemented.Name}.",
                all);
        }
    }

    private void CheckImplementation(ComplexType type, IReadOnlyList<TypeDefinitionNode> nodes, InterfaceType implemented, OutputField expected)
    {
        var expectedNode = (FieldDefinitionNode)_assembly.Nodes[expected];
        if (type.FindField(expected.Name) is not { } field)
        {
            _errors.Report($"Interface field {expected} expected but {type.Name} does not provide it.", [expectedNode, .. nodes]);
            return;
        }

        var node = (FieldDefinitionNode)_assembly.Nodes[field];
        if (!Schema.IsSubType(field.Type, expected.Type))
            _errors.Report($"Interface field {expected} expects type {expected.Type} but {field} is type {field.Type}.", expectedNode.Type, node.Type);

        foreach (var expectedArgument in expected.Arguments)
        {
            var coordinate = $"{expected}({expectedArgument.Name}:)";
            if (field.FindArgument(expectedArgument.Name) is not { } argument)
                _errors.Report($"Interface field argument {coordinate} expected but {field} does not provide it.", NodeOf(expectedArgument), node);
            else if (!expectedArgument.Type.IsSame(argument.Type))
                _errors.Report(
                    $"Interface field argument {coordinate} expects type {expectedArgument.Type} but {field}({argument.Name}:) is type {argument.Type}.",
                    NodeOf(expectedArgument).Type,
                    NodeOf(argument).Type);
        }

        foreach (var argument in field.Arguments)
            if (argument.IsRequired && expected.FindArgument(argument.Name) is null)
                _errors.Report(
                    $"Object field {field} includes required argument {argument.Name} that is missing from the Interface field {expected}.",
                    NodeOf(argument),
                    expectedNode);

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
            _errors.Report(
                $"Interface field {expected} is not deprecated, so implementation field {field} must not be deprecated.",
                node.Directives.First(d => d.Name.Value == "deprecated"),
                node);
    }

    private static IEnumerable<NamedTypeNode> ImplementsNodes(IReadOnlyList<TypeDefinitionNode> nodes) =>
        nodes.Cast<ComplexTypeDefinitionNode>().SelectMany(n => n.Interfaces);
}
