using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Literals can be coerced to the type of their place (spec sections 5.6.1, 5.6.2, 5.6.4).
/// <para>Good: <c>{ list(first: 10) }</c>. Bad: <c>{ list(first: "ten") }</c>.</para>
/// </summary>
internal sealed class ValuesOfCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Action<string, SyntaxNode> _report = (message, node) => context.Report(message, node);

    public override void EnterValue(ValueNode value, GraphQLType? type)
    {
        if (type is not null) LiteralChecker.Check(value, type, Context.Options.Suggestions, _report);
    }
}
