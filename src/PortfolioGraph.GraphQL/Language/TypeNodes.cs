namespace PortfolioGraph.GraphQL.Language;

/// <summary>A reference to a type (spec section 2.11).</summary>
public abstract class TypeNode : SyntaxNode;

public sealed class NamedTypeNode : TypeNode
{
    public required NameNode Name { get; init; }
}

public sealed class ListTypeNode : TypeNode
{
    public required TypeNode Type { get; init; }
}

public sealed class NonNullTypeNode : TypeNode
{
    /// <summary>A named or list type, never another non-null type.</summary>
    public required TypeNode Type { get; init; }
}
