using System.Threading.RateLimiting;
using Microsoft.Extensions.ObjectPool;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>Sends a payload, which is valid until it is sent. <paramref name="isFailed"/>: it is of errors without data, and the last one.</summary>
internal delegate ValueTask SendPayload(ReadOnlyMemory<byte> payload, bool isFailed);

/// <summary>Runs operations whose answers are sent payload by payload, in the same turns and within the same time as those of other requests.</summary>
internal sealed class StreamedOperations(
    RequestExecutor executor, GraphQLHttpOptions options, ConcurrencyLimiter? turns, ObjectPool<Utf8ResponseWriter> writers)
{
    /// <summary>Runs an operation to its end, or until the server is about to end. The caller then says that it is complete.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async Task RunAsync(GraphQLRequest request, SendPayload send, CancellationToken cancellationToken)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, options.Streams.Stopping);
        try
        {
            await using var stream = await BeginAsync(request, send, running.Token);
            if (stream is null) return;
            while (await stream.MoveNextAsync())
            {
                var writer = writers.Get();
                try
                {
                    // What has begun is finished, also when the server is about to end.
                    if (await WriteAsync(stream, writer, cancellationToken)) await send(writer.WrittenMemory, stream.IsFailed);
                }
                finally
                {
                    writers.Return(writer);
                }
            }
        }
        catch (OperationCanceledException) when (options.Streams.Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A subscription ends here.
        }
    }

    /// <summary>Begins an operation; null where there was no turn for it, which has been said.</summary>
    private async ValueTask<ResponseStream?> BeginAsync(GraphQLRequest request, SendPayload send, CancellationToken cancellationToken)
    {
        using var turn = turns is null ? null : await turns.AcquireAsync(1, cancellationToken);
        if (turn is not { IsAcquired: false })
            return await executor.ExecuteStreamAsync(request with { Received = options.TimeProvider.GetTimestamp() }, cancellationToken);
        using var writer = new Utf8ResponseWriter();
        ResponseWriting.WriteErrors(writer, [Overloaded]);
        await send(writer.WrittenMemory, true);
        return null;
    }

    private async ValueTask<bool> WriteAsync(ResponseStream stream, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        using var deadline = options.ExecutionTimeout is { } timeout ? new CancellationTokenSource(timeout, options.TimeProvider) : null;
        using var either = deadline is null ? null : CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var token = either?.Token ?? cancellationToken;
        try
        {
            using var turn = turns is null ? null : await turns.AcquireAsync(1, token);
            if (turn is not { IsAcquired: false }) return await stream.WriteAsync(writer, token);
            Refuse(Overloaded);
            return true;
        }
        catch (OperationCanceledException) when (deadline?.IsCancellationRequested == true && !cancellationToken.IsCancellationRequested)
        {
            writer.Truncate(0);
            Refuse(new GraphQLError($"The execution took longer than {options.ExecutionTimeout!.Value.TotalSeconds:0.###} s.", [], ErrorCodes.Timeout));
            return true;
        }

        // The parts of an answer that the client still waits for end with the error; any other payload is one of its own.
        void Refuse(GraphQLError error)
        {
            if (!stream.TryEnd(error, writer)) ResponseWriting.WriteErrors(writer, [error]);
        }
    }

    private static GraphQLError Overloaded { get; } =
        new("The server has as much to do as it can. Try again a little later.", [], ErrorCodes.Overloaded);
}
