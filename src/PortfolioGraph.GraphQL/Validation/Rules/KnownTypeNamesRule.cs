using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Named types exist (spec sections 5.5.1.2 and 5.8.2).
/// <para>Good: <c>query ($id: ID) { … }</c>. Bad: <c>query ($id: Idd) { … }</c>, <c>{ ... on Nope { a } }</c>.</para>
/// </summary>
internal sealed class KnownTypeNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterNamedType(NamedTypeNode type)
    {
        var name = type.Name.Value;
        if (Schema.FindType(name) is null)
            Context.Report($"Unknown type \"{name}\".{Context.DidYouMean(name, Schema.Types.Select(t => t.Name))}", type);
    }
}
