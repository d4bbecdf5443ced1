using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// An operation's variables have different names (spec section 5.8.1).
/// <para>Bad: <c>query ($a: Int, $a: Int) { … }</c>.</para>
/// </summary>
internal sealed class UniqueVariableNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        foreach (var same in operation.VariableDefinitions.GroupBy(v => v.Variable.Name.Value))
            if (same.Count() > 1)
                Context.Report($"There can be only one variable named \"${same.Key}\".", [.. same.Select(v => v.Variable.Name)]);
    }
}
