using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>A type system document that is no valid schema.</summary>
public sealed class SchemaException(IReadOnlyList<GraphQLError> errors)
    : GraphQLException(
        string.Join('\n', errors.Select(e => e.Locations.Count == 0 ? e.Message : $"{e.Locations[0].Line}:{e.Locations[0].Column} {e.Message}")),
        ErrorCodes.Validation)
{
    /// <summary>All errors of the document.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
