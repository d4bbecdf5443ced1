using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>
/// An operation compiled for one outcome of its <c>@skip</c> and <c>@include</c> conditions. Immutable but for selections under
/// abstract types, which are made when a type first turns up; shared by all requests.
/// </summary>
internal sealed class OperationPlan
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments;
    private readonly Func<string, bool> _condition;
    private readonly int _maxFields;
    private int _fieldCount;

    /// <param name="condition">The value of a Boolean variable used in a condition.</param>
    /// <param name="maxFields">Fields after the expansion of fragments; 0 is no limit.</param>
    public OperationPlan(BoundSchema schema, DocumentNode document, OperationDefinitionNode operation, Func<string, bool> condition, int maxFields)
    {
        BoundSchema = schema;
        Document = document;
        Operation = operation;
        _condition = condition;
        _maxFields = maxFields;
        _fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value);
        var rootType = schema.Schema.RootType(operation.Operation)
            ?? throw new GraphQLException($"Schema is not configured to execute {operation.Operation.ToString().ToLowerInvariant()} operation.", ErrorCodes.OperationResolution);
        Root = Collect(rootType, [operation.SelectionSet]);
    }

    public BoundSchema BoundSchema { get; }

    public Schema Schema => BoundSchema.Schema;

    public DocumentNode Document { get; }

    public OperationDefinitionNode Operation { get; }

    public SelectionPlan Root { get; }

    public SelectionPlan Collect(ObjectType type, IReadOnlyList<FieldNode> parents) =>
        Collect(type, parents.Where(p => p.SelectionSet is not null).Select(p => p.SelectionSet!));

    public FieldSelection Subtree(PlanField field)
    {
        var found = new List<(string, FieldNode)>();
        var visited = new HashSet<(SelectionSetNode, NamedType)>();
        foreach (var node in field.Nodes)
            if (node.SelectionSet is { } set)
                Walk(field.Definition.Type.Named, set, found, visited);
        return new FieldSelection(found);
    }

    private SelectionPlan Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        // CollectFields (spec section 6.3.2); a fragment is entered once a selection.
        var groups = new OrderedDictionary<string, List<FieldNode>>();
        var visited = new HashSet<string>();
        foreach (var set in sets) CollectInto(type, set, groups, visited);
        var fields = new PlanField[groups.Count];
        var index = 0;
        foreach (var (_, nodes) in groups)
        {
            if (_maxFields > 0 && Interlocked.Increment(ref _fieldCount) > _maxFields)
                throw new GraphQLException($"The operation selects more than {_maxFields} fields once its fragments are expanded.", ErrorCodes.LimitExceeded);
            fields[index] = new PlanField(this, BoundSchema.FieldOf(type, nodes[0].Name.Value), nodes, index == 0);
            index++;
        }

        return new SelectionPlan(type, fields);
    }

    private void CollectInto(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> groups, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseKey, out var nodes)) groups.Add(field.ResponseKey, nodes = []);
                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition):
                    CollectInto(type, inline.SelectionSet, groups, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && _fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(type, fragment.TypeCondition):
                    CollectInto(type, fragment.SelectionSet, groups, visited);
                    break;
            }
        }
    }

    private void Walk(NamedType parent, SelectionSetNode set, List<(string, FieldNode)> found, HashSet<(SelectionSetNode, NamedType)> visited)
    {
        if (!visited.Add((set, parent))) return;
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field when Schema.FindField(parent, field.Name.Value) is { } definition:
                    found.Add(($"{parent.Name}.{field.Name.Value}", field));
                    if (field.SelectionSet is { } below) Walk(definition.Type.Named, below, found, visited);
                    break;
                case InlineFragmentNode inline:
                    Walk(inline.TypeCondition is { } condition ? Schema.FindType(condition.Name.Value)! : parent, inline.SelectionSet, found, visited);
                    break;
                case FragmentSpreadNode spread when _fragments.TryGetValue(spread.Name.Value, out var fragment):
                    Walk(Schema.FindType(fragment.TypeCondition.Name.Value)!, fragment.SelectionSet, found, visited);
                    break;
            }
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode condition) =>
        Schema.FindType(condition.Name.Value) is { } named && Schema.IsPossibleType(named, type);

    private bool IsIncluded(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            var skips = directive.Name.Value == "skip";
            if (!skips && directive.Name.Value != "include") continue;
            var condition = directive.Arguments[0].Value switch
            {
                BooleanValueNode constant => constant.Value,
                VariableNode variable => _condition(variable.Name.Value),
                _ => throw new InvalidOperationException("A condition is a Boolean once the document is valid."),
            };
            if (condition == skips) return false;
        }

        return true;
    }
}
