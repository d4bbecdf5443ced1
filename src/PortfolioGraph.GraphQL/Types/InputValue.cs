using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValue
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required GraphQLType Type { get; init; }

    /// <summary>The default as written; null when there is none (a default of <c>null</c> is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? DefaultValue { get; init; }

    public string? DeprecationReason { get; init; }

    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; init; } = [];

    /// <summary>Non-null and without a default: leaving it out is an error.</summary>
    public bool IsRequired => Type is NonNullType && DefaultValue is null;
}
