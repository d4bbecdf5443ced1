using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A value of an enum.</summary>
public sealed class EnumValue
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; init; } = [];
}
