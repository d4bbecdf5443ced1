namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>How a planned field is deferred.</summary>
/// <param name="Usages">For each of its nodes the <c>@defer</c> that the node stands in, or null.</param>
/// <param name="Group">What the field belongs to: it is delivered with the first of these. None: it is not deferred itself.</param>
internal sealed record FieldDefers(IReadOnlyList<DeferUsage?> Usages, IReadOnlyList<DeferUsage> Group);
