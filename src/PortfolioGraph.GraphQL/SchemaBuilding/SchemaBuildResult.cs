using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>What became of a type system document.</summary>
/// <param name="Schema">The schema, or null when there are errors.</param>
/// <param name="Errors">All that is wrong with the document, in source order of each check.</param>
public sealed record SchemaBuildResult(Schema? Schema, IReadOnlyList<GraphQLError> Errors);
