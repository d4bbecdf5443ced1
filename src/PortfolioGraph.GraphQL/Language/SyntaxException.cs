using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>A source text that does not parse, or that is larger or deeper than <see cref="ParserOptions"/> allow.</summary>
public sealed class SyntaxException : GraphQLException
{
    internal SyntaxException(string source, int offset, string message)
        : base("Syntax Error: " + message, ErrorCodes.Syntax) => Location = SourceLocation.At(source, offset);

    /// <summary>The first character of the first token, or the first character, that does not fit.</summary>
    public SourceLocation Location { get; }
}
