using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PortfolioGraph.GraphQL.AspNetCore.Requests;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>
/// One socket of <c>graphql-transport-ws</c>. Messages are read one after the other and each is dealt with before the next is read; operations run
/// beside that, and each waits until what it has sent is on its way.
/// </summary>
internal sealed partial class SocketConnection : IDisposable
{
    private const int MaxIdLength = 256;
    private const int ReadSize = 4096;

    /// <summary>The most bytes that are kept for a socket which has not been acknowledged, and between messages.</summary>
    private const int PendingBytes = 16_384;

    private static readonly byte[] Acknowledgement = "connection_ack"u8.ToArray();
    private static readonly byte[] Ping = "ping"u8.ToArray();
    private static readonly byte[] Pong = "pong"u8.ToArray();
    private static readonly byte[] Next = "next"u8.ToArray();
    private static readonly byte[] Error = "error"u8.ToArray();
    private static readonly byte[] Complete = "complete"u8.ToArray();
    private static readonly byte[] EndOfMessage = "}"u8.ToArray();

    private readonly HttpContext _context;
    private readonly WebSocket _socket;
    private readonly StreamPlace _place;
    private readonly OpenStreams _open;
    private readonly OpenSends _sends;
    private readonly StreamedOperations _operations;
    private readonly GraphQLHttpOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, Operation> _running = new(StringComparer.Ordinal);
    private bool _isInitialised;
    private bool _isAcknowledged;
    private volatile bool _hasSent;
    private int _isClosing;

    public SocketConnection(
        HttpContext context, WebSocket socket, StreamPlace place, OpenStreams open, OpenSends sends, StreamedOperations operations, GraphQLHttpOptions options, ILogger logger)
    {
        _context = context;
        _socket = socket;
        _place = place;
        _open = open;
        _sends = sends;
        _operations = operations;
        _options = options;
        _logger = logger;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    }

    private StreamOptions Streams => _options.Streams;

    public async Task RunAsync()
    {
        using var initTimer = _options.TimeProvider.CreateTimer(
            _ => _ = CloseUnlessAsync(() => Volatile.Read(ref _isAcknowledged), SocketCloseCodes.InitialisationTimeout, "Connection initialisation timeout"),
            null, Streams.InitTimeout, Timeout.InfiniteTimeSpan);
        using var stopping = Streams.Stopping.UnsafeRegister(
            static state => _ = ((SocketConnection)state!).CloseAsync(SocketCloseCodes.GoingAway, "The server ends"), this);
        try
        {
            await ReadAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has gone, or was let go.
        }
        catch (Exception e)
        {
            Log.ConnectionFailed(_logger, e);
            await CloseAsync(SocketCloseCodes.InternalError, "Internal server error");
        }
        finally
        {
            await _ended.CancelAsync();
            await Task.WhenAll(_running.Values.Select(o => o.Task));
        }
    }

    /// <summary>Says why, and waits a moment for the client to close its side.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 1) return;
        try
        {
            using var late = new CancellationTokenSource(Streams.SendTimeout, _options.TimeProvider);
            await _sending.WaitAsync(late.Token);
            try
            {
                await _socket.CloseOutputAsync(status, reason, late.Token);
            }
            finally
            {
                _sending.Release();
            }

            // The reader sees the client's side close, and ends; who does not close is cut off.
            _ended.CancelAfter(TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            _socket.Abort();
        }
    }

    public void Dispose()
    {
        _ended.Dispose();
        _sending.Dispose();
    }

    private async Task CloseUnlessAsync(Func<bool> isWell, WebSocketCloseStatus status, string reason)
    {
        if (!isWell()) await CloseAsync(status, reason);
    }

