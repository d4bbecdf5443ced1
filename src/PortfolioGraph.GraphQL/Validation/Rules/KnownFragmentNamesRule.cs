using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Spread fragments exist (spec section 5.5.2.1).
/// <para>Bad: <c>{ ...Nope }</c>.</para>
/// </summary>
internal sealed class KnownFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterFragmentSpread(FragmentSpreadNode spread, NamedType? parent)
    {
        if (Context.FindFragment(spread.Name.Value) is null)
            Context.Report($"Unknown fragment \"{spread.Name.Value}\".", spread.Name);
    }
}
