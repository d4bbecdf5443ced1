using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A field of an object type or interface.</summary>
public sealed class OutputField
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required ComplexType DeclaringType { get; init; }

    public required GraphQLType Type { get; init; }

    public required IReadOnlyList<InputValue> Arguments { get; init; }

    public string? DeprecationReason { get; init; }

    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; init; } = [];

    public InputValue? FindArgument(string name)
    {
        foreach (var argument in Arguments)
            if (argument.Name == name)
                return argument;
        return null;
    }

    /// <summary>The schema coordinate, <c>Type.field</c>.</summary>
    public override string ToString() => $"{DeclaringType.Name}.{Name}";
}
