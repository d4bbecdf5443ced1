using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>The rules on names in a type system document: everything is defined once, and whatever is named exists (spec section 3).</summary>
internal sealed class SchemaNameRules
{
    private readonly DocumentNode _document;
    private readonly SchemaErrors _errors;
    private readonly Dictionary<string, TypeDefinitionNode> _types = [];

    private SchemaNameRules(DocumentNode document, SchemaErrors errors)
    {
        _document = document;
        _errors = errors;
    }

    public static void Check(DocumentNode document, SchemaErrors errors) => new SchemaNameRules(document, errors).Run();

    private void Run()
    {
        CheckSchemaDefinitions();
        CheckTypeNames();
        CheckDirectiveNames();
        CheckMemberNames();
        foreach (var node in _document.Definitions)
        {
            switch (node)
            {
                case SchemaDefinitionNode schema:
                    foreach (var operation in schema.OperationTypes) CheckExists(operation.Type);
                    break;
                case DirectiveDefinitionNode directive:
                    CheckInputs($"@{directive.Name.Value}", directive.Arguments);
                    break;
                case TypeDefinitionNode type:
                    if (type.IsExtension) CheckExtends(type);
                    CheckReferences(type);
                    break;
            }
        }
    }

    private void CheckSchemaDefinitions()
    {
        var operations = new Dictionary<OperationType, OperationTypeDefinitionNode>();
        var defined = false;
        foreach (var schema in _document.Definitions.OfType<SchemaDefinitionNode>())
        {
            if (!schema.IsExtension && defined) _errors.Report("Must provide only one schema definition.", schema);
            defined |= !schema.IsExtension;
            foreach (var operation in schema.OperationTypes)
                if (!operations.TryAdd(operation.Operation, operation))
                    _errors.Report($"There can be only one {operation.Operation.ToString().ToLowerInvariant()} type in schema.", operations[operation.Operation], operation);
        }
    }

    private void CheckTypeNames()
    {
        foreach (var type in _document.Definitions.OfType<TypeDefinitionNode>())
        {
            if (type.IsExtension) continue;
            var name = type.Name.Value;
            if (name.StartsWith("__", StringComparison.Ordinal))
                _errors.Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", type);
            if (!_types.TryAdd(name, type))
                _errors.Report($"There can be only one type named \"{name}\".", _types[name].Name, type.Name);
            else if (BuiltInDefinitions.Scalars.ContainsKey(name) && type is not ScalarTypeDefinitionNode)
                _errors.Report($"There can be only one type named \"{name}\".", type.Name);
        }
    }

    private void CheckDirectiveNames()
    {
        var directives = new Dictionary<string, DirectiveDefinitionNode>();
        foreach (var directive in _document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            var name = directive.Name.Value;
            if (!directives.TryAdd(name, directive))
                _errors.Report($"There can be only one directive named \"@{name}\".", directives[name].Name, directive.Name);
        }
    }

    private void CheckMemberNames()
    {
        var members = new Dictionary<(string Type, string Member), NameNode>();
        foreach (var type in _document.Definitions.OfType<TypeDefinitionNode>())
        {
            var (what, names) = type switch
            {
                ComplexTypeDefinitionNode complex => ("Field", complex.Fields.Select(f => f.Name)),
                InputObjectTypeDefinitionNode input => ("Field", input.Fields.Select(f => f.Name)),
                EnumTypeDefinitionNode values => ("Enum value", values.Values.Select(v => v.Name)),
                _ => ("", []),
            };
            foreach (var name in names)
                if (!members.TryAdd((type.Name.Value, name.Value), name))
                    _errors.Report($"{what} \"{type.Name.Value}.{name.Value}\" can only be defined once.", members[(type.Name.Value, name.Value)], name);
        }
    }

    private void CheckExtends(TypeDefinitionNode extension)
    {
        var name = extension.Name.Value;
        if (_types.TryGetValue(name, out var type))
        {
            if (type.GetType() != extension.GetType())
                _errors.Report($"Cannot extend non-{Kind(extension)} type \"{name}\".", type, extension);
        }
        else
        {
            _errors.Report($"Cannot extend type \"{name}\" because it is not defined.{Suggestions.DidYouMean(name, _types.Keys)}", extension.Name);
        }
    }

    private void CheckReferences(TypeDefinitionNode type)
    {
        switch (type)
        {
            case ComplexTypeDefinitionNode complex:
                foreach (var name in complex.Interfaces) CheckExists(name);
                foreach (var field in complex.Fields)
                {
                    CheckInputs($"{type.Name.Value}.{field.Name.Value}", field.Arguments);
                    CheckExists(field.Type);
                }

                break;
            case UnionTypeDefinitionNode union:
                foreach (var name in union.Types) CheckExists(name);
                break;
            case InputObjectTypeDefinitionNode input:
                foreach (var field in input.Fields) CheckExists(field.Type);
                break;
        }
    }

    private void CheckInputs(string owner, IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        foreach (var same in arguments.GroupBy(a => a.Name.Value))
            if (same.Count() > 1)
                _errors.Report($"Argument \"{owner}({same.Key}:)\" can only be defined once.", [.. same.Select(a => a.Name)]);
        foreach (var argument in arguments) CheckExists(argument.Type);
    }

    private void CheckExists(TypeNode reference)
    {
        while (reference is not NamedTypeNode) reference = reference is NonNullTypeNode nonNull ? nonNull.Type : ((ListTypeNode)reference).Type;
        var name = ((NamedTypeNode)reference).Name.Value;
        if (_types.ContainsKey(name) || BuiltInDefinitions.TypeNames.Contains(name)) return;
        _errors.Report($"Unknown type \"{name}\".{Suggestions.DidYouMean(name, BuiltInDefinitions.TypeNames.Concat(_types.Keys))}", reference);
    }

    private static string Kind(TypeDefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode => "scalar",
        ObjectTypeDefinitionNode => "object",
        InterfaceTypeDefinitionNode => "interface",
        UnionTypeDefinitionNode => "union",
        EnumTypeDefinitionNode => "enum",
        _ => "input object",
    };
}
