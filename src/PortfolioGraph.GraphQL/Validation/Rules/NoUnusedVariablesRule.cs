using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every variable that an operation defines is used, in itself or in a fragment it reaches (spec section 5.8.4).
/// <para>Bad: <c>query ($a: Int) { f }</c>.</para>
/// </summary>
internal sealed class NoUnusedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveOperation(OperationDefinitionNode operation, IReadOnlyList<VariableUsage> usages)
    {
        if (operation.VariableDefinitions.Count == 0) return;
        var used = usages.Select(u => u.Node.Name.Value).ToHashSet();
        var by = operation.Name is null ? "" : $" in operation \"{operation.Name.Value}\"";
        foreach (var variable in operation.VariableDefinitions)
            if (!used.Contains(variable.Variable.Name.Value))
                Context.Report($"Variable \"${variable.Variable.Name.Value}\" is never used{by}.", variable);
    }
}
