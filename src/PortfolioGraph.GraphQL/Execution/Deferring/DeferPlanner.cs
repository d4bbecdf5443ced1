using System.Runtime.CompilerServices;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>
/// Plans selections with <c>@defer</c> in them (the incremental delivery RFC: CollectFields and BuildExecutionPlan). A field that is selected
/// outside every <c>@defer</c>, or in one around, is not repeated in the one inside.
/// </summary>
internal sealed class DeferPlanner(OperationPlan plan, Func<DirectiveNode, bool> isActive)
{
    private static readonly IReadOnlyList<DeferUsage> NotDeferred = [];

    /// <summary>The selection below field nodes, none of which is deferred.</summary>
    public SelectionPlan Collect(ObjectType type, IEnumerable<SelectionSetNode> sets) => Collect(type, sets.Select(s => (s, (DeferUsage?)null)), NotDeferred);

    /// <summary>The selection below the nodes of a field.</summary>
    public SelectionPlan Collect(ObjectType type, IReadOnlyList<FieldNode> nodes, FieldDefers defers) =>
        Collect(type, nodes.Zip(defers.Usages).Where(n => n.First.SelectionSet is not null).Select(n => (n.First.SelectionSet!, n.Second)), defers.Group);

    private SelectionPlan Collect(ObjectType type, IEnumerable<(SelectionSetNode Set, DeferUsage? Usage)> sets, IReadOnlyList<DeferUsage> around)
    {
        var collection = new Collection(type);
        foreach (var (set, usage) in sets) CollectInto(collection, set, usage);

        var own = new List<PlanField>();
        var groups = new List<(IReadOnlyList<DeferUsage> Usages, List<PlanField> Fields)>();
        var order = new List<(int, int)>();
        foreach (var (_, found) in collection.Fields)
        {
            var group = GroupOf(found);
            var index = IsSame(group, around) ? -1 : groups.FindIndex(g => IsSame(g.Usages, group));
            if (index < 0 && !IsSame(group, around))
            {
                index = groups.Count;
                groups.Add((group, []));
            }

            var fields = index < 0 ? own : groups[index].Fields;
            order.Add((index, fields.Count));
            fields.Add(Field(type, found, group, isFirst: fields.Count == 0));
        }

        return new SelectionPlan(type, [.. own])
        {
            Deferred = groups.Count == 0 && collection.Usages.Count == 0
                ? null
                : new DeferPlan(collection.Usages, [.. groups.Select(g => new DeferredGroup(g.Usages, new SelectionPlan(type, [.. g.Fields])))], order),
        };
    }

    private PlanField Field(ObjectType type, List<(FieldNode Node, DeferUsage? Usage)> found, IReadOnlyList<DeferUsage> group, bool isFirst)
    {
        FieldNode[] nodes = [.. found.Select(f => f.Node)];
        return new PlanField(plan, plan.BoundSchema.FieldOf(type, nodes[0].Name.Value), nodes, isFirst)
        {
            Defers = found.Exists(f => f.Usage is not null) ? new FieldDefers([.. found.Select(f => f.Usage)], group) : null,
        };
    }

    private void CollectInto(Collection into, SelectionSetNode set, DeferUsage? usage)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set.Selections)
        {
            if (!plan.IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!into.Fields.TryGetValue(field.ResponseKey, out var found)) into.Fields.Add(field.ResponseKey, found = []);
                    found.Add((field, usage));
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || plan.Applies(into.Type, inline.TypeCondition):
                    var begun = Begin(inline, usage);
                    if (begun is not null) into.Usages.Add(begun);
                    CollectInto(into, inline.SelectionSet, begun ?? usage);
                    break;
                case FragmentSpreadNode spread when plan.FragmentOf(spread) is { } fragment && plan.Applies(into.Type, fragment.TypeCondition):
                    var spreadUsage = Begin(spread, usage);

                    // What is there without waiting is not repeated later.
                    if (!into.Visit(spread.Name.Value, (spreadUsage ?? usage)?.Directive)) break;
                    if (spreadUsage is not null) into.Usages.Add(spreadUsage);
                    CollectInto(into, fragment.SelectionSet, spreadUsage ?? usage);
                    break;
            }
        }
    }

    private DeferUsage? Begin(SelectionNode fragment, DeferUsage? around) =>
        DeferDirective.On(fragment) is { } directive && isActive(directive) ? new DeferUsage(directive, around) : null;

    // Of a field selected in several places, those count that are not inside another of them; none where one is not deferred at all.
    private static IReadOnlyList<DeferUsage> GroupOf(List<(FieldNode Node, DeferUsage? Usage)> found)
    {
        var usages = new List<DeferUsage>();
        foreach (var (_, usage) in found)
        {
            if (usage is null) return NotDeferred;
            if (!usages.Contains(usage)) usages.Add(usage);
        }

        if (usages.Count > 1) usages.RemoveAll(usage => HasAround(usage, usages));
        return usages;
    }

    private static bool HasAround(DeferUsage usage, List<DeferUsage> usages)
    {
        for (var around = usage.Parent; around is not null; around = around.Parent)
            if (usages.Contains(around))
                return true;
        return false;
    }

    private static bool IsSame(IReadOnlyList<DeferUsage> a, IReadOnlyList<DeferUsage> b) => a.Count == b.Count && a.All(b.Contains);

    private sealed class Collection(ObjectType type)
    {
        private readonly Dictionary<string, HashSet<DirectiveNode>?> _visited = [];

        public ObjectType Type { get; } = type;

        public OrderedDictionary<string, List<(FieldNode Node, DeferUsage? Usage)>> Fields { get; } = [];

        public List<DeferUsage> Usages { get; } = [];

        /// <summary>False for a fragment whose fields are all known: spread before in the same <c>@defer</c>, or outside of any.</summary>
        public bool Visit(string fragment, DirectiveNode? directive)
        {
            if (_visited.TryGetValue(fragment, out var directives))
            {
                if (directives is null || (directive is not null && !directives.Add(directive))) return false;
                if (directive is null) _visited[fragment] = null;
                return true;
            }

            _visited.Add(fragment, directive is null ? null : [directive]);
            return true;
        }
    }
}
