using System.Text;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary><c>__typename</c>: the scope has one concrete type, so the answer is one constant.</summary>
internal sealed class TypeNameResolver(string typeName) : FieldResolver
{
    private readonly byte[] _json = Encoding.UTF8.GetBytes($"\"{typeName}\"");

    public override void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex) =>
        state.Complete(scope, fieldIndex, new ConstantColumn(state, field, _json));
}
