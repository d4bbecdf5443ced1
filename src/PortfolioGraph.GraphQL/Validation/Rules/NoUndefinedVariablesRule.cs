using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every variable that an operation uses, in itself or in a fragment it reaches, is defined by it (spec section 5.8.3).
/// <para>Good: <c>query ($a: Int) { f(x: $a) }</c>. Bad: <c>{ f(x: $a) }</c>.</para>
/// </summary>
internal sealed class NoUndefinedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveOperation(OperationDefinitionNode operation, IReadOnlyList<VariableUsage> usages)
    {
        if (usages.Count == 0) return;
        var defined = operation.VariableDefinitions.Select(v => v.Variable.Name.Value).ToHashSet();
        var by = operation.Name is null ? "" : $" by operation \"{operation.Name.Value}\"";
        foreach (var usage in usages)
            if (!defined.Contains(usage.Node.Name.Value))
                Context.Report($"Variable \"${usage.Node.Name.Value}\" is not defined{by}.", usage.Node, operation);
    }
}
