namespace PortfolioGraph.GraphQL.Limits;

/// <summary>
/// What a document may ask for, counted after its fragments are expanded unless said otherwise. A document with one operation over a limit is
/// refused as a whole. The defaults are safe for documents of strangers; 0 switches a limit off.
/// </summary>
/// <remarks>How many levels may be open at a time (<see cref="Language.ParserOptions.MaxDepth"/>) holds after expansion too, whatever is set here: later walks recurse that deep.</remarks>
public sealed record OperationLimits
{
    public static OperationLimits Default { get; } = new();

    /// <summary>No limits, for documents that are trusted.</summary>
    public static OperationLimits None { get; } = new()
    {
        MaxDepth = 0, MaxFields = 0, MaxRootFields = 0, MaxAliases = 0, MaxDirectives = 0, MaxDirectivesPerPlace = 0,
        MaxListDepth = 0, MaxIntrospectionDepth = 0, MaxIntrospectionListDepth = 0, MaxCost = 0,
    };

    /// <summary>Fields below fields; a root field is 1 deep.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Fields of an operation, however many of them are merged.</summary>
    public int MaxFields { get; init; } = 5_000;

    /// <summary>Fields at the root of an operation, however many of them are merged.</summary>
    public int MaxRootFields { get; init; } = 100;

    public int MaxAliases { get; init; } = 100;

    /// <summary>Directives as they stand in the text of the document.</summary>
    public int MaxDirectives { get; init; } = 200;

    /// <summary>Directives at one place, such as a field.</summary>
    public int MaxDirectivesPerPlace { get; init; } = 8;

    /// <summary>Fields that return lists, one below the other. A list of lists counts twice.</summary>
    public int MaxListDepth { get; init; } = 8;

    /// <summary>Like <see cref="MaxDepth"/>, for the fields from <c>__schema</c> or <c>__type</c> down.</summary>
    public int MaxIntrospectionDepth { get; init; } = 15;

    /// <summary><c>fields</c>, <c>inputFields</c>, <c>interfaces</c> and <c>possibleTypes</c> of a type, one below the other. Tools need one; with two the answer explodes.</summary>
    public int MaxIntrospectionListDepth { get; init; } = 1;

    /// <summary>What an operation may cost with its variables, as <see cref="CostAnalyzer"/> prices it.</summary>
    public int MaxCost { get; init; } = 10_000_000;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be queried. <c>__typename</c> always may.</summary>
    public bool AllowIntrospection { get; init; } = true;
}
