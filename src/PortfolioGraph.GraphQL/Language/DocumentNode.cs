using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>A parsed document: executable and type system definitions, mixed as they came (spec section 2.2).</summary>
public sealed class DocumentNode : SyntaxNode
{
    /// <summary>The text the document was parsed from.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<DefinitionNode> Definitions { get; init; }

    /// <summary>Line and column of a node of this document, for errors.</summary>
    public SourceLocation LocationOf(SyntaxNode node) => SourceLocation.At(Source, node.Start);
}

/// <summary>Any definition of a document.</summary>
public abstract class DefinitionNode : SyntaxNode;
