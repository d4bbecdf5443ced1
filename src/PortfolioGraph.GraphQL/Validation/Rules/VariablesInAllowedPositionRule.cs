using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// A variable's type fits every place where it stands (spec section 5.8.5).
/// <para>Good: <c>query ($a: Int!) { f(x: $a) }</c>. Bad: <c>query ($a: Int) { f(x: $a) }</c> where <c>x: Int!</c>.</para>
/// </summary>
internal sealed class VariablesInAllowedPositionRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveOperation(OperationDefinitionNode operation, IReadOnlyList<VariableUsage> usages)
    {
        if (usages.Count == 0) return;
        var variables = new Dictionary<string, (VariableDefinitionNode Node, GraphQLType? Type)>();
        foreach (var variable in operation.VariableDefinitions) variables[variable.Variable.Name.Value] = (variable, Schema.TypeFromSyntax(variable.Type));

        foreach (var usage in usages)
        {
            if (usage.Type is null || !variables.TryGetValue(usage.Node.Name.Value, out var variable) || variable.Type is not { } type) continue;
            var name = usage.Node.Name.Value;
            if (!IsAllowed(type, variable.Node.DefaultValue, usage))
                Context.Report($"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".", variable.Node, usage.Node);
            if (usage.Parent is { IsOneOf: true } oneOf && type is not NonNullType)
                Context.Report($"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf.Name}\".", variable.Node, usage.Node);
        }
    }

    /// <summary>IsVariableUsageAllowed: a default, of the variable or of the place, makes up for a nullable type.</summary>
    private bool IsAllowed(GraphQLType type, ValueNode? defaultValue, VariableUsage usage)
    {
        if (usage.Type is not NonNullType place || type is NonNullType) return Schema.IsSubType(type, usage.Type!);
        return (defaultValue is not (null or NullValueNode) || usage.HasDefault) && Schema.IsSubType(type, place.OfType);
    }
}
