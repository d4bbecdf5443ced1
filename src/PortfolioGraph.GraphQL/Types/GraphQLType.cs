namespace PortfolioGraph.GraphQL.Types;

/// <summary>A type as fields, arguments and variables refer to it: a named type, or a list or non-null wrapper around one (spec section 3.4).</summary>
public abstract class GraphQLType
{
    /// <summary>The type without its wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>True for scalars, enums and input objects, wrapped or not.</summary>
    public bool IsInputType => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>True for scalars, enums, objects, interfaces and unions, wrapped or not.</summary>
    public bool IsOutputType => Named is not InputObjectType;

    /// <summary>This type without an outer non-null wrapper.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.OfType : this;

    /// <summary>Two references are the same type when their wrappers and names are.</summary>
    public bool IsSame(GraphQLType other) => (this, other) switch
    {
        (NonNullType a, NonNullType b) => a.OfType.IsSame(b.OfType),
        (ListType a, ListType b) => a.OfType.IsSame(b.OfType),
        _ => ReferenceEquals(this, other),
    };
}

/// <summary><c>[T]</c>.</summary>
public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType;

    public override NamedType Named => OfType.Named;

    public override string ToString() => $"[{OfType}]";
}

/// <summary><c>T!</c>.</summary>
public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType;

    public override NamedType Named => OfType.Named;

    public override string ToString() => $"{OfType}!";
}
