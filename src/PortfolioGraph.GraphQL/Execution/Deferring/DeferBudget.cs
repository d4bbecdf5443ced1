namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>
/// How much of one answer may come later: each object that waits takes memory, and lists may be long. What goes beyond is not deferred, as the
/// RFC allows, and neither is anything else of the same <c>@defer</c> from then on.
/// </summary>
internal sealed class DeferBudget
{
    private readonly HashSet<DeferUsage> _notDeferring = [];
    private int _left = 10_000;

    /// <summary>Those of the usages that begin in a scope that do defer.</summary>
    public IReadOnlyList<DeferUsage> Begin(IReadOnlyList<DeferUsage> usages, int rows)
    {
        if (TrySpend(usages.Count, rows)) return _notDeferring.Count == 0 ? usages : [.. usages.Where(u => !_notDeferring.Contains(u))];
        _notDeferring.UnionWith(usages);
        return [];
    }

    public bool Defers(DeferredGroup group, int rows) => !group.Usages.Any(_notDeferring.Contains) && TrySpend(1, rows);

    private bool TrySpend(int times, int rows)
    {
        if ((long)times * rows > _left) return false;
        _left -= times * rows;
        return true;
    }
}
