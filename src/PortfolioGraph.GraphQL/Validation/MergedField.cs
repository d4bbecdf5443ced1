using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>A field where fields are merged.</summary>
/// <param name="node">The field.</param>
/// <param name="parent">The type it is selected from; null when unknown.</param>
/// <param name="definition">Its definition; null when unknown.</param>
internal sealed class MergedField(FieldNode node, NamedType? parent, OutputField? definition)
{
    public FieldNode Node { get; } = node;

    public NamedType? Parent { get; } = parent;

    public OutputField? Definition { get; } = definition;

    /// <summary>The type that its subfields are selected from.</summary>
    public NamedType? SubfieldParent => Definition?.Type.Named is { } type and (ComplexType or UnionType) ? type : null;

    /// <summary>Name and arguments in a form that is equal when they are: arguments and object fields sorted, no white space.</summary>
    public string Signature => field ??= FieldSignature.Of(Node);

    /// <summary>Whether no object can have both fields, because their parents are different object types.</summary>
    public bool Excludes(MergedField other) => Parent is ObjectType && other.Parent is ObjectType && Parent != other.Parent;
}
