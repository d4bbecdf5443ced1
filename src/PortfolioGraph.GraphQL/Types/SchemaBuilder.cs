using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>Builds a <see cref="Schema"/> from a type system document.</summary>
public static class SchemaBuilder;
