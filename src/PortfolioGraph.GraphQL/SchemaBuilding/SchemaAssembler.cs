using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>
/// Turns definitions into types, in two passes because types refer to each other: first every named type without members, then the members.
/// Expects names that <see cref="SchemaNameRules"/> has checked.
/// </summary>
internal sealed class SchemaAssembler
{
    private readonly Dictionary<string, IReadOnlyList<TypeDefinitionNode>> _nodesByType = [];
    private readonly Dictionary<string, NamedType> _types = [];
    private readonly Dictionary<object, SyntaxNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyDictionary<string, ScalarCoercion>? _scalars;
    private readonly HashSet<NamedType> _used = [];

    private SchemaAssembler(IReadOnlyDictionary<string, ScalarCoercion>? scalars) => _scalars = scalars;

    public static SchemaAssembly Assemble(DocumentNode document, IReadOnlyDictionary<string, ScalarCoercion>? scalars) =>
        new SchemaAssembler(scalars).Run(document);

    private SchemaAssembly Run(DocumentNode document)
    {
        var extensions = document.Definitions.OfType<TypeDefinitionNode>().Where(d => d.IsExtension).ToLookup(d => d.Name.Value);
        var names = new List<string>();
        foreach (var node in document.Definitions.Concat(BuiltInDefinitions.Document.Definitions).OfType<TypeDefinitionNode>())
        {
            // A document may repeat a built-in scalar; it stays the built-in one.
            var isBuiltIn = BuiltInDefinitions.TypeNames.Contains(node.Name.Value);
            if (node.IsExtension || (isBuiltIn && !BuiltInDefinitions.Document.Definitions.Contains(node))) continue;
            IReadOnlyList<TypeDefinitionNode> nodes = [node, .. extensions[node.Name.Value]];
            _nodesByType.Add(node.Name.Value, nodes);
            _types.Add(node.Name.Value, CreateType(nodes, isBuiltIn || node.Name.Value == BuiltInDefinitions.MetaTypeName));
            names.Add(node.Name.Value);
        }

        foreach (var name in names) Fill(_types[name], _nodesByType[name]);

        var directives = document.Definitions.OfType<DirectiveDefinitionNode>().Select(CreateDirective).ToList();
        var own = directives.Select(d => d.Name).ToHashSet();
        directives.AddRange(BuiltInDefinitions.Document.Definitions.OfType<DirectiveDefinitionNode>().Where(d => !own.Contains(d.Name.Value)).Select(CreateDirective));

        var meta = (ObjectType)_types[BuiltInDefinitions.MetaTypeName];
        var types = names
            .Select(n => _types[n])
            .Where(t => t != meta && (t is not ScalarType { IsBuiltIn: true } || _used.Contains(t)))
            .ToArray();

        var schemaNodes = document.Definitions.OfType<SchemaDefinitionNode>().OrderBy(d => d.IsExtension).ToArray();
        var roots = RootTypes(schemaNodes);
        var schema = new Schema(
            schemaNodes.FirstOrDefault()?.Description?.Value,
            Root(OperationType.Query)!,
            Root(OperationType.Mutation),
            Root(OperationType.Subscription),
            types,
            directives,
            new MetaFields(meta.FindField("__schema")!, meta.FindField("__type")!, meta.FindField("__typename")!));
        return new SchemaAssembly(schema, _nodesByType, roots, _nodes);

        ObjectType? Root(OperationType operation) => roots.GetValueOrDefault(operation)?.Type as ObjectType;
    }

    /// <summary>Without a schema definition the types named Query, Mutation and Subscription are the roots (spec section 3.3.1).</summary>
    private Dictionary<OperationType, RootType> RootTypes(IReadOnlyList<SchemaDefinitionNode> schemaNodes)
    {
        var roots = new Dictionary<OperationType, RootType>();
        foreach (var node in schemaNodes.SelectMany(n => n.OperationTypes))
            roots.TryAdd(node.Operation, new RootType(_types[node.Type.Name.Value], node));
        if (schemaNodes.Any(n => !n.IsExtension)) return roots;
        foreach (var operation in Enum.GetValues<OperationType>())
            if (_types.TryGetValue(operation.ToString(), out var type))
                roots.TryAdd(operation, new RootType(type, null));
        return roots;
    }

