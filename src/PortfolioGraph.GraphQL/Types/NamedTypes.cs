using System.Collections.Frozen;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A type with a name. Built by <see cref="SchemaBuilder"/>, immutable afterwards.</summary>
public abstract class NamedType : GraphQLType
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The directives applied to the definition and its extensions, in source order.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; init; } = [];

    /// <summary>Built-in scalars and introspection types: not part of the printed schema.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Position of the type in <see cref="Schema.Types"/>: a small dense number for tables by type.</summary>
    public int Index { get; internal set; }

    public override NamedType Named => this;

    public override string ToString() => Name;
}

/// <summary>A scalar (spec section 3.5). Its input behaviour comes from <see cref="Coercion"/>.</summary>
public sealed class ScalarType : NamedType
{
    public string? SpecifiedByUrl { get; init; }

    /// <summary>How input values become runtime values. Custom scalars without one of their own take <see cref="ScalarCoercion.Any"/>.</summary>
    public required ScalarCoercion Coercion { get; init; }
}

/// <summary>An object type or an interface.</summary>
public abstract class ComplexType : NamedType
{
    private FrozenDictionary<string, OutputField> _fieldsByName = FrozenDictionary<string, OutputField>.Empty;

    /// <summary>In source order, those of extensions last. Set once, after all types are known.</summary>
    public IReadOnlyList<OutputField> Fields
    {
        get;
        internal set
        {
            field = value;
            _fieldsByName = value.DistinctBy(f => f.Name).ToFrozenDictionary(f => f.Name);
        }
    } = [];

    /// <summary>All interfaces that the type declares.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    public OutputField? FindField(string name) => _fieldsByName.GetValueOrDefault(name);
}

public sealed class ObjectType : ComplexType;

public sealed class InterfaceType : ComplexType;

public sealed class UnionType : NamedType
{
    public IReadOnlyList<ObjectType> Members { get; internal set; } = [];
}

public sealed class EnumType : NamedType
{
    private FrozenDictionary<string, EnumValue> _valuesByName = FrozenDictionary<string, EnumValue>.Empty;

    public IReadOnlyList<EnumValue> Values
    {
        get;
        internal set
        {
            field = value;
            _valuesByName = value.DistinctBy(v => v.Name).ToFrozenDictionary(v => v.Name);
        }
    } = [];

    public EnumValue? FindValue(string name) => _valuesByName.GetValueOrDefault(name);
}

public sealed class InputObjectType : NamedType
{
    private FrozenDictionary<string, InputValue> _fieldsByName = FrozenDictionary<string, InputValue>.Empty;

    public IReadOnlyList<InputValue> Fields
    {
        get;
        internal set
        {
            field = value;
            _fieldsByName = value.DistinctBy(f => f.Name).ToFrozenDictionary(f => f.Name);
        }
    } = [];

    /// <summary>Exactly one field must be given (<c>@oneOf</c>, spec section 3.10).</summary>
    public bool IsOneOf { get; init; }

    public InputValue? FindField(string name) => _fieldsByName.GetValueOrDefault(name);
}
