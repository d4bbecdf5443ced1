using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>Errors with the places in a document that they are about.</summary>
public static class DocumentErrors
{
    extension(GraphQLError)
    {
        /// <summary>An error about nodes of a document, in the order in which they matter.</summary>
        public static GraphQLError At(string message, string code, DocumentNode document, params ReadOnlySpan<SyntaxNode> nodes)
        {
            var locations = new SourceLocation[nodes.Length];
            for (var i = 0; i < nodes.Length; i++) locations[i] = document.LocationOf(nodes[i]);
            return new GraphQLError(message, locations, code);
        }
    }
}