    private NamedType CreateType(IReadOnlyList<TypeDefinitionNode> nodes, bool isBuiltIn)
    {
        var name = nodes[0].Name.Value;
        var description = nodes[0].Description?.Value;
        IReadOnlyList<DirectiveNode> directives = nodes is [var only] ? only.Directives : [.. nodes.SelectMany(n => n.Directives)];
        return nodes[0] switch
        {
            ScalarTypeDefinitionNode => new ScalarType
            {
                Name = name,
                Description = description,
                AppliedDirectives = directives,
                IsBuiltIn = isBuiltIn,
                SpecifiedByUrl = StringArgument(directives, "specifiedBy", "url", null),
                Coercion = isBuiltIn ? BuiltInDefinitions.Scalars[name] : _scalars?.GetValueOrDefault(name) ?? ScalarCoercion.Any,
            },
            ObjectTypeDefinitionNode => new ObjectType { Name = name, Description = description, AppliedDirectives = directives, IsBuiltIn = isBuiltIn },
            InterfaceTypeDefinitionNode => new InterfaceType { Name = name, Description = description, AppliedDirectives = directives },
            UnionTypeDefinitionNode => new UnionType { Name = name, Description = description, AppliedDirectives = directives },
            EnumTypeDefinitionNode => new EnumType { Name = name, Description = description, AppliedDirectives = directives, IsBuiltIn = isBuiltIn },
            _ => new InputObjectType
            {
                Name = name,
                Description = description,
                AppliedDirectives = directives,
                IsOneOf = directives.Any(d => d.Name.Value == "oneOf"),
            },
        };
    }

    /// <summary>Members of the wrong kind (a union of scalars, say) are left out here and reported by <see cref="SchemaRules"/>.</summary>
    private void Fill(NamedType type, IReadOnlyList<TypeDefinitionNode> nodes)
    {
        switch (type)
        {
            case ComplexType complex:
                var complexNodes = nodes.Cast<ComplexTypeDefinitionNode>().ToArray();
                complex.Interfaces = [.. complexNodes.SelectMany(n => n.Interfaces).Select(i => _types[i.Name.Value]).OfType<InterfaceType>().Distinct()];
                complex.Fields = [.. complexNodes.SelectMany(n => n.Fields).Select(f => CreateField(complex, f))];
                break;
            case UnionType union:
                union.Members = [.. nodes.Cast<UnionTypeDefinitionNode>().SelectMany(n => n.Types).Select(t => _types[t.Name.Value]).OfType<ObjectType>().Distinct()];
                break;
            case EnumType enumType:
                enumType.Values = [.. nodes.Cast<EnumTypeDefinitionNode>().SelectMany(n => n.Values).Select(CreateValue)];
                break;
            case InputObjectType input:
                input.Fields = [.. nodes.Cast<InputObjectTypeDefinitionNode>().SelectMany(n => n.Fields).Select(CreateInputValue)];
                break;
            default:
                break;
        }
    }

    private OutputField CreateField(ComplexType declaringType, FieldDefinitionNode node) => Remember(node, new OutputField
    {
        Name = node.Name.Value,
        Description = node.Description?.Value,
        DeclaringType = declaringType,
        Type = Resolve(node.Type),
        Arguments = [.. node.Arguments.Select(CreateInputValue)],
        DeprecationReason = DeprecationReason(node.Directives),
        AppliedDirectives = node.Directives,
    });

    private InputValue CreateInputValue(InputValueDefinitionNode node) => Remember(node, new InputValue
    {
        Name = node.Name.Value,
        Description = node.Description?.Value,
        Type = Resolve(node.Type),
        DefaultValue = node.DefaultValue,
        DeprecationReason = DeprecationReason(node.Directives),
        AppliedDirectives = node.Directives,
    });

    private EnumValue CreateValue(EnumValueDefinitionNode node) => Remember(node, new EnumValue
    {
        Name = node.Name.Value,
        Description = node.Description?.Value,
        DeprecationReason = DeprecationReason(node.Directives),
        AppliedDirectives = node.Directives,
    });

    private DirectiveDefinition CreateDirective(DirectiveDefinitionNode node) => Remember(node, new DirectiveDefinition
    {
        Name = node.Name.Value,
        Description = node.Description?.Value,
        Arguments = [.. node.Arguments.Select(CreateInputValue)],
        IsRepeatable = node.IsRepeatable,
        Locations = [.. node.Locations.Select(l => DirectiveLocations.TryParse(l.Value, out var location) ? location : throw new InvalidOperationException(l.Value))],
        IsBuiltIn = BuiltInDefinitions.DirectiveNames.Contains(node.Name.Value),
    });

    private T Remember<T>(SyntaxNode node, T part)
        where T : class
    {
        _nodes.Add(part, node);
        return part;
    }

    private GraphQLType Resolve(TypeNode node)
    {
        switch (node)
        {
            case NonNullTypeNode nonNull: return new NonNullType(Resolve(nonNull.Type));
            case ListTypeNode list: return new ListType(Resolve(list.Type));
            default:
                var type = _types[((NamedTypeNode)node).Name.Value];
                _used.Add(type);
                return type;
        }
    }

    private static string? DeprecationReason(IReadOnlyList<DirectiveNode> directives) =>
        StringArgument(directives, "deprecated", "reason", BuiltInDefinitions.DefaultDeprecationReason);

    /// <summary>An ill-typed argument is reported with the other directive arguments; here it only counts as not given.</summary>
    private static string? StringArgument(IReadOnlyList<DirectiveNode> directives, string directive, string argument, string? defaultValue)
    {
        foreach (var applied in directives)
            if (applied.Name.Value == directive)
                return applied.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value is StringValueNode text ? text.Value : defaultValue;
        return null;
    }
}
