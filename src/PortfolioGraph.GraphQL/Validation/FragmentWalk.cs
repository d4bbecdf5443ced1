using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>The selections that an operation reaches through fragments, each fragment once.</summary>
internal static class FragmentWalk
{
    /// <summary>In document order, each with the spreads that lead to it, from the inside out.</summary>
    /// <param name="context">Knows the fragments, and is charged for the steps.</param>
    /// <param name="set">Where to begin.</param>
    /// <param name="intoFields">Whether to go below fields.</param>
    /// <param name="isLeftOut">What to leave out, with all in it.</param>
    public static IEnumerable<(SelectionNode Selection, IReadOnlyList<SyntaxNode> Spreads)> Of(
        ValidationContext context, SelectionSetNode set, bool intoFields, Func<SelectionNode, bool>? isLeftOut = null)
    {
        var visited = new HashSet<string>();
        var open = new Stack<(IEnumerator<SelectionNode> Selections, IReadOnlyList<SyntaxNode> Spreads)>();
        open.Push((set.Selections.GetEnumerator(), []));
        while (open.TryPeek(out var level))
        {
            if (!level.Selections.MoveNext())
            {
                open.Pop();
                continue;
            }

            context.Spend(1);
            var selection = level.Selections.Current;
            if (isLeftOut?.Invoke(selection) == true) continue;
            yield return (selection, level.Spreads);
            switch (selection)
            {
                case FieldNode { SelectionSet: { } below } when intoFields:
                    open.Push((below.Selections.GetEnumerator(), level.Spreads));
                    break;
                case InlineFragmentNode inline:
                    open.Push((inline.SelectionSet.Selections.GetEnumerator(), level.Spreads));
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value) && context.FindFragment(spread.Name.Value) is { } fragment:
                    open.Push((fragment.SelectionSet.Selections.GetEnumerator(), [spread, .. level.Spreads]));
                    break;
            }
        }
    }
}
