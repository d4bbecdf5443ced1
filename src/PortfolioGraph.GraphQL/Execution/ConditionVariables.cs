using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>The variables that decide which fields an operation has: those in <c>@skip</c> and <c>@include</c>.</summary>
internal static class ConditionVariables
{
    /// <summary>In the order of their definition. Conditions of fragments count for every operation: that can cost a plan, never a wrong one.</summary>
    public static string[] Of(DocumentNode document, OperationDefinitionNode operation)
    {
        var used = new HashSet<string>();
        Add(operation.SelectionSet, used);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>()) Add(fragment.SelectionSet, used);
        return [.. operation.VariableDefinitions.Select(v => v.Variable.Name.Value).Where(used.Contains)];
    }

    private static void Add(SelectionSetNode set, HashSet<string> used)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
                if (directive.Name.Value is "skip" or "include")
                    foreach (var argument in directive.Arguments)
                        if (argument.Value is VariableNode variable)
                            used.Add(variable.Name.Value);
            if (selection is FieldNode { SelectionSet: { } below }) Add(below, used);
            else if (selection is InlineFragmentNode inline) Add(inline.SelectionSet, used);
        }
    }
}
