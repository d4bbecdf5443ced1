using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>
/// One rule of the specification's section 5. <see cref="DocumentWalker"/> walks a document once for all rules and calls these
/// methods in document order, with the types it knows there (null: unknown, which some other rule reports).
/// </summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context { get; } = context;

    protected Schema Schema => Context.Schema;

    public virtual void EnterDocument(DocumentNode document)
    {
    }

    public virtual void EnterOperation(OperationDefinitionNode operation)
    {
    }

    public virtual void EnterVariableDefinition(VariableDefinitionNode variable, GraphQLType? type)
    {
    }

    public virtual void EnterFragmentDefinition(FragmentDefinitionNode fragment, NamedType? type)
    {
    }

    /// <summary>A type named anywhere in an executable definition.</summary>
    public virtual void EnterNamedType(NamedTypeNode type)
    {
    }

    /// <param name="selectionSet">The selection set.</param>
    /// <param name="parent">The object, interface or union that it selects from.</param>
    /// <param name="isInline">Whether it belongs to an inline fragment, and so to the response level around it.</param>
    public virtual void EnterSelectionSet(SelectionSetNode selectionSet, NamedType? parent, bool isInline)
    {
    }

    public virtual void EnterField(FieldNode field, NamedType? parent, OutputField? definition)
    {
    }

    public virtual void LeaveField(FieldNode field, OutputField? definition)
    {
    }

    /// <param name="fragment">The fragment.</param>
    /// <param name="type">The composite type of its condition, or of its parent when it has none.</param>
    /// <param name="parent">The composite type it is spread on.</param>
    public virtual void EnterInlineFragment(InlineFragmentNode fragment, NamedType? type, NamedType? parent)
    {
    }

    public virtual void EnterFragmentSpread(FragmentSpreadNode spread, NamedType? parent)
    {
    }

    /// <summary>All directives of one place, before each of them.</summary>
    public virtual void EnterDirectives(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location)
    {
    }

    public virtual void EnterDirective(DirectiveNode directive, DirectiveDefinition? definition)
    {
    }

    public virtual void LeaveDirective(DirectiveNode directive, DirectiveDefinition? definition)
    {
    }

    /// <summary>The arguments of one field or directive.</summary>
    public virtual void EnterArguments(IReadOnlyList<ArgumentNode> arguments)
    {
    }

    /// <summary>A whole value: of an argument, or a default value.</summary>
    public virtual void EnterValue(ValueNode value, GraphQLType? type)
    {
    }

    /// <summary>An object literal, at any depth of a value.</summary>
    public virtual void EnterObject(ObjectValueNode value)
    {
    }

    /// <summary>After all definitions, once an operation: every use of a variable in it and in the fragments it reaches.</summary>
    public virtual void LeaveOperation(OperationDefinitionNode operation, IReadOnlyList<VariableUsage> usages)
    {
    }

    public virtual void LeaveDocument(DocumentNode document)
    {
    }
}
