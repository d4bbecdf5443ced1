using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>
/// The fragments of a document, each after those that it spreads: what is known of a fragment can be worked out once, from what is known of the
/// others, however often and however deep it is spread. Fragments may come in chains of thousands, so nothing recurses here.
/// </summary>
internal static class FragmentOrder
{
    /// <summary>Null where fragments spread each other in a circle; of fragments with one name the last counts.</summary>
    public static IReadOnlyList<FragmentDefinitionNode>? Of(DocumentNode document)
    {
        var fragments = new Dictionary<string, FragmentDefinitionNode>();
        foreach (var definition in document.Definitions)
            if (definition is FragmentDefinitionNode fragment)
                fragments[fragment.Name.Value] = fragment;

        var order = new List<FragmentDefinitionNode>(fragments.Count);
        var isDone = new Dictionary<FragmentDefinitionNode, bool>(fragments.Count);
        var open = new Stack<(FragmentDefinitionNode Fragment, bool IsLeaving)>();
        foreach (var start in fragments.Values)
        {
            open.Push((start, false));
            while (open.TryPop(out var entry))
            {
                if (entry.IsLeaving)
                {
                    isDone[entry.Fragment] = true;
                    order.Add(entry.Fragment);
                    continue;
                }

                // Seen before and not done: pushed twice before it was entered, unless it is still open, which the spreads below find out.
                if (!isDone.TryAdd(entry.Fragment, false)) continue;
                open.Push((entry.Fragment, true));
                foreach (var name in SpreadsIn(entry.Fragment.SelectionSet))
                {
                    if (!fragments.TryGetValue(name, out var spread)) continue;
                    if (!isDone.TryGetValue(spread, out var done)) open.Push((spread, false));
                    else if (!done) return null;
                }
            }
        }

        return order;
    }

    private static HashSet<string> SpreadsIn(SelectionSetNode selectionSet)
    {
        var names = new HashSet<string>();
        var open = new Stack<SelectionSetNode>();
        open.Push(selectionSet);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread: names.Add(spread.Name.Value); break;
                    case FieldNode { SelectionSet: { } inner }: open.Push(inner); break;
                    case InlineFragmentNode inline: open.Push(inline.SelectionSet); break;
                }
            }
        }

        return names;
    }
}
