using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// An input object literal gives each field once at most (spec section 5.6.3).
/// <para>Good: <c>{ a(by: { x: 1, y: 1 }) }</c>. Bad: <c>{ a(by: { x: 1, x: 2 }) }</c>.</para>
/// </summary>
internal sealed class UniqueInputFieldNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterObject(ObjectValueNode value)
    {
        if (value.Fields.Count < 2) return;
        var first = new Dictionary<string, NameNode>();
        foreach (var field in value.Fields)
            if (!first.TryAdd(field.Name.Value, field.Name))
                Context.Report($"There can be only one input field named \"{field.Name.Value}\".", first[field.Name.Value], field.Name);
    }
}
