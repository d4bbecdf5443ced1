using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Variables are of input types (spec section 5.8.2).
/// <para>Good: <c>query ($by: WalletInput!) { … }</c>. Bad: <c>query ($wallet: Wallet) { … }</c>.</para>
/// </summary>
internal sealed class VariablesAreInputTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterVariableDefinition(VariableDefinitionNode variable, GraphQLType? type)
    {
        if (type is { IsInputType: false })
            Context.Report($"Variable \"${variable.Variable.Name.Value}\" cannot be non-input type \"{type}\".", variable.Type);
    }
}
