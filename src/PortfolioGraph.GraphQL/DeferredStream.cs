using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL;

/// <summary>The stream of an operation with <c>@defer</c>: the initial result, and then a payload whenever a deferred part is complete.</summary>
internal sealed class DeferredStream(
    RequestExecutor executor, PreparedOperation prepared, GraphQLRequest request, OperationTelemetry? telemetry) : ResponseStream
{
    // The execution goes on between payloads: it ends with the stream, or when a payload is cancelled.
    private readonly CancellationTokenSource _stop = new();
    private DeferringExecution? _execution;
    private bool _isOver;

    public override RequestOutcome Outcome => RequestOutcome.Executed;

    public override bool HasNext => !_isOver && !_stop.IsCancellationRequested && _execution is not { HasNext: false };

    // Whatever fails, there is data, if only null.
    public override bool IsFailed => false;

    public override ValueTask<bool> MoveNextAsync() => ValueTask.FromResult(HasNext);

    public override async ValueTask<bool> WriteAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        var start = writer.Length;
        telemetry?.Resume();
        using var cancelled = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
        try
        {
            // As for answers in one piece: the loop resumes on one thread at a time, and on no context.
            if (SynchronizationContext.Current is null) await WriteNextAsync(writer, cancellationToken);
            else await Task.Run(() => WriteNextAsync(writer, cancellationToken).AsTask(), cancellationToken);
            if (!HasNext) telemetry?.Did(OperationStep.Execute);
            if (!HasNext) telemetry?.Answered(RequestOutcome.Executed, _execution!.FirstErrorCode);
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            var masked = executor.Mask(e);
            var error = new GraphQLError(masked.Message, [], masked.Code) { Extensions = masked.Extensions };
            writer.Unbound();
            writer.Truncate(start);
            if (!TryEnd(error, writer)) ResponseWriting.WriteFailure(writer, error);
            _isOver = true;
            telemetry?.Answered(RequestOutcome.Executed, masked.Code);
        }
        finally
        {
            writer.Unbound();
        }

        return true;
    }

    public override bool TryEnd(GraphQLError error, Utf8ResponseWriter writer)
    {
        if (_execution is not { IsBegun: true }) return false;
        _execution.WriteEnd(error, writer);
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _execution?.Dispose();
        telemetry?.Dispose();
    }

    private async ValueTask WriteNextAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        _execution ??= new DeferringExecution(
            new OperationExecution(
                prepared.Plan!, prepared.Variables, executor.Schema.Root, request, executor.MaxResponseBytesOf(request), _stop.Token),
            executor.OnUnexpectedError, writer.Memory, _stop.Token);
        await _execution.WaitAsync();
        cancellationToken.ThrowIfCancellationRequested();
        writer.Bound(executor.MaxResponseBytesOf(request), cancellationToken);
        _execution.Write(writer);
        writer.CheckLength();
    }
}
