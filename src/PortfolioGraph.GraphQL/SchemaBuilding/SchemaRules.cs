using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;
using PortfolioGraph.GraphQL.Validation.Rules;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>The "Type Validation" parts of the specification's section 3, on a schema whose names are in order.</summary>
internal sealed partial class SchemaRules
{
    private readonly DocumentNode _document;
    private readonly SchemaAssembly _assembly;
    private readonly SchemaErrors _errors;

    private SchemaRules(DocumentNode document, SchemaAssembly assembly, SchemaErrors errors)
    {
        _document = document;
        _assembly = assembly;
        _errors = errors;
    }

    private Schema Schema => _assembly.Schema;

    public static void Check(DocumentNode document, SchemaAssembly assembly, SchemaErrors errors) => new SchemaRules(document, assembly, errors).Run();

    private void Run()
    {
        CheckRootTypes();
        foreach (var directive in Schema.Directives)
            if (_assembly.Nodes[directive] is DirectiveDefinitionNode node && _document.Definitions.Contains(node))
                CheckDirective(directive, node);

        var cycles = new InputCycles(_assembly, _errors);
        foreach (var type in Schema.Types)
        {
            if (type.IsBuiltIn) continue;
            var nodes = _assembly.TypeNodes[type.Name];
            switch (type)
            {
                case ComplexType complex:
                    CheckFields(complex, nodes);
                    CheckInterfaces(complex, nodes);
                    break;
                case UnionType union: CheckMembers(union, nodes); break;
                case EnumType enumType: CheckValues(enumType, nodes); break;
                case InputObjectType input:
                    CheckInputFields(input, nodes);
                    cycles.Check(input);
                    break;
                default: break;
            }
        }

        CheckUsages();
    }

    private void CheckRootTypes()
    {
        foreach (var (operation, root) in _assembly.RootTypes)
        {
            if (root.Type is ObjectType) continue;
            var only = operation == OperationType.Query ? "must be Object type" : "must be Object type if provided";
            _errors.Report($"{operation} root type {only}, it cannot be {root.Type.Name}.", root.Node is null ? _assembly.TypeNodes[root.Type.Name][0] : root.Node.Type);
        }

        if (!_assembly.RootTypes.ContainsKey(OperationType.Query))
            _errors.Report("Query root type must be provided.", [.. _document.Definitions.OfType<SchemaDefinitionNode>().Where(d => !d.IsExtension)]);

        foreach (var same in _assembly.RootTypes.GroupBy(r => r.Value.Type))
        {
            if (same.Count() == 1) continue;
            var operations = string.Join(" and ", same.Select(r => r.Key.ToString().ToLowerInvariant()));
            _errors.Report(
                $"All root types must be different, \"{same.Key.Name}\" type is used as {operations} root types.",
                [.. same.Select(r => r.Value.Node?.Type).OfType<SyntaxNode>()]);
        }
    }

    private void CheckDirective(DirectiveDefinition directive, DirectiveDefinitionNode node)
    {
        CheckName(directive.Name, node);
        CheckArguments($"@{directive.Name}", directive.Arguments);
        if (DirectiveCycles.ReferencesItself(directive, Schema))
            _errors.Report($"Directive @{directive.Name} cannot reference itself, directly or through the types of its arguments.", node);
    }

    private void CheckFields(ComplexType type, IReadOnlyList<TypeDefinitionNode> nodes)
    {
        if (type.Fields.Count == 0) _errors.Report($"Type {type.Name} must define one or more fields.", [.. nodes]);
        foreach (var field in type.Fields)
        {
            var node = (FieldDefinitionNode)_assembly.Nodes[field];
            CheckName(field.Name, node);
            if (!field.Type.IsOutputType) _errors.Report($"The type of {field} must be Output Type but got: {field.Type}.", node.Type);
            CheckArguments(field.ToString(), field.Arguments);
        }
    }

    private void CheckArguments(string owner, IReadOnlyList<InputValue> arguments)
    {
        foreach (var argument in arguments)
        {
            var node = NodeOf(argument);
            var coordinate = $"{owner}({argument.Name}:)";
            CheckName(argument.Name, node);
            if (!argument.Type.IsInputType) _errors.Report($"The type of {coordinate} must be Input Type but got: {argument.Type}.", owner.StartsWith('@') ? node : node.Type);
            if (argument is { IsRequired: true, DeprecationReason: not null })
                _errors.Report($"Required argument {coordinate} cannot be deprecated.", DeprecatedNode(node), node.Type);
        }
    }

    private void CheckMembers(UnionType union, IReadOnlyList<TypeDefinitionNode> nodes)
    {
        var members = nodes.Cast<UnionTypeDefinitionNode>().SelectMany(n => n.Types).ToArray();
        if (members.Length == 0) _errors.Report($"Union type {union.Name} must define one or more member types.", [.. nodes]);
        foreach (var same in members.GroupBy(m => m.Name.Value))
        {
            if (same.Count() > 1) _errors.Report($"Union type {union.Name} can only include type {same.Key} once.", [.. same]);
            if (Schema.FindType(same.Key) is not ObjectType)
                _errors.Report($"Union type {union.Name} can only include Object types, it cannot include {same.Key}.", [.. same]);
        }
    }

