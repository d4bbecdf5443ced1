namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>Walks a result that is final for what of it comes later, with the paths, which exist nowhere else.</summary>
internal sealed class DeferWalk(object[] path, FragmentLink? links)
{
    private readonly List<object> _path = [.. path];
    private readonly List<DeferredPart> _inline = [];
    private FragmentLink? _links = links;

    /// <summary>In the order in which they begin.</summary>
    public List<DeferredFragment> Fragments { get; } = [];

    public List<DeferredRow> Rows { get; } = [];

    /// <summary>Of the parts that are written with the rest.</summary>
    public int Problems => _inline.Sum(p => p.State.Problems);

    public void Push(object step) => _path.Add(step);

    public void Pop() => _path.RemoveAt(_path.Count - 1);

    /// <summary>An object of a selection that defers something.</summary>
    /// <param name="usages">What begins with it.</param>
    /// <returns>To be given to <see cref="Leave"/>.</returns>
    public FragmentLink? Enter(IReadOnlyList<DeferUsage> usages)
    {
        var around = _links;
        if (usages.Count == 0) return around;
        object[] path = [.. _path];
        foreach (var usage in usages)
        {
            var fragment = new DeferredFragment(usage, path, FragmentLink.Around(_links, usage));
            Fragments.Add(fragment);
            _links = new FragmentLink(usage, fragment, _links);
        }

        return around;
    }

    public void Leave(FragmentLink? around) => _links = around;

    public void Inline(DeferredPart part) => _inline.Add(part);

    public void Wait(DeferredPart part, int row) =>
        Rows.Add(new DeferredRow(part, row, [.. _path], [.. part.Group.Usages.Select(u => FragmentLink.Find(_links, u))], _links));
}
