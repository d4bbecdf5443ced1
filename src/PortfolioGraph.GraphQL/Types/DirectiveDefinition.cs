using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A directive that documents or schemas may use (spec section 3.13).</summary>
public sealed class DirectiveDefinition
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<InputValue> Arguments { get; init; }

    public required bool IsRepeatable { get; init; }

    public required IReadOnlyList<DirectiveLocation> Locations { get; init; }

    /// <summary><c>@skip</c>, <c>@include</c>, <c>@deprecated</c>, <c>@specifiedBy</c>, <c>@oneOf</c>.</summary>
    public bool IsBuiltIn { get; init; }
}
