using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Operations have different names (spec section 5.2.2.1).
/// <para>Good: <c>query A { a } query B { a }</c>. Bad: <c>query A { a } mutation A { b }</c>.</para>
/// </summary>
internal sealed class UniqueOperationNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _first = [];

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Name is { } name && !_first.TryAdd(name.Value, name))
            Context.Report($"There can be only one operation named \"{name.Value}\".", _first[name.Value], name);
    }
}
