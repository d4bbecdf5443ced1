using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// A subscription selects exactly one root field, unconditionally, and no introspection (spec section 5.2.4.1).
/// <para>Good: <c>subscription { changed { id } }</c>. Bad: <c>subscription { changed { id } other }</c>, <c>subscription { changed @skip(if: $x) { id } }</c>.</para>
/// </summary>
internal sealed class SingleFieldSubscriptionsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription || Schema.SubscriptionType is not { } root) return;
        var subject = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name.Value}\"";
        var (fields, conditions) = Collect(root, operation.SelectionSet);
        if (conditions.Count > 0)
        {
            Context.Report($"{subject} must not use `@skip` or `@include` directives in the top level selection.", [.. conditions]);
            return;
        }

        if (fields.Count == 0)
            Context.Report($"{subject} must select one top level field.", operation.SelectionSet);
        if (fields.Count > 1)
            Context.Report($"{subject} must select only one top level field.", [.. fields.Skip(1).SelectMany(f => f.Value)]);
        foreach (var (_, nodes) in fields)
            if (nodes[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
                Context.Report($"{subject} must not select an introspection top level field.", [.. nodes]);
    }

    /// <summary>CollectSubscriptionFields: by response key, in document order, without recursion into fragments of fragments.</summary>
    private (OrderedDictionary<string, List<FieldNode>> Fields, List<DirectiveNode> Conditions) Collect(ObjectType root, SelectionSetNode selectionSet)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>();
        var conditions = new List<DirectiveNode>();
        var visited = new HashSet<string>();
        var open = new Stack<IEnumerator<SelectionNode>>();
        open.Push(selectionSet.Selections.GetEnumerator());
        while (open.TryPeek(out var selections))
        {
            if (!selections.MoveNext())
            {
                open.Pop();
                continue;
            }

            Context.Spend(1);
            var selection = selections.Current;
            if (selection.Directives.FirstOrDefault(d => d.Name.Value is "skip" or "include") is { } condition)
            {
                conditions.Add(condition);
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseKey, out var same)) fields.Add(field.ResponseKey, same = []);
                    same.Add(field);
                    break;
                case InlineFragmentNode inline:
                    if (inline.TypeCondition is null || Applies(inline.TypeCondition, root)) open.Push(inline.SelectionSet.Selections.GetEnumerator());
                    break;
                case FragmentSpreadNode spread:
                    if (visited.Add(spread.Name.Value) && Context.FindFragment(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition, root))
                        open.Push(fragment.SelectionSet.Selections.GetEnumerator());
                    break;
            }
        }

        return (fields, conditions);
    }

    private bool Applies(NamedTypeNode condition, ObjectType root) =>
        Schema.FindType(condition.Name.Value) is { } type && Schema.IsPossibleType(type, root);
}
