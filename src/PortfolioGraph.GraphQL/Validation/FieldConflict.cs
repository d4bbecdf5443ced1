using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>Two fields that cannot be merged.</summary>
/// <param name="ResponseKey">The key that they share.</param>
/// <param name="Reason">Why not; completes 'conflict because'.</param>
/// <param name="First">The first field, then those below it that cause the conflict.</param>
/// <param name="Second">The other field, likewise.</param>
internal sealed record FieldConflict(string ResponseKey, string Reason, IReadOnlyList<FieldNode> First, IReadOnlyList<FieldNode> Second);
