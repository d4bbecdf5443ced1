using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every fragment is used by an operation, directly or through others (spec section 5.5.1.4).
/// <para>Bad: <c>{ a } fragment F on Query { a }</c>.</para>
/// </summary>
internal sealed class NoUnusedFragmentsRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        var used = Context.ReachableFragments(document.Definitions.OfType<OperationDefinitionNode>()).Select(f => f.Name.Value).ToHashSet();
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
            if (!used.Contains(fragment.Name.Value))
                Context.Report($"Fragment \"{fragment.Name.Value}\" is never used.", fragment);
    }
}
