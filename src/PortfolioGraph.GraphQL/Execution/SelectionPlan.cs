using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>The fields to execute on objects of one concrete type: fragments merged, conditions decided, one slot a response key.</summary>
internal sealed class SelectionPlan(ObjectType type, PlanField[] fields)
{
    public ObjectType Type { get; } = type;

    public PlanField[] Fields { get; } = fields;

    /// <summary>Null where nothing is deferred.</summary>
    public DeferPlan? Deferred { get; init; }
}
