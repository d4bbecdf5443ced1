namespace PortfolioGraph.GraphQL.Errors;

/// <summary>An error as a client sees it (spec section 7.1.2), without its path: the path comes from the place where it is reported.</summary>
/// <param name="Message">What went wrong; names the offending value.</param>
/// <param name="Locations">Where in the document, in the order in which they matter.</param>
/// <param name="Code">Stable code for programs, <c>extensions.code</c>.</param>
public sealed record GraphQLError(string Message, IReadOnlyList<SourceLocation> Locations, string Code)
{
    /// <summary>Further members of <c>extensions</c>, values that System.Text.Json writes as they are: string, int, bool.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }
}
