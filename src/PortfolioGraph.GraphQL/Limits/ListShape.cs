namespace PortfolioGraph.GraphQL.Limits;

/// <summary>How deep lists and introspection go in a selection set once its fragments are expanded.</summary>
internal readonly record struct ListShape
{
    public int Lists { get; init; }

    /// <summary>Fields below fields, counted in introspection only.</summary>
    public int IntrospectionDepth { get; init; }

    /// <summary>Lists of types and fields that lead to types again.</summary>
    public int IntrospectionLists { get; init; }

    public ListShape And(ListShape other) => new()
    {
        Lists = Math.Max(Lists, other.Lists),
        IntrospectionDepth = Math.Max(IntrospectionDepth, other.IntrospectionDepth),
        IntrospectionLists = Math.Max(IntrospectionLists, other.IntrospectionLists),
    };
}
