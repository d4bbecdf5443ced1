using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fields that end up under one response key mean the same (spec section 5.3.2).
/// <para>Good: <c>{ a a }</c>, <c>{ x: a(n: 1) y: a(n: 2) }</c>. Bad: <c>{ x: a x: b }</c>, <c>{ a(n: 1) a(n: 2) }</c>.</para>
/// </summary>
/// <remarks>
/// A valid document is recognised by <see cref="FieldMergeCheck"/> alone. Only when that finds a conflict does <see cref="FieldConflicts"/>
/// compare fields pair by pair, within a budget, to say which ones and why.
/// </remarks>
internal sealed class OverlappingFieldsCanBeMergedRule(ValidationContext context) : ValidationRule(context)
{
    private readonly List<(SelectionSetNode, NamedType?)> _selectionSets = [];

    public override void EnterSelectionSet(SelectionSetNode selectionSet, NamedType? parent, bool isInline)
    {
        if (!isInline) _selectionSets.Add((selectionSet, parent));
    }

    public override void LeaveDocument(DocumentNode document)
    {
        var levels = new ResponseLevels(Context);
        if (new FieldMergeCheck(Context, levels).FindConflict() is not { } found) return;
        var conflicts = new FieldConflicts(levels);
        var any = false;
        foreach (var (selectionSet, parent) in _selectionSets)
        {
            foreach (var conflict in conflicts.Within(selectionSet, parent))
            {
                any = true;
                Report(conflict);
            }
        }

        // The budget ended before the pair came up: still the document is invalid.
        if (!any) Report(FieldConflicts.Between(found.Item1, found.Item2));
    }

    private void Report(FieldConflict conflict) => Context.Report(
        $"Fields \"{conflict.ResponseKey}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
        [.. conflict.First, .. conflict.Second]);
}
