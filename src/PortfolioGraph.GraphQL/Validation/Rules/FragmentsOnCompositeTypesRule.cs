using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fragments are on objects, interfaces and unions (spec section 5.5.1.3).
/// <para>Good: <c>fragment F on Node { id }</c>. Bad: <c>fragment F on Int { id }</c>.</para>
/// </summary>
internal sealed class FragmentsOnCompositeTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterInlineFragment(InlineFragmentNode fragment, NamedType? type, NamedType? parent)
    {
        if (fragment.TypeCondition is { } condition) Check(condition, "Fragment");
    }

    public override void EnterFragmentDefinition(FragmentDefinitionNode fragment, NamedType? type) =>
        Check(fragment.TypeCondition, $"Fragment \"{fragment.Name.Value}\"");

    private void Check(NamedTypeNode condition, string subject)
    {
        if (Schema.FindType(condition.Name.Value) is { } type and not (ComplexType or UnionType))
            Context.Report($"{subject} cannot condition on non composite type \"{type.Name}\".", condition);
    }
}
