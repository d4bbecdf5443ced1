using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Directives exist and stand where their definition allows (spec section 5.7.1, 5.7.2).
/// <para>Good: <c>{ a @skip(if: $x) }</c>. Bad: <c>{ a @nope }</c>, <c>query @skip(if: true) { a }</c>.</para>
/// </summary>
internal sealed class KnownDirectivesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDirectives(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location)
    {
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (Schema.FindDirective(name) is not { } definition)
                Context.Report($"Unknown directive \"@{name}\".", directive);
            else if (!definition.Locations.Contains(location))
                Context.Report($"Directive \"@{name}\" may not be used on {location.ToGraphQL()}.", directive);
        }
    }
}
