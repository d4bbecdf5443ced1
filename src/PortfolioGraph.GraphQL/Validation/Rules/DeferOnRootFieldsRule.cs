using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// The root fields of a mutation and a subscription are not deferred (the incremental delivery RFC).
/// <para>Good: <c>mutation { a { ... @defer { b } } }</c>. Bad: <c>mutation { ... @defer { a { b } } }</c>.</para>
/// </summary>
internal sealed class DeferOnRootFieldsRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<DirectiveNode> _reported = [];

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation == OperationType.Query || Schema.RootType(operation.Operation) is not { } root || !DeferDirective.IsKnown(Schema)) return;
        foreach (var (selection, _) in FragmentWalk.Of(Context, operation.SelectionSet, intoFields: false))
        {
            if (DeferDirective.On(selection) is { } directive && _reported.Add(directive))
                Context.Report($"Defer directive cannot be used on root {operation.Operation.ToString().ToLowerInvariant()} type \"{root}\".", directive);
        }
    }
}
