using System.Security.Cryptography;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL;

/// <summary>MapSourceToResponseEvent (spec section 6.2.3.2): each event of the source is executed on its own, with loaders of its own.</summary>
internal sealed class SubscriptionStream : ResponseStream
{
    private readonly RequestExecutor _executor;
    private readonly PreparedOperation _prepared;
    private readonly PlanField _field;
    private readonly GraphQLRequest _request;
    private readonly IAsyncEnumerator<object> _events;
    private readonly bool _changesOnly;
    private readonly byte[] _last = new byte[SHA256.HashSizeInBytes];
    private readonly CancellationToken _cancellationToken;
    private bool _isFirst = true;
    private GraphQLException? _error;

    public SubscriptionStream(
        RequestExecutor executor, PreparedOperation prepared, PlanField field, IAsyncEnumerable<object> events, GraphQLRequest request,
        CancellationToken cancellationToken)
    {
        _executor = executor;
        _prepared = prepared;
        _field = field;
        _cancellationToken = cancellationToken;
        _request = request with { Timings = null };
        _changesOnly = field.Schema.SourceOf(field).ChangesOnly;
        _events = events.GetAsyncEnumerator(cancellationToken);
    }

    public override RequestOutcome Outcome => RequestOutcome.Executed;

    public override bool HasNext => _error is null;

    public override bool IsFailed => _error is not null;

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (_error is not null) return false;
        try
        {
            if (!await _events.MoveNextAsync()) return false;

            // The first was paid for when the subscription began.
            if (!_isFirst) _error = _request.Cost.Charge(_prepared.Price);
            _isFirst = false;
            return true;
        }
        catch (Exception e) when (!_cancellationToken.IsCancellationRequested)
        {
            _error = _executor.Mask(e);
            return true;
        }
    }

    public override async ValueTask<bool> WriteAsync(Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        if (_error is { } error)
        {
            ResponseWriting.WriteErrors(
                writer, [new GraphQLError(error.Message, _field.LocationsOf(error), error.Code) { Extensions = error.Extensions }], [_field.ResponseKey]);
            return true;
        }

        var start = writer.Length;
        if (_changesOnly) writer.RememberPassing();
        using var telemetry = _executor.StartEvent(_request, _prepared.Plan!);
        await _executor.ExecuteGuardedAsync(
            _prepared, _events.Current, _request with { Received = _executor.Timestamp() }, writer, telemetry, cancellationToken);
        if (!_changesOnly || IsNew(writer, start)) return true;
        writer.Truncate(start);
        return false;
    }

    public override ValueTask DisposeAsync() => _events.DisposeAsync();

    private bool IsNew(Utf8ResponseWriter writer, int start)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        writer.Hash(start, hash);
        var isNew = !hash.SequenceEqual(_last);
        hash.CopyTo(_last);
        return isNew;
    }
}
