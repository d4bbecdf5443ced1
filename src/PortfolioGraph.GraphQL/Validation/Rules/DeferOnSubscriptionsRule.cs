using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Nothing of a subscription is deferred: a <c>@defer</c> in it, directly or through fragments, must be one that can be switched off, or is (the
/// incremental delivery RFC).
/// <para>Good: <c>subscription { a { ... @defer(if: $x) { b } } }</c>. Bad: <c>subscription { a { ... @defer { b } } }</c>.</para>
/// </summary>
internal sealed class DeferOnSubscriptionsRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<DirectiveNode> _reported = [];

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription || !DeferDirective.IsKnown(Schema)) return;
        foreach (var (selection, spreads) in FragmentWalk.Of(Context, operation.SelectionSet, intoFields: true, CanBeLeftOut))
        {
            if (DeferDirective.On(selection) is not { } directive || CanBeOff(directive) || !_reported.Add(directive)) continue;
            Context.Report(
                "Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`.",
                [directive, .. spreads]);
        }
    }

    private static bool CanBeOff(DirectiveNode directive) => DeferDirective.ConditionOf(directive) is VariableNode or BooleanValueNode { Value: false };

    private static bool CanBeLeftOut(SelectionNode selection) => selection.Directives.Any(d => d.Name.Value switch
    {
        "skip" => DeferDirective.ConditionOf(d) is not BooleanValueNode { Value: false },
        "include" => DeferDirective.ConditionOf(d) is { } condition and not BooleanValueNode { Value: true },
        _ => false,
    });
}
