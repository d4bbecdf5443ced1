using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>An operation and its plans: one for each outcome of its conditions that has come up.</summary>
internal sealed class CompiledOperation
{
    private const int MaxPlans = 32;

    // As many as the bits of the key; an operation with more conditions is planned each time.
    private const int MaxConditions = 128;

    private readonly DocumentNode _document;
    private readonly BoundedCache<UInt128, OperationPlan> _plans = new(MaxPlans, EqualityComparer<UInt128>.Default);
    private readonly Lazy<string[]> _conditions;
    private readonly Lazy<DeferringPlans?> _deferring;
    private int _price = -1;

    public CompiledOperation(DocumentNode document, OperationDefinitionNode definition)
    {
        _document = document;
        Definition = definition;
        _conditions = new Lazy<string[]>(() => ConditionVariables.Of(document, definition));
        _deferring = new Lazy<DeferringPlans?>(() => DeferringPlans.Of(document, definition));
    }

    public OperationDefinitionNode Definition { get; }

    /// <summary>What it costs, worked out once where it has no variables.</summary>
    /// <exception cref="GraphQLException">A field needs exactly one of its slicing arguments, and has none or several.</exception>
    public int Price(CostAnalyzer costs, JsonElement? variables)
    {
        if (Definition.VariableDefinitions.Count > 0) return costs.Analyze(_document, Definition, variables);
        if (Volatile.Read(ref _price) is var known and >= 0) return known;
        var price = costs.Analyze(_document, Definition, null);
        Volatile.Write(ref _price, price);
        return price;
    }

    /// <exception cref="GraphQLException">The operation is of a kind that the schema does not have.</exception>
    public OperationPlan Plan(BoundSchema schema, VariableValues variables)
    {
        var conditions = _conditions.Value;
        if (conditions.Length > MaxConditions) return Create(schema, variables);

        UInt128 outcome = 0;
        for (var i = 0; i < conditions.Length; i++)
            if (variables.IsTrue(conditions[i]))
                outcome |= UInt128.One << i;
        if (_plans.TryGet(outcome, out var plan)) return plan;
        plan = Create(schema, variables);
        _plans.Add(outcome, plan);
        return plan;
    }

    /// <summary>The plan for a client that takes the answer in parts. Where nothing is deferred it is the same as for others.</summary>
    /// <exception cref="GraphQLException">As above.</exception>
    public OperationPlan DeferringPlan(BoundSchema schema, VariableValues variables) =>
        (DeferDirective.IsKnown(schema.Schema) ? _deferring.Value?.Plan(schema, variables) : null) ?? Plan(schema, variables);

    private OperationPlan Create(BoundSchema schema, VariableValues variables)
    {
        // The plan outlives the request: it keeps the outcomes, not the variables.
        var isTrue = _conditions.Value.Where(variables.IsTrue).ToHashSet();
        return new OperationPlan(schema, _document, Definition, isTrue.Contains);
    }
}
