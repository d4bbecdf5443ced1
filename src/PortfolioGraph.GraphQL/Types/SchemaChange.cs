namespace PortfolioGraph.GraphQL.Types;

/// <summary>One difference between two schemas.</summary>
/// <param name="Severity">What it does to clients.</param>
/// <param name="Coordinate">Where: <c>Type</c>, <c>Type.field</c>, <c>Type.field(argument:)</c> or <c>@directive(argument:)</c> (schema coordinates, spec section 3.14).</param>
/// <param name="Message">What has changed, for people.</param>
public sealed record SchemaChange(SchemaChangeSeverity Severity, string Coordinate, string Message);
