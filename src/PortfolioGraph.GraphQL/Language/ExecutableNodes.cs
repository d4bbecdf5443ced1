namespace PortfolioGraph.GraphQL.Language;

/// <summary>The kinds of operation (spec section 2.3).</summary>
public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>An operation. The shorthand <c>{ … }</c> is a query without a name.</summary>
public sealed class OperationDefinitionNode : DefinitionNode
{
    public StringValueNode? Description { get; init; }

    public required OperationType Operation { get; init; }

    public NameNode? Name { get; init; }

    public required IReadOnlyList<VariableDefinitionNode> VariableDefinitions { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>A named fragment (spec section 2.8).</summary>
public sealed class FragmentDefinitionNode : DefinitionNode
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required NamedTypeNode TypeCondition { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

public sealed class VariableDefinitionNode : SyntaxNode
{
    public StringValueNode? Description { get; init; }

    public required VariableNode Variable { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

public sealed class SelectionSetNode : SyntaxNode
{
    public required IReadOnlyList<SelectionNode> Selections { get; init; }
}

/// <summary>A field, fragment spread or inline fragment.</summary>
public abstract class SelectionNode : SyntaxNode
{
    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

public sealed class FieldNode : SelectionNode
{
    public NameNode? Alias { get; init; }

    public required NameNode Name { get; init; }

    public required IReadOnlyList<ArgumentNode> Arguments { get; init; }

    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The key in the response: the alias, else the name.</summary>
    public string ResponseKey => (Alias ?? Name).Value;
}

public sealed class FragmentSpreadNode : SelectionNode
{
    public required NameNode Name { get; init; }
}

public sealed class InlineFragmentNode : SelectionNode
{
    public NamedTypeNode? TypeCondition { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

public sealed class ArgumentNode : SyntaxNode
{
    public required NameNode Name { get; init; }

    public required ValueNode Value { get; init; }
}

public sealed class DirectiveNode : SyntaxNode
{
    public required NameNode Name { get; init; }

    public required IReadOnlyList<ArgumentNode> Arguments { get; init; }
}

public sealed class NameNode : SyntaxNode
{
    public required string Value { get; init; }
}
