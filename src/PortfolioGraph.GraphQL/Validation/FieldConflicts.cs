using System.Runtime.CompilerServices;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>
/// Finds every pair of fields that cannot be merged, for error messages: fields of one level against each other, against the fragments spread
/// there, and those fragments against each other; the same again below each pair of composite fields. Pairs of fragments, and of a level and a
/// fragment, are compared once. The number of comparisons has a limit: what is found by then is enough to say.
/// </summary>
internal sealed class FieldConflicts(ResponseLevels levels)
{
    private const int MaxComparisons = 200_000;
    private const int MaxReasonLength = 1000;
    private const int MaxNodes = 20;

    private readonly Dictionary<(FragmentDefinitionNode, FragmentDefinitionNode), bool> _comparedFragments = [];
    private readonly Dictionary<(ResponseLevel, FragmentDefinitionNode), bool> _comparedLevels = [];
    private int _comparisons;

    private bool IsSpent => _comparisons > MaxComparisons || !RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>The conflict of two fields that are known to have one, without looking below them.</summary>
    public static FieldConflict Between(MergedField a, MergedField b) =>
        new(a.Node.ResponseKey, (Reason(a, b, exclusive: true) ?? Reason(a, b, exclusive: false))!, [a.Node], [b.Node]);

    /// <summary>Conflicts at one level, and those that its fields bring up from below by being merged.</summary>
    public List<FieldConflict> Within(SelectionSetNode selectionSet, NamedType? parent)
    {
        var conflicts = new List<FieldConflict>();
        var level = levels.Of(selectionSet, parent);
        foreach (var (key, fields) in level.Fields)
            for (var i = 0; i < fields.Count; i++)
                for (var j = i + 1; j < fields.Count && !IsSpent; j++)
                    CompareFields(conflicts, key, fields[i], fields[j], exclusive: false);

        for (var i = 0; i < level.Fragments.Count && !IsSpent; i++)
        {
            CompareWithFragment(conflicts, level, level.Fragments[i], exclusive: false);
            for (var j = i + 1; j < level.Fragments.Count && !IsSpent; j++)
                CompareFragments(conflicts, level.Fragments[i], level.Fragments[j], exclusive: false);
        }

        return conflicts;
    }

    private void CompareWithFragment(List<FieldConflict> conflicts, ResponseLevel level, FragmentDefinitionNode fragment, bool exclusive)
    {
        _comparisons++;
        if (IsSpent || !IsNew(_comparedLevels, (level, fragment), exclusive)) return;
        var other = levels.Of(fragment);
        if (other == level) return;
        CompareLevels(conflicts, level, other, exclusive);
        foreach (var inner in other.Fragments) CompareWithFragment(conflicts, level, inner, exclusive);
    }

    private void CompareFragments(List<FieldConflict> conflicts, FragmentDefinitionNode a, FragmentDefinitionNode b, bool exclusive)
    {
        _comparisons++;
        if (a == b || IsSpent || !IsNew(_comparedFragments, a.Start < b.Start ? (a, b) : (b, a), exclusive)) return;
        var first = levels.Of(a);
        var second = levels.Of(b);
        CompareLevels(conflicts, first, second, exclusive);
        foreach (var inner in second.Fragments) CompareFragments(conflicts, a, inner, exclusive);
        foreach (var inner in first.Fragments) CompareFragments(conflicts, inner, b, exclusive);
    }

    private void CompareLevels(List<FieldConflict> conflicts, ResponseLevel a, ResponseLevel b, bool exclusive)
    {
        foreach (var (key, fields) in a.Fields)
        {
            _comparisons++;
            if (!b.Fields.TryGetValue(key, out var others)) continue;
            foreach (var field in fields)
                foreach (var other in others)
                    CompareFields(conflicts, key, field, other, exclusive);
        }
    }

    private void CompareFields(List<FieldConflict> conflicts, string key, MergedField a, MergedField b, bool exclusive)
    {
        _comparisons++;
        if (IsSpent) return;
        exclusive |= a.Excludes(b);
        if (Reason(a, b, exclusive) is { } reason)
        {
            conflicts.Add(new FieldConflict(key, reason, [a.Node], [b.Node]));
            return;
        }

        if (a.Node.SelectionSet is null || b.Node.SelectionSet is null) return;
        var below = Below(levels.Of(a.Node.SelectionSet, a.SubfieldParent), levels.Of(b.Node.SelectionSet, b.SubfieldParent), exclusive);
        if (below.Count == 0) return;
        conflicts.Add(new FieldConflict(
            key,
            Cut(string.Join(" and ", below.Take(MaxNodes).Select(c => $"subfields \"{c.ResponseKey}\" conflict because {c.Reason}"))),
            Nodes(a.Node, below.Select(c => c.First)),
            Nodes(b.Node, below.Select(c => c.Second))));
    }

    private List<FieldConflict> Below(ResponseLevel a, ResponseLevel b, bool exclusive)
    {
        var conflicts = new List<FieldConflict>();
        CompareLevels(conflicts, a, b, exclusive);
        foreach (var fragment in b.Fragments) CompareWithFragment(conflicts, a, fragment, exclusive);
        foreach (var fragment in a.Fragments) CompareWithFragment(conflicts, b, fragment, exclusive);
        foreach (var first in a.Fragments)
            foreach (var second in b.Fragments)
                CompareFragments(conflicts, first, second, exclusive);
        return conflicts;
    }

    private static string? Reason(MergedField a, MergedField b, bool exclusive)
    {
        if (!exclusive && a.Node.Name.Value != b.Node.Name.Value)
            return $"\"{a.Node.Name.Value}\" and \"{b.Node.Name.Value}\" are different fields";
        if (!exclusive && a.Signature != b.Signature)
            return "they have differing arguments";
        return a.Definition is not null && b.Definition is not null && FieldMergeCheck.HasOtherShape(a.Definition.Type, b.Definition.Type)
            ? $"they return conflicting types \"{a.Definition.Type}\" and \"{b.Definition.Type}\""
            : null;
    }

    /// <summary>What was compared strictly need not be compared again, whether strictly or as exclusive; the other way round it must.</summary>
    private static bool IsNew<T>(Dictionary<T, bool> compared, T pair, bool exclusive)
        where T : notnull
    {
        if (compared.TryGetValue(pair, out var wasExclusive) && (exclusive || !wasExclusive)) return false;
        compared[pair] = exclusive;
        return true;
    }

    private static List<FieldNode> Nodes(FieldNode field, IEnumerable<IReadOnlyList<FieldNode>> below)
    {
        var nodes = new List<FieldNode> { field };
        foreach (var more in below)
        {
            nodes.AddRange(more.TakeLast(MaxNodes - nodes.Count));
            if (nodes.Count == MaxNodes) break;
        }

        return nodes;
    }

    private static string Cut(string text) => text.Length <= MaxReasonLength ? text : $"{text.AsSpan(0, MaxReasonLength)}...";
}
