using System.Runtime.CompilerServices;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>How many fields an operation has once every fragment spread stands for the fields of its fragment, in time linear in the document.</summary>
internal static class ExpandedFields
{
    /// <summary>The number of fields, <see cref="int.MaxValue"/> when it is larger. The fragments have no cycles: the document is valid.</summary>
    public static int Count(DocumentNode document, OperationDefinitionNode operation)
    {
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value);
        return (int)Math.Min(int.MaxValue, Count(operation.SelectionSet, fragments, []));
    }

    private static long Count(SelectionSetNode set, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, long> counted)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        long count = 0;
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    count += 1 + (field.SelectionSet is { } below ? Count(below, fragments, counted) : 0);
                    break;
                case InlineFragmentNode inline:
                    count += Count(inline.SelectionSet, fragments, counted);
                    break;
                case FragmentSpreadNode spread:
                    if (!counted.TryGetValue(spread.Name.Value, out var known))
                    {
                        known = Count(fragments[spread.Name.Value].SelectionSet, fragments, counted);
                        counted.Add(spread.Name.Value, known);
                    }

                    count += known;
                    break;
            }

            // No addition can overflow: what is added is never more than this.
            count = Math.Min(count, int.MaxValue);
        }

        return count;
    }
}
