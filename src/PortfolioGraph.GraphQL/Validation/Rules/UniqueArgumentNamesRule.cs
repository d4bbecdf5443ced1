using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// An argument is given once at most (spec section 5.4.2).
/// <para>Good: <c>{ a(x: 1, y: 1) }</c>. Bad: <c>{ a(x: 1, x: 2) }</c>.</para>
/// </summary>
internal sealed class UniqueArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterArguments(IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count < 2) return;
        foreach (var same in arguments.GroupBy(a => a.Name.Value))
            if (same.Count() > 1)
                Context.Report($"There can be only one argument named \"{same.Key}\".", [.. same.Select(a => a.Name)]);
    }
}
