using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// A fragment is spread only where its type and the type around it have objects in common (spec section 5.5.2.3).
/// <para>Good: <c>{ node(id: 1) { ... on Wallet { id } } }</c>. Bad: <c>{ wallet(by: …) { ... on Network { id } } }</c>.</para>
/// </summary>
internal sealed class PossibleFragmentSpreadsRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<(NamedType, NamedType), bool> _overlaps = [];

    public override void EnterInlineFragment(InlineFragmentNode fragment, NamedType? type, NamedType? parent)
    {
        if (type is not null && parent is not null && !Overlap(type, parent))
            Context.Report($"Fragment cannot be spread here as objects of type \"{parent.Name}\" can never be of type \"{type.Name}\".", fragment);
    }

    public override void EnterFragmentSpread(FragmentSpreadNode spread, NamedType? parent)
    {
        if (parent is null || Context.FindFragment(spread.Name.Value) is not { } fragment || Context.ConditionOf(fragment) is not { } type) return;
        if (!Overlap(type, parent))
            Context.Report($"Fragment \"{spread.Name.Value}\" cannot be spread here as objects of type \"{parent.Name}\" can never be of type \"{type.Name}\".", spread);
    }

    private bool Overlap(NamedType a, NamedType b)
    {
        if (ReferenceEquals(a, b)) return true;
        if (!_overlaps.TryGetValue((a, b), out var overlap))
            _overlaps[(a, b)] = overlap = Schema.PossibleTypes(a).Any(t => Schema.IsPossibleType(b, t));
        return overlap;
    }
}
