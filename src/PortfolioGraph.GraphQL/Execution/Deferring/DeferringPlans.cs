using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>The plans of an operation with <c>@defer</c> for clients that take its answer in parts: one for each outcome of its conditions that has come up.</summary>
internal sealed class DeferringPlans
{
    private const int MaxPlans = 32;
    private const int MaxConditions = 128;

    private readonly DocumentNode _document;
    private readonly OperationDefinitionNode _operation;
    private readonly IReadOnlyList<DirectiveNode> _directives;
    private readonly string[] _conditions;
    private readonly BoundedCache<UInt128, OperationPlan> _plans = new(MaxPlans, EqualityComparer<UInt128>.Default);

    private DeferringPlans(DocumentNode document, OperationDefinitionNode operation, IReadOnlyList<DirectiveNode> directives)
    {
        _document = document;
        _operation = operation;
        _directives = directives;
        var own = directives.Select(DeferDirective.ConditionOf).OfType<VariableNode>().Select(v => v.Name.Value);
        _conditions = [.. ConditionVariables.Of(document, operation).Union(own)];
    }

    /// <summary>Null for an operation in whose document nothing is deferred.</summary>
    public static DeferringPlans? Of(DocumentNode document, OperationDefinitionNode operation)
    {
        if (operation.Operation == OperationType.Subscription) return null;
        var directives = new List<DirectiveNode>();
        Add(operation.SelectionSet, directives);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>()) Add(fragment.SelectionSet, directives);
        return directives.Count == 0 ? null : new DeferringPlans(document, operation, directives);
    }

    /// <summary>Null where the variables leave nothing deferred.</summary>
    public OperationPlan? Plan(BoundSchema schema, VariableValues variables)
    {
        var isTrue = _conditions.Where(IsTrue).ToHashSet();
        if (!_directives.Any(IsActive)) return null;
        if (_conditions.Length > MaxConditions) return Create();

        UInt128 outcome = 0;
        for (var i = 0; i < _conditions.Length; i++)
            if (isTrue.Contains(_conditions[i]))
                outcome |= UInt128.One << i;
        if (_plans.TryGet(outcome, out var plan)) return plan;
        plan = Create();
        _plans.Add(outcome, plan);
        return plan;

        // A variable that was not given leaves the argument its default, which is to defer. Those of @skip and @include are always there.
        bool IsTrue(string name) => !variables.TryGet(name, out var value) || value is true;

        bool IsActive(DirectiveNode directive) => DeferDirective.ConditionOf(directive) switch
        {
            BooleanValueNode constant => constant.Value,
            VariableNode variable => isTrue.Contains(variable.Name.Value),
            _ => true,
        };

        OperationPlan Create() => new(schema, _document, _operation, isTrue.Contains, IsActive);
    }

    private static void Add(SelectionSetNode set, List<DirectiveNode> directives)
    {
        foreach (var selection in set.Selections)
        {
            if (DeferDirective.On(selection) is { } directive) directives.Add(directive);
            if (selection is FieldNode { SelectionSet: { } below }) Add(below, directives);
            else if (selection is InlineFragmentNode inline) Add(inline.SelectionSet, directives);
        }
    }
}