    private void CheckValues(EnumType type, IReadOnlyList<TypeDefinitionNode> nodes)
    {
        if (type.Values.Count == 0) _errors.Report($"Enum type {type.Name} must define one or more values.", [.. nodes]);
        foreach (var value in type.Values) CheckName(value.Name, _assembly.Nodes[value]);
    }

    private void CheckInputFields(InputObjectType type, IReadOnlyList<TypeDefinitionNode> nodes)
    {
        if (type.Fields.Count == 0) _errors.Report($"Input Object type {type.Name} must define one or more fields.", [.. nodes]);
        foreach (var directive in nodes.Where(n => n.IsExtension).SelectMany(n => n.Directives).Where(d => d.Name.Value == "oneOf"))
            _errors.Report($"Input Object type {type.Name} cannot become a OneOf Input Object by an extension.", directive);

        foreach (var field in type.Fields)
        {
            var node = NodeOf(field);
            var coordinate = $"{type.Name}.{field.Name}";
            CheckName(field.Name, node);
            if (!field.Type.IsInputType) _errors.Report($"The type of {coordinate} must be Input Type but got: {field.Type}.", node.Type);
            if (field is { IsRequired: true, DeprecationReason: not null })
                _errors.Report($"Required input field {coordinate} cannot be deprecated.", DeprecatedNode(node), node.Type);
            if (!type.IsOneOf) continue;
            if (field.Type is NonNullType) _errors.Report($"OneOf input field {coordinate} must be nullable.", node.Type);
            if (field.DefaultValue is not null) _errors.Report($"OneOf input field {coordinate} cannot have a default value.", node);
        }
    }

    /// <summary>Applied directives and default values follow the rules that executable documents do (spec sections 5.6 and 5.7).</summary>
    private void CheckUsages()
    {
        var context = new ValidationContext(Schema, _document, new ValidationOptions { MaxErrors = null, MaxWork = null });
        var walker = new DocumentWalker(context,
        [
            new KnownDirectivesRule(context),
            new UniqueDirectivesPerLocationRule(context),
            new KnownArgumentNamesRule(context),
            new UniqueArgumentNamesRule(context),
            new UniqueInputFieldNamesRule(context),
            new ValuesOfCorrectTypeRule(context),
            new ProvidedRequiredArgumentsRule(context),
        ]);

        // Directives of a type count together, whether the definition or an extension applies them; so do those of the schema.
        walker.WalkDirectives([.. _document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(d => d.Directives)], DirectiveLocation.Schema);
        foreach (var type in Schema.Types)
        {
            if (type.IsBuiltIn) continue;
            switch (type)
            {
                case ComplexType complex:
                    walker.WalkDirectives(type.AppliedDirectives, type is ObjectType ? DirectiveLocation.Object : DirectiveLocation.Interface);
                    foreach (var field in complex.Fields)
                    {
                        WalkInputs(field.Arguments, DirectiveLocation.ArgumentDefinition);
                        walker.WalkDirectives(field.AppliedDirectives, DirectiveLocation.FieldDefinition);
                    }

                    break;
                case EnumType enumType:
                    walker.WalkDirectives(type.AppliedDirectives, DirectiveLocation.Enum);
                    foreach (var value in enumType.Values) walker.WalkDirectives(value.AppliedDirectives, DirectiveLocation.EnumValue);
                    break;
                case InputObjectType input:
                    walker.WalkDirectives(type.AppliedDirectives, DirectiveLocation.InputObject);
                    WalkInputs(input.Fields, DirectiveLocation.InputFieldDefinition);
                    break;
                default:
                    walker.WalkDirectives(type.AppliedDirectives, type is UnionType ? DirectiveLocation.Union : DirectiveLocation.Scalar);
                    break;
            }
        }

        foreach (var directive in Schema.Directives) WalkInputs(directive.Arguments, DirectiveLocation.ArgumentDefinition);
        _errors.Add(context.Errors);

        void WalkInputs(IReadOnlyList<InputValue> inputs, DirectiveLocation location)
        {
            foreach (var input in inputs)
            {
                if (input.DefaultValue is not null) walker.WalkValue(input.DefaultValue, input.Type.IsInputType ? input.Type : null);
                walker.WalkDirectives(input.AppliedDirectives, location);
            }
        }
    }

    private void CheckName(string name, SyntaxNode node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            _errors.Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
    }

    private InputValueDefinitionNode NodeOf(InputValue value) => (InputValueDefinitionNode)_assembly.Nodes[value];

    private static DirectiveNode DeprecatedNode(InputValueDefinitionNode node) => node.Directives.First(d => d.Name.Value == "deprecated");
}
