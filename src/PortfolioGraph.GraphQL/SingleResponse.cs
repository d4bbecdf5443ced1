using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL;

/// <summary>The stream of one payload: a query's, a mutation's, or the errors of a request that can't be executed.</summary>
internal sealed class SingleResponse(
    RequestExecutor? executor, PreparedOperation prepared, GraphQLRequest? request, OperationTelemetry? telemetry) : ResponseStream
{
    private bool _isMoved;

    /// <summary>Errors alone.</summary>
    public SingleResponse(PreparedOperation refused, OperationTelemetry? telemetry)
        : this(null, refused, null, telemetry)
    {
    }

    public override RequestOutcome Outcome => prepared.Outcome;

    public override bool HasNext => !_isMoved;

    public override bool IsFailed => prepared.Plan is null;

    public override ValueTask<bool> MoveNextAsync()
    {
        var isFirst = !_isMoved;
        _isMoved = true;
        return ValueTask.FromResult(isFirst);
    }

    public override async ValueTask<bool> WriteAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        if (prepared.Plan is null)
        {
            ResponseWriting.WriteErrors(writer, prepared.Errors, prepared.Path);
            return true;
        }

        telemetry?.Resume();
        await executor!.ExecuteGuardedAsync(prepared, executor.Schema.Root, request!, writer, telemetry, cancellationToken);
        return true;
    }

    public override ValueTask DisposeAsync()
    {
        telemetry?.Dispose();
        return ValueTask.CompletedTask;
    }
}
