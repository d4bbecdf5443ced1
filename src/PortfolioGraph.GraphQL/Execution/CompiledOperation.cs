using System.Collections.Concurrent;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>An operation and its plans: one for each outcome of its conditions that has come up.</summary>
internal sealed class CompiledOperation
{
    private const int MaxPlans = 32;

    private readonly DocumentNode _document;
    private readonly ConcurrentDictionary<string, OperationPlan> _plans = new(StringComparer.Ordinal);
    private readonly string[] _conditions;

    public CompiledOperation(DocumentNode document, OperationDefinitionNode definition)
    {
        _document = document;
        Definition = definition;
        _conditions = [.. definition.VariableDefinitions.Where(IsBoolean).Select(v => v.Variable.Name.Value)];
    }

    public OperationDefinitionNode Definition { get; }

    public OperationPlan Plan(BoundSchema schema, VariableValues variables, int maxFields)
    {
        var outcome = _conditions.Length == 0
            ? string.Empty
            : string.Create(_conditions.Length, (_conditions, variables), static (text, state) =>
            {
                for (var i = 0; i < text.Length; i++) text[i] = state.variables.IsTrue(state._conditions[i]) ? '1' : '0';
            });
        if (_plans.TryGetValue(outcome, out var plan)) return plan;
        plan = new OperationPlan(schema, _document, Definition, name => outcome[Array.IndexOf(_conditions, name)] == '1', maxFields);
        if (_plans.Count < MaxPlans) _plans.TryAdd(outcome, plan);
        return plan;
    }

    private static bool IsBoolean(VariableDefinitionNode variable) =>
        (variable.Type is NonNullTypeNode nonNull ? nonNull.Type : variable.Type) is NamedTypeNode { Name.Value: "Boolean" };
}
