using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>The stream of an operation with <c>@defer</c>: the initial result, and then a payload whenever a deferred part is complete.</summary>
internal sealed class DeferredStream(
    RequestExecutor executor, PreparedOperation prepared, GraphQLRequest request, OperationTelemetry? telemetry, CancellationToken cancellationToken) : ResponseStream
{
    private DeferringExecution? _execution;
    private bool _isFailed;

    public override RequestOutcome Outcome => RequestOutcome.Executed;

    public override bool HasNext => !_isFailed && _execution is not { HasNext: false };

    public override bool IsFailed => _isFailed;

    public override ValueTask<bool> MoveNextAsync() => ValueTask.FromResult(HasNext);

    public override async ValueTask<bool> WriteAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        var start = writer.Length;
        telemetry?.Resume();
        try
        {
            // As for answers in one piece: the loop resumes on one thread at a time, and on no context.
            if (SynchronizationContext.Current is null) await WriteNextAsync(writer, cancellationToken);
            else await Task.Run(() => WriteNextAsync(writer, cancellationToken).AsTask(), cancellationToken);
            if (!HasNext) telemetry?.Did(OperationStep.Execute);
            if (!HasNext) telemetry?.Answered(RequestOutcome.Executed, _execution!.FirstErrorCode);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !StreamToken.IsCancellationRequested)
        {
            var masked = executor.Mask(e);
            var error = new GraphQLError(masked.Message, [], masked.Code) { Extensions = masked.Extensions };
            writer.Truncate(start);
            if (!TryEnd(error, writer)) ResponseWriting.WriteFailure(writer, error);
            _isFailed = true;
            telemetry?.Answered(RequestOutcome.Executed, masked.Code);
        }

        return true;
    }

    public override bool TryEnd(GraphQLError error, Utf8ResponseWriter writer)
    {
        if (_execution is not { IsBegun: true }) return false;
        _execution.WriteEnd(error, writer);
        return true;
    }

    public override ValueTask DisposeAsync()
    {
        _execution?.Dispose();
        telemetry?.Dispose();
        return ValueTask.CompletedTask;
    }

    private CancellationToken StreamToken { get; } = cancellationToken;

    private async ValueTask WriteNextAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        _execution ??= new DeferringExecution(
            new OperationExecution(prepared.Plan!, prepared.Variables, executor.Schema.Root, request, StreamToken), executor.OnUnexpectedError, StreamToken);
        await _execution.WaitAsync(cancellationToken);
        StreamToken.ThrowIfCancellationRequested();
        _execution.Write(writer);
    }
}
