namespace PortfolioGraph.GraphQL.Language;

/// <summary>An input value as written (spec section 2.9).</summary>
public abstract class ValueNode : SyntaxNode;

public sealed class VariableNode : ValueNode
{
    /// <summary>The name without <c>$</c>.</summary>
    public required NameNode Name { get; init; }
}

public sealed class IntValueNode : ValueNode
{
    /// <summary>The digits as written.</summary>
    public required string Value { get; init; }
}

public sealed class FloatValueNode : ValueNode
{
    /// <summary>The number as written.</summary>
    public required string Value { get; init; }
}

public sealed class StringValueNode : ValueNode
{
    /// <summary>The text it stands for: escapes resolved, block string indentation removed.</summary>
    public required string Value { get; init; }

    public bool IsBlock { get; init; }
}

public sealed class BooleanValueNode : ValueNode
{
    public required bool Value { get; init; }
}

public sealed class NullValueNode : ValueNode;

public sealed class EnumValueNode : ValueNode
{
    public required string Value { get; init; }
}

public sealed class ListValueNode : ValueNode
{
    public required IReadOnlyList<ValueNode> Values { get; init; }
}

public sealed class ObjectValueNode : ValueNode
{
    public required IReadOnlyList<ObjectFieldNode> Fields { get; init; }
}

public sealed class ObjectFieldNode : SyntaxNode
{
    public required NameNode Name { get; init; }

    public required ValueNode Value { get; init; }
}
