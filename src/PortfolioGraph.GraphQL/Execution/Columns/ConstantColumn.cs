using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>The same JSON at every position: <c>__typename</c>.</summary>
internal sealed class ConstantColumn(ExecutionState state, PlanField field, byte[] json) : Column(state, field, nonNull: true)
{
    public override void Release()
    {
    }

    protected override void WriteValue(int position, Utf8ResponseWriter writer) => writer.WriteRaw(json);

    protected override bool IsNull(int position) => false;

    protected override int AppendNull() => 0;
}
