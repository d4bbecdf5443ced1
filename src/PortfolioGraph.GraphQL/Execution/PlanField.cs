using System.Text;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>One response key of a selection on one concrete type, with all the field nodes that were merged into it.</summary>
internal sealed class PlanField
{
    private readonly OperationPlan _plan;
    private readonly SelectionPlan?[] _selections;
    private readonly IReadOnlyList<ObjectType> _possibleTypes;
    private readonly bool _hasConstantArguments;
    private readonly object? _constantArguments;
    private readonly Lazy<AnnotatedField[]> _below;

    public PlanField(OperationPlan plan, FieldBinding binding, IReadOnlyList<FieldNode> nodes, bool isFirst)
    {
        _plan = plan;
        Binding = binding;
        Nodes = nodes;
        ResponseKey = nodes[0].ResponseKey;
        KeyUtf8 = Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{ResponseKey}\":");
        Locations = nodes.Select(plan.Document.LocationOf).ToArray();
        _possibleTypes = plan.Schema.PossibleTypes(Definition.Type.Named);
        _selections = new SelectionPlan?[_possibleTypes.Count];
        _hasConstantArguments = !binding.TakesArguments || !nodes[0].Arguments.Any(a => UsesVariable(a.Value));
        if (_hasConstantArguments && binding.TakesArguments) _constantArguments = binding.Arguments(this, VariableValues.None);
        _below = new Lazy<AnnotatedField[]>(() => plan.AnnotatedBelow(this));
    }

    public FieldBinding Binding { get; }

    public OutputField Definition => Binding.Definition;

    public IReadOnlyList<FieldNode> Nodes { get; }

    public string ResponseKey { get; }

    /// <summary>The key as it is written: quoted, with the punctuation before and behind it.</summary>
    public byte[] KeyUtf8 { get; }

    public IReadOnlyList<SourceLocation> Locations { get; }

    /// <summary>Where an error of this field is shown.</summary>
    public IReadOnlyList<SourceLocation> LocationsOf(GraphQLException error) =>
        error is ArgumentValueException { Value: var value } ? [_plan.Document.LocationOf(value)] : Locations;

    /// <summary>Null for a field that no <c>@defer</c> selects.</summary>
    public FieldDefers? Defers { get; init; }

    public BoundSchema Schema => _plan.BoundSchema;

    /// <summary>The coerced arguments, or the <see cref="GraphQLException"/> that says why there are none.</summary>
    public object? Arguments(VariableValues variables) =>
        _hasConstantArguments ? _constantArguments : Binding.Arguments(this, variables);

    /// <summary>The selection below for objects of a type. Made when the type first turns up.</summary>
    public SelectionPlan SelectionFor(ObjectType type)
    {
        for (var i = 0; i < _possibleTypes.Count; i++)
        {
            if (!ReferenceEquals(_possibleTypes[i], type)) continue;
            return Volatile.Read(ref _selections[i])
                ?? Interlocked.CompareExchange(ref _selections[i], Defers is null ? _plan.Collect(type, Nodes) : _plan.Collect(type, this, Defers), null)
                ?? _selections[i]!;
        }

        throw new InvalidOperationException($"{type} is not a possible type of {Definition}.");
    }

    /// <summary>What is selected below, for resolvers that fetch only what is read.</summary>
    public FieldSelection Selection(VariableValues variables) => new(_below, variables);

    private static bool UsesVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(UsesVariable),
        ObjectValueNode obj => obj.Fields.Any(f => UsesVariable(f.Value)),
        _ => false,
    };
}
