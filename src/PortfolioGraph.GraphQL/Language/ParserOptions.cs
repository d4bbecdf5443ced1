namespace PortfolioGraph.GraphQL.Language;

/// <summary>How large a source text the parser takes. Documents come from anybody, so both limits hold by default.</summary>
public sealed record ParserOptions
{
    public static ParserOptions Default { get; } = new();

    /// <summary>The most tokens, white space, commas and comments not counted. 0: no limit, for texts that are trusted, such as a schema.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>
    /// The most selection sets, list and object values, and list types that may be open at a time. Every later walk of the tree recurses no deeper,
    /// so raise it with the stack in mind: 1,000 levels fit into the 1.5 MB of a pool thread.
    /// </summary>
    public int MaxDepth { get; init; } = 200;
}
