namespace PortfolioGraph.GraphQL.Language;

/// <summary>A node of a parsed document. Locations are kept as an offset into the source and turned into line and column only for errors.</summary>
public abstract class SyntaxNode
{
    /// <summary>Offset of the node's first character, in UTF-16 code units from the start of the source.</summary>
    public required int Start { get; init; }
}
