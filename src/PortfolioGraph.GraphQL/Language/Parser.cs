namespace PortfolioGraph.GraphQL.Language;

/// <summary>Turns GraphQL text into a syntax tree (spec section 2, September 2025).</summary>
public static class Parser
{
    /// <summary>Parses a document; executable and type system definitions may be mixed.</summary>
    /// <exception cref="SyntaxException">The first thing that does not fit, read from left to right, or a limit of <paramref name="options"/>.</exception>
    public static DocumentNode Parse(string source, ParserOptions? options = null) => new DocumentParser(source, options).ParseDocument();

    /// <summary>Parses one value, variables included; nothing may follow it.</summary>
    /// <exception cref="SyntaxException">As for <see cref="Parse"/>.</exception>
    public static ValueNode ParseValue(string source, ParserOptions? options = null) => new DocumentParser(source, options).ParseSingleValue();

    /// <summary>Parses one type reference, such as <c>[Int!]!</c>; nothing may follow it.</summary>
    /// <exception cref="SyntaxException">As for <see cref="Parse"/>.</exception>
    public static TypeNode ParseType(string source, ParserOptions? options = null) => new DocumentParser(source, options).ParseSingleType();
}
