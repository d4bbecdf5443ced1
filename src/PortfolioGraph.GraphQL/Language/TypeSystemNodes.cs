namespace PortfolioGraph.GraphQL.Language;

/// <summary>A definition or extension of the type system (spec section 3).</summary>
public abstract class TypeSystemDefinitionNode : DefinitionNode
{
    /// <summary>Null for extensions.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>True for <c>extend …</c>.</summary>
    public bool IsExtension { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

/// <summary><c>schema { … }</c> and <c>extend schema …</c>.</summary>
public sealed class SchemaDefinitionNode : TypeSystemDefinitionNode
{
    public required IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; init; }
}

public sealed class OperationTypeDefinitionNode : SyntaxNode
{
    public required OperationType Operation { get; init; }

    public required NamedTypeNode Type { get; init; }
}

/// <summary>Definition or extension of a named type.</summary>
public abstract class TypeDefinitionNode : TypeSystemDefinitionNode
{
    public required NameNode Name { get; init; }
}

public sealed class ScalarTypeDefinitionNode : TypeDefinitionNode;

/// <summary>An object type or an interface: both have fields and interfaces.</summary>
public abstract class ComplexTypeDefinitionNode : TypeDefinitionNode
{
    public required IReadOnlyList<NamedTypeNode> Interfaces { get; init; }

    public required IReadOnlyList<FieldDefinitionNode> Fields { get; init; }
}

public sealed class ObjectTypeDefinitionNode : ComplexTypeDefinitionNode;

public sealed class InterfaceTypeDefinitionNode : ComplexTypeDefinitionNode;

public sealed class UnionTypeDefinitionNode : TypeDefinitionNode
{
    public required IReadOnlyList<NamedTypeNode> Types { get; init; }
}

public sealed class EnumTypeDefinitionNode : TypeDefinitionNode
{
    public required IReadOnlyList<EnumValueDefinitionNode> Values { get; init; }
}

public sealed class InputObjectTypeDefinitionNode : TypeDefinitionNode
{
    public required IReadOnlyList<InputValueDefinitionNode> Fields { get; init; }
}

public sealed class FieldDefinitionNode : SyntaxNode
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; }

    public required TypeNode Type { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

/// <summary>An argument definition or an input field.</summary>
public sealed class InputValueDefinitionNode : SyntaxNode
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

public sealed class EnumValueDefinitionNode : SyntaxNode
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

/// <summary><c>directive @name(…) repeatable on A | B</c>.</summary>
public sealed class DirectiveDefinitionNode : TypeSystemDefinitionNode
{
    public required NameNode Name { get; init; }

    public required IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; }

    public required bool IsRepeatable { get; init; }

    /// <summary>The locations as written, each a name of <see cref="Types.DirectiveLocation"/> in GraphQL spelling.</summary>
    public required IReadOnlyList<NameNode> Locations { get; init; }
}
