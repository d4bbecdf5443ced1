namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>What of a selection comes later than the rest of it.</summary>
/// <param name="Usages">Each <c>@defer</c> that begins in the selection.</param>
/// <param name="Groups">Its deferred fields, by what they are delivered with.</param>
/// <param name="Order">All response keys in document order: the group, -1 for the fields that are not deferred, and the index in it.</param>
internal sealed record DeferPlan(IReadOnlyList<DeferUsage> Usages, IReadOnlyList<DeferredGroup> Groups, IReadOnlyList<(int Group, int Field)> Order);

/// <summary>Fields of a selection that are executed, and fail, together.</summary>
/// <param name="Usages">One, or several where each of them selects the fields: those are delivered once.</param>
/// <param name="Selection">The fields.</param>
internal sealed record DeferredGroup(IReadOnlyList<DeferUsage> Usages, SelectionPlan Selection);
