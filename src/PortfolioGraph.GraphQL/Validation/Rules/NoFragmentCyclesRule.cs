using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fragments do not lead back to themselves (spec section 5.5.2.2).
/// <para>Bad: <c>fragment A on T { ...B } fragment B on T { ...A }</c>.</para>
/// </summary>
internal sealed class NoFragmentCyclesRule(ValidationContext context) : ValidationRule(context)
{
    // A cycle may be as long as the document, and there may be many: an error shows only so much of it.
    private const int MaxShown = 20;

    private readonly HashSet<string> _visited = [];

    /// <summary>Depth-first with a stack of its own: chains of fragments may be as long as the document.</summary>
    public override void EnterFragmentDefinition(FragmentDefinitionNode fragment, NamedType? type)
    {
        if (!_visited.Add(fragment.Name.Value)) return;

        // The spreads that led to each open fragment (none to the first), and the position of each open fragment among them.
        var path = new List<FragmentSpreadNode>();
        var positions = new Dictionary<string, int> { [fragment.Name.Value] = 0 };
        var open = new Stack<(string Name, IEnumerator<FragmentSpreadNode> Spreads)>();
        open.Push((fragment.Name.Value, Context.SpreadsIn(fragment.SelectionSet).GetEnumerator()));
        while (open.TryPeek(out var top))
        {
            if (!top.Spreads.MoveNext())
            {
                open.Pop();
                positions.Remove(top.Name);
                if (path.Count > 0) path.RemoveAt(path.Count - 1);
                continue;
            }

            var spread = top.Spreads.Current;
            var name = spread.Name.Value;
            if (positions.TryGetValue(name, out var start))
            {
                path.Add(spread);
                Report(path[start..]);
                path.RemoveAt(path.Count - 1);
            }
            else if (Context.FindFragment(name) is { } next && _visited.Add(name))
            {
                path.Add(spread);
                positions[name] = path.Count;
                open.Push((name, Context.SpreadsIn(next.SelectionSet).GetEnumerator()));
            }
        }
    }

    private void Report(List<FragmentSpreadNode> cycle)
    {
        Context.Spend(cycle.Count);
        var between = cycle.SkipLast(1).Take(MaxShown).Select(s => $"\"{s.Name.Value}\"");
        var via = cycle.Count == 1 ? "" : $" via {string.Join(", ", between)}{(cycle.Count > MaxShown + 1 ? ", …" : "")}";
        Context.Report($"Cannot spread fragment \"{cycle[^1].Name.Value}\" within itself{via}.", [.. cycle.Take(MaxShown)]);
    }
}
