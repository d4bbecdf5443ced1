using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// A directive that is not repeatable is applied once at most (spec section 5.7.3).
/// <para>Good: <c>{ a @skip(if: $x) b @skip(if: $x) }</c>. Bad: <c>{ a @skip(if: $x) @skip(if: $y) }</c>.</para>
/// </summary>
internal sealed class UniqueDirectivesPerLocationRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDirectives(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location)
    {
        if (directives.Count < 2) return;
        var first = new Dictionary<string, DirectiveNode>();
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (Schema.FindDirective(name) is not { IsRepeatable: false }) continue;
            if (!first.TryAdd(name, directive))
                Context.Report($"The directive \"@{name}\" can only be used once at this location.", first[name], directive);
        }
    }
}
