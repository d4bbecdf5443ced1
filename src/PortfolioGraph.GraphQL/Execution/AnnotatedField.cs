using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>A selected field of a concrete type, and all the places where it is selected.</summary>
internal sealed record AnnotatedField(object Annotation, IReadOnlyList<FieldNode> Nodes);
