using System.Collections.Frozen;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A type system: what can be asked for. Built from SDL by <see cref="SchemaBuilder"/>; immutable.</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, NamedType> _typesByName;
    private readonly FrozenDictionary<string, DirectiveDefinition> _directivesByName;
    private readonly FrozenDictionary<NamedType, IReadOnlyList<ObjectType>> _possibleTypes;
    private readonly FrozenSet<(NamedType, ObjectType)> _isPossible;

    internal Schema(
        string? description,
        ObjectType queryType,
        ObjectType? mutationType,
        ObjectType? subscriptionType,
        IReadOnlyList<NamedType> types,
        IReadOnlyList<DirectiveDefinition> directives,
        MetaFields metaFields)
    {
        MetaFields = metaFields;
        Description = description;
        QueryType = queryType;
        MutationType = mutationType;
        SubscriptionType = subscriptionType;
        Types = types;
        Directives = directives;
        for (var i = 0; i < types.Count; i++) types[i].Index = i;
        _typesByName = types.ToFrozenDictionary(t => t.Name);
        _directivesByName = directives.ToFrozenDictionary(d => d.Name);
        _possibleTypes = types
            .Where(t => t is InterfaceType or UnionType)
            .ToFrozenDictionary(t => t, t => (IReadOnlyList<ObjectType>)(t is UnionType union
                ? union.Members.ToArray()
                : types.OfType<ObjectType>().Where(o => o.Interfaces.Contains(t)).ToArray()));
        _isPossible = _possibleTypes.SelectMany(p => p.Value.Select(o => (p.Key, o))).ToFrozenSet();
    }

    public string? Description { get; }

    public ObjectType QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary>All named types, built-in scalars that are in use and introspection types included.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    /// <summary>The fields of introspection; <see cref="FindField"/> knows where they are.</summary>
    public MetaFields MetaFields { get; }

    public NamedType? FindType(string name) => _typesByName.GetValueOrDefault(name);

    public DirectiveDefinition? FindDirective(string name) => _directivesByName.GetValueOrDefault(name);

    /// <summary>A field that can be selected on a composite type: its own, or one of introspection.</summary>
    public OutputField? FindField(NamedType parent, string name) => name switch
    {
        "__typename" when parent is ComplexType or UnionType => MetaFields.TypeName,
        "__schema" when ReferenceEquals(parent, QueryType) => MetaFields.Schema,
        "__type" when ReferenceEquals(parent, QueryType) => MetaFields.Type,
        _ => (parent as ComplexType)?.FindField(name),
    };

    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The object types that a composite type can turn out to be; an object type is only itself.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) =>
        type is ObjectType itself ? [itself] : _possibleTypes.GetValueOrDefault(type, []);

    public bool IsPossibleType(NamedType type, ObjectType candidate) =>
        ReferenceEquals(type, candidate) || _isPossible.Contains((type, candidate));

    /// <summary>Whether a value of <paramref name="type"/> is always one of <paramref name="super"/> (spec section 3.6.1, IsValidImplementationFieldType).</summary>
    public bool IsSubType(GraphQLType type, GraphQLType super) => (type, super) switch
    {
        (NonNullType a, NonNullType b) => IsSubType(a.OfType, b.OfType),
        (NonNullType a, _) => IsSubType(a.OfType, super),
        (ListType a, ListType b) => IsSubType(a.OfType, b.OfType),
        (ObjectType a, NamedType b) => IsPossibleType(b, a),
        (InterfaceType a, InterfaceType b) => ReferenceEquals(a, b) || a.Interfaces.Contains(b),
        _ => ReferenceEquals(type, super),
    };

    /// <summary>The type that a document names, or null when it (or a type inside) does not exist.</summary>
    public GraphQLType? TypeFromSyntax(TypeNode node) => node switch
    {
        NonNullTypeNode n => TypeFromSyntax(n.Type) is { } inner ? new NonNullType(inner) : null,
        ListTypeNode l => TypeFromSyntax(l.Type) is { } item ? new ListType(item) : null,
        NamedTypeNode n => FindType(n.Name.Value),
        _ => null,
    };
}
