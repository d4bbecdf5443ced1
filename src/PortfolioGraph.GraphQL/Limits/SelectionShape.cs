namespace PortfolioGraph.GraphQL.Limits;

/// <summary>How large a selection set is once the fragments in it are expanded. Numbers stop at <see cref="int.MaxValue"/>.</summary>
internal readonly record struct SelectionShape
{
    /// <summary>Fields, those below included.</summary>
    public int Fields { get; init; }

    /// <summary>Fields of this response level.</summary>
    public int OwnFields { get; init; }

    public int Aliases { get; init; }

    /// <summary>Fields below fields.</summary>
    public int Depth { get; init; }

    /// <summary>Selection sets below each other, those of fragments included.</summary>
    public int Nesting { get; init; }

    /// <summary>Both in one selection set.</summary>
    public SelectionShape And(SelectionShape other) => new()
    {
        Fields = Add(Fields, other.Fields),
        OwnFields = Add(OwnFields, other.OwnFields),
        Aliases = Add(Aliases, other.Aliases),
        Depth = Math.Max(Depth, other.Depth),
        Nesting = Math.Max(Nesting, other.Nesting),
    };

    /// <summary>A fragment with this selection set.</summary>
    public SelectionShape AsFragment() => this with { Nesting = Add(Nesting, 1) };

    /// <summary>A field with this selection set.</summary>
    public SelectionShape AsField(bool hasAlias) => new()
    {
        Fields = Add(Fields, 1),
        OwnFields = 1,
        Aliases = Add(Aliases, hasAlias ? 1 : 0),
        Depth = Add(Depth, 1),
        Nesting = Add(Nesting, 1),
    };

    private static int Add(int a, int b) => (int)Math.Min((long)a + b, int.MaxValue);
}
