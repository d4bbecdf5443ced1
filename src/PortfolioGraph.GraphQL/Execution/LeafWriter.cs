using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>Writes a scalar or enum value, never null, as JSON.</summary>
public delegate void LeafWriter<in T>(Utf8ResponseWriter writer, T value);
