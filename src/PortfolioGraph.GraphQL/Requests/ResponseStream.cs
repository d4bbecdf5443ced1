using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Requests;

/// <summary>
/// The answer to a request as a sequence of payloads, each a JSON object, made by <see cref="RequestExecutor.ExecuteStreamAsync"/>. Read it by one
/// reader: <see cref="MoveNextAsync"/> until it is false, with one <see cref="WriteAsync"/> after each, then dispose of it. Nothing is
/// read ahead: an event of a subscription is executed when it is written.
/// </summary>
public abstract class ResponseStream : IAsyncDisposable
{
    private protected ResponseStream()
    {
    }

    /// <summary>How far the request came. All but <see cref="RequestOutcome.Executed"/> have one payload of errors without data.</summary>
    public abstract RequestOutcome Outcome { get; }

    /// <summary>Whether there may be another payload behind the one that was written last. Of a subscription that is not known before it is waited for.</summary>
    public abstract bool HasNext { get; }

    /// <summary>
    /// Whether the payload that was written last is of errors without data: the request can't be executed, or the events of a subscription have come
    /// to a bad end. It is the last one.
    /// </summary>
    public abstract bool IsFailed { get; }

    /// <summary>Waits for what the next payload is made of. False: there is none.</summary>
    /// <exception cref="OperationCanceledException">The token of the stream was cancelled.</exception>
    public abstract ValueTask<bool> MoveNextAsync();

    /// <summary>Executes what is to be executed for the payload, and writes it.</summary>
    /// <param name="writer">Gets the payload; keeps what is in it already.</param>
    /// <param name="cancellationToken">Cancels this payload, and not the stream.</param>
    /// <returns>False where nothing was written, because nothing is new.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled. What the writer has got since is to be thrown away.</exception>
    public abstract ValueTask<bool> WriteAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a last payload that ends with an error what the client was told to wait for (<c>@defer</c>), after <see cref="WriteAsync"/> was cancelled.
    /// </summary>
    /// <returns>False where the client waits for nothing of the kind, and nothing was written.</returns>
    public virtual bool TryEnd(GraphQLError error, Utf8ResponseWriter writer) => false;

    public abstract ValueTask DisposeAsync();
}
