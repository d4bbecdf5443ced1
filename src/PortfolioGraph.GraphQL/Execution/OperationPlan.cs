using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>
/// An operation compiled for one outcome of its <c>@skip</c> and <c>@include</c> conditions. Immutable but for selections below the root,
/// which are made when a type first turns up; shared by all requests.
/// </summary>
internal sealed class OperationPlan
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments;
    private readonly Func<string, bool> _condition;
    private readonly DeferPlanner? _defers;
    private readonly ConcurrentDictionary<SelectionKey, SelectionPlan> _selections = new();

    /// <param name="condition">The value of a Boolean variable used in a condition.</param>
    /// <param name="isDeferring">Whether a <c>@defer</c> defers; null where nothing is deferred, whatever the document says.</param>
    /// <exception cref="GraphQLException">There is no root type for the operation.</exception>
    public OperationPlan(
        BoundSchema schema, DocumentNode document, OperationDefinitionNode operation, Func<string, bool> condition, Func<DirectiveNode, bool>? isDeferring = null)
    {
        if (isDeferring is not null) _defers = new DeferPlanner(this, isDeferring);
        BoundSchema = schema;
        Document = document;
        Operation = operation;
        _condition = condition;
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

    /// <summary>Whether parts of the answer may come later than the rest.</summary>
    public bool Defers => _defers is not null;

    /// <summary>
    /// The selection below field nodes that were merged, for objects of a type. The same nodes have the same selection wherever they turn up,
    /// so that fragments used many times are planned once.
    /// </summary>
    public SelectionPlan Collect(ObjectType type, IReadOnlyList<FieldNode> parents) => _selections.GetOrAdd(
        new SelectionKey(type, parents),
        static (key, plan) => plan.Collect(key.Type, key.Parents.Where(p => p.SelectionSet is not null).Select(p => p.SelectionSet!)),
        this);

    /// <summary>The selection below the nodes of a field that is deferred, or selected in a <c>@defer</c> as well.</summary>
    public SelectionPlan Collect(ObjectType type, PlanField field, FieldDefers defers) => _defers!.Collect(type, field.Nodes, defers);

    /// <summary>The fields with an annotation that are selected below a field.</summary>
    public AnnotatedField[] AnnotatedBelow(PlanField field)
    {
        var found = new OrderedDictionary<FieldBinding, List<FieldNode>>();
        var visited = new HashSet<(SelectionSetNode, NamedType)>();
        foreach (var node in field.Nodes)
            if (node.SelectionSet is { } set)
                Walk(field.Definition.Type.Named, set, found, visited);
        return [.. found.Select(f => new AnnotatedField(f.Key.Annotation!, f.Value))];
    }

    private SelectionPlan Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        if (_defers is not null) return _defers.Collect(type, sets);

        // CollectFields (spec section 6.3.2); a fragment is entered once a selection.
        var groups = new OrderedDictionary<string, List<FieldNode>>();
        var visited = new HashSet<string>();
        foreach (var set in sets) CollectInto(type, set, groups, visited);
        var fields = new PlanField[groups.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var nodes = groups.GetAt(i).Value;
            fields[i] = new PlanField(this, BoundSchema.FieldOf(type, nodes[0].Name.Value), nodes, isFirst: i == 0);
        }

        return new SelectionPlan(type, fields);
    }

    private void CollectInto(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> groups, HashSet<string> visited)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
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

    private void Walk(NamedType parent, SelectionSetNode set, OrderedDictionary<FieldBinding, List<FieldNode>> found, HashSet<(SelectionSetNode, NamedType)> visited)
    {
        if (!visited.Add((set, parent))) return;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field when Schema.FindField(parent, field.Name.Value) is { } definition:
                    foreach (var type in Schema.PossibleTypes(parent)) Add(BoundSchema.FieldOf(type, field.Name.Value), field);
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

        void Add(FieldBinding binding, FieldNode node)
        {
            if (binding.Annotation is null) return;
            if (!found.TryGetValue(binding, out var nodes)) found.Add(binding, nodes = []);
            nodes.Add(node);
        }
    }

    internal FragmentDefinitionNode? FragmentOf(FragmentSpreadNode spread) => _fragments.GetValueOrDefault(spread.Name.Value);

    internal bool Applies(ObjectType type, NamedTypeNode condition) =>
        Schema.FindType(condition.Name.Value) is { } named && Schema.IsPossibleType(named, type);

    internal bool IsIncluded(SelectionNode selection)
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

    /// <summary>A type and the field nodes it is selected below, compared node by node.</summary>
    private readonly struct SelectionKey(ObjectType type, IReadOnlyList<FieldNode> parents) : IEquatable<SelectionKey>
    {
        public ObjectType Type { get; } = type;

        public IReadOnlyList<FieldNode> Parents { get; } = parents;

        public bool Equals(SelectionKey other) =>
            ReferenceEquals(Type, other.Type) && Parents.SequenceEqual(other.Parents, ReferenceEqualityComparer.Instance);

        public override bool Equals(object? obj) => obj is SelectionKey other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(Type, Parents.Count, RuntimeHelpers.GetHashCode(Parents[0]));
    }
}
