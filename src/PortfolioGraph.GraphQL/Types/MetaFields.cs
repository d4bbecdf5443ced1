namespace PortfolioGraph.GraphQL.Types;

/// <summary>The fields of introspection that belong to no type's own fields (spec section 4.1).</summary>
/// <param name="Schema"><c>__schema: __Schema!</c>, on the query root.</param>
/// <param name="Type"><c>__type(name: String!): __Type</c>, on the query root.</param>
/// <param name="TypeName"><c>__typename: String!</c>, on every object, interface and union.</param>
public sealed record MetaFields(OutputField Schema, OutputField Type, OutputField TypeName);