    private async Task ReadAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            for (var length = 0; ;)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(length), _ended.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    if (Interlocked.Exchange(ref _isClosing, 1) == 0)
                        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _ended.Token);
                    return;
                }

                length += read.Count;
                if (!await TakesAsync(read, length))
                {
                    length = 0;
                    continue;
                }

                if (!read.EndOfMessage)
                {
                    if (length == buffer.Length) Resize(ref buffer, length, 2 * length);
                    continue;
                }

                await HandleAsync(buffer.AsMemory(0, length));
                length = 0;
                if (buffer.Length > PendingBytes) Resize(ref buffer, 0, ReadSize);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <param name="read">What was read.</param>
    /// <param name="length">How much there is of the message by now.</param>
    /// <returns>False where it goes nowhere. What comes after the close is still read, so that the client gets it.</returns>
    private async ValueTask<bool> TakesAsync(ValueWebSocketReceiveResult read, int length)
    {
        if (Volatile.Read(ref _isClosing) == 1) return false;
        _hasSent = true;
        if (read.MessageType == WebSocketMessageType.Binary)
        {
            await CloseAsync(SocketCloseCodes.InvalidMessage, "Messages are text");
            return false;
        }

        var most = _isAcknowledged ? _options.MaxRequestBytes : Math.Min(_options.MaxRequestBytes, PendingBytes);
        if (length < most || (length == most && read.EndOfMessage)) return true;
        await CloseAsync(SocketCloseCodes.MessageTooBig, $"A message is larger than {most} bytes");
        return false;
    }

    private static void Resize(ref byte[] buffer, int length, int size)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(0, length).CopyTo(other);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = other;
    }

    private async ValueTask HandleAsync(ReadOnlyMemory<byte> text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = _options.MaxJsonDepth });
        }
        catch (JsonException)
        {
            await InvalidAsync("The message is not JSON, or nested too deep");
            return;
        }

        using (document)
        {
            var message = document.RootElement;
            if (TextOf(message, "type") is not { } type)
            {
                await InvalidAsync("The message has no type");
                return;
            }

            var payload = message.TryGetProperty("payload", out var given) && given.ValueKind != JsonValueKind.Null ? given : (JsonElement?)null;
            if (type is not "subscribe" && payload is { ValueKind: not JsonValueKind.Object })
            {
                await InvalidAsync("The payload is no object");
                return;
            }

            switch (type)
            {
                case "connection_init":
                    await InitialiseAsync(payload);
                    break;
                case "ping":
                    await SendAsync(Pong, null, payload is { } echo ? JsonMarshal.GetRawUtf8Value(echo).ToArray() : default);
                    break;
                case "pong":
                    break;
                case "subscribe":
                    await SubscribeAsync(TextOf(message, "id"), payload);
                    break;
                case "complete" when TextOf(message, "id") is { } id:
                    if (_running.TryRemove(id, out var operation)) await operation.StopAsync();
                    break;
                default:
                    await InvalidAsync("There is no such message");
                    break;
            }
        }
    }

    private async ValueTask InitialiseAsync(JsonElement? payload)
    {
        if (_isInitialised)
        {
            await CloseAsync(SocketCloseCodes.TooManyInitialisations, "Too many initialisation requests");
            return;
        }

        _isInitialised = true;
        if (Streams.AdmitSocket is { } admit && !await admit(_context, payload))
        {
            await CloseAsync(SocketCloseCodes.Forbidden, "Forbidden");
            return;
        }

        // Now it is known who it is.
        if (!_open.TryMove(_place, Streams.CallerOf(_context), Streams, out var isOwnLimit))
        {
            await CloseAsync(SocketCloseCodes.TryAgainLater, isOwnLimit
                ? $"At most {Streams.MaxConnectionsPerCaller} streams are open for one caller at a time"
                : "The server has as many streams open as it can");
            return;
        }

        Volatile.Write(ref _isAcknowledged, true);
        await SendAsync(Acknowledgement, null, default);
        _ = PingAsync();
    }

    private async ValueTask SubscribeAsync(string? id, JsonElement? payload)
    {
        if (!_isAcknowledged)
        {
            await CloseAsync(SocketCloseCodes.Unauthorized, "Unauthorized");
            return;
        }

        if (id is not { Length: > 0 and <= MaxIdLength })
        {
            await InvalidAsync($"An operation needs an id of 1 to {MaxIdLength} characters");
            return;
        }

        if (payload is not { ValueKind: JsonValueKind.Object } request)
        {
            await InvalidAsync("The payload of subscribe is no object");
            return;
        }

        var parsed = RequestJson.Parse(JsonMarshal.GetRawUtf8Value(request), _options, _context.RequestServices);
        if (parsed.Refusal is { } refusal)
        {
            await InvalidAsync(refusal.Message);
            return;
        }

        if (_running.ContainsKey(id))
        {
            await CloseAsync(SocketCloseCodes.SubscriberExists, $"Subscriber for {id} already exists");
            return;
        }

        if (_running.Count >= Streams.MaxOperationsPerConnection)
        {
            await ErrorAsync(id, new GraphQLError(
                $"At most {Streams.MaxOperationsPerConnection} operations run at a time over one socket.", [], ErrorCodes.LimitExceeded));
            return;
        }

        var admission = await Streams.AdmitAsync(_context);
        if (admission.Refusal is { } notAdmitted)
        {
            await admission.DisposeAsync();
            await ErrorAsync(id, notAdmitted);
            return;
        }

        var operation = new Operation(_ended.Token);
        _running[id] = operation;
        operation.Task = RunAsync(id, operation, admission, parsed.Requests[0] with { Services = admission.Services, Cost = admission.Cost });
    }

    private async Task RunAsync(string id, Operation operation, OperationAdmission admission, GraphQLRequest request)
    {
        // The reader goes on at once.
        await Task.Yield();
        try
        {
            await using var own = admission;
            await _operations.RunAsync(request, async (payload, isFailed) =>
            {
                if (!isFailed) await SendAsync(Next, id, payload, operation.Token);

                // An error is the end: who has read it may use the id again at once.
                else if (_running.TryRemove(new(id, operation))) await SendAsync(Error, id, ErrorsOf(payload), operation.Token);
            }, operation.Token);

            // What ends with the server is not complete: the client begins it again elsewhere.
            if (_running.TryRemove(new(id, operation)) && !Streams.Stopping.IsCancellationRequested) await SendAsync(Complete, id, default, operation.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client has stopped it, or gone.
        }
        catch (Exception e)
        {
            Log.OperationFailed(_logger, e);
            await CloseAsync(SocketCloseCodes.InternalError, "Internal server error");
        }
        finally
        {
            _running.TryRemove(new(id, operation));
            operation.Dispose();
        }
    }

    /// <summary>The list of errors of a response that has nothing else.</summary>
    private static ReadOnlyMemory<byte> ErrorsOf(ReadOnlyMemory<byte> response) => response["{\"errors\":".Length..^1];

    private async ValueTask ErrorAsync(string id, GraphQLError error)
    {
        using var writer = new Utf8ResponseWriter();
        ResponseWriting.WriteErrors(writer, [error]);
        await SendAsync(Error, id, ErrorsOf(writer.WrittenMemory));
    }

    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Streams.KeepAlive, _options.TimeProvider);
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                _hasSent = false;
                await SendAsync(Ping, null, default);
                if (!await timer.WaitForNextTickAsync(_ended.Token)) return;
                if (_hasSent) continue;
                _socket.Abort();
                return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The socket has gone.
        }
    }

    private ValueTask SendAsync(byte[] type, string? id, ReadOnlyMemory<byte> payload) => SendAsync(type, id, payload, CancellationToken.None);

    /// <param name="operation">Cancelled when nothing more may be sent for the operation.</param>
    private async ValueTask SendAsync(byte[] type, string? id, ReadOnlyMemory<byte> payload, CancellationToken operation)
    {
        using var head = new Utf8ResponseWriter(256);
        head.WriteRaw("{\"type\":\""u8);
        head.WriteRaw(type);
        head.WriteByte((byte)'"');
        if (id is not null)
        {
            head.WriteRaw(",\"id\":"u8);
            head.WriteString(id);
        }

        if (!payload.IsEmpty) head.WriteRaw(",\"payload\":"u8);
        await _sending.WaitAsync(_ended.Token);
        try
        {
            operation.ThrowIfCancellationRequested();
            if (Volatile.Read(ref _isClosing) == 1) return;
            await SendAsync(head, payload);
        }
        finally
        {
            _sending.Release();
        }
    }

    // A send that is cancelled breaks the socket: the time for a piece is up, or the client has gone.
    private async ValueTask SendAsync(Utf8ResponseWriter head, ReadOnlyMemory<byte> payload)
    {
        using var late = new CancellationTokenSource(Streams.SendTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _ended.Token);
        if (payload.Length > PieceSender.PieceLength)
        {
            // The fragments of one message: the socket makes a copy of each.
            using var send = _sends.Begin(_socket.Abort);
            await PieceAsync(head.WrittenMemory, isLast: false);
            for (; payload.Length > PieceSender.PieceLength; payload = payload[PieceSender.PieceLength..])
                await PieceAsync(payload[..PieceSender.PieceLength], isLast: false);
            await PieceAsync(payload, isLast: false);
            await PieceAsync(EndOfMessage, isLast: true);
            return;
        }

        head.WriteRaw(payload.Span);
        head.WriteRaw(EndOfMessage);
        await PieceAsync(head.WrittenMemory, isLast: true);

        async ValueTask PieceAsync(ReadOnlyMemory<byte> piece, bool isLast)
        {
            late.CancelAfter(Streams.SendTimeout);
            await _socket.SendAsync(piece, WebSocketMessageType.Text, isLast, either.Token);
        }
    }

    private Task InvalidAsync(string reason) => CloseAsync(SocketCloseCodes.InvalidMessage, MessageText.Cut(reason, 99));

    private static string? TextOf(JsonElement message, string name)
    {
        try
        {
            return message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return null;
        }
    }

    /// <summary>An operation that runs.</summary>
    private sealed class Operation : IDisposable
    {
        private readonly CancellationTokenSource _stop;

        public Operation(CancellationToken connection)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(connection);
            Token = _stop.Token;
        }

        public CancellationToken Token { get; }

        public Task Task { get; set; } = Task.CompletedTask;

        public async Task StopAsync()
        {
            try
            {
                await _stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }

        public void Dispose() => _stop.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Error, "A WebSocket connection failed unexpectedly.")]
        public static partial void ConnectionFailed(ILogger logger, Exception exception);

        [LoggerMessage(4, LogLevel.Error, "An operation over a WebSocket failed unexpectedly.")]
        public static partial void OperationFailed(ILogger logger, Exception exception);
    }
}
