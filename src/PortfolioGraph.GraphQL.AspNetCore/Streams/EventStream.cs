using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>
/// A response of Server-Sent Events (WHATWG HTML, section 9.2). Several may write at a time; none of them gets on before the client has what was
/// written before.
/// </summary>
internal sealed class EventStream : IDisposable
{
    private static readonly byte[] Next = "event: next\ndata: "u8.ToArray();
    private static readonly byte[] Complete = "event: complete\ndata: "u8.ToArray();
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();
    private static readonly byte[] EndOfEvent = "\n\n"u8.ToArray();
    private static readonly byte[] EndOfObject = "}\n\n"u8.ToArray();

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HttpContext _context;
    private readonly GraphQLHttpOptions _options;
    private readonly PieceSender _sender;

    private EventStream(HttpContext context, OpenSends sends, GraphQLHttpOptions options)
    {
        _context = context;
        _options = options;
        _sender = new PieceSender(context, sends, options.Streams.SendTimeout, options.TimeProvider);
    }

    /// <summary>Sends the headers, and a comment so that they are not held back on the way.</summary>
    public static async ValueTask<EventStream> OpenAsync(HttpContext context, OpenSends sends, GraphQLHttpOptions options)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) response.Headers[HeaderNames.Connection] = "keep-alive";
        var stream = new EventStream(context, sends, options);
        await stream.WriteAsync(Comment, default, default);
        return stream;
    }

    /// <summary>Sends comments until it is cancelled, so that nobody on the way takes the stream for dead.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.Streams.KeepAlive, _options.TimeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) await WriteAsync(Comment, default, default);
        }
        catch (OperationCanceledException)
        {
            // The stream has ended.
        }
    }

    /// <param name="id">The operation, where the stream has several.</param>
    public ValueTask NextAsync(string? id, ReadOnlyMemory<byte> payload) => EventAsync(Next, id, payload);

    /// <inheritdoc cref="NextAsync"/>
    public ValueTask CompleteAsync(string? id) => EventAsync(Complete, id, default);

    public void Dispose() => _turn.Dispose();

    private async ValueTask EventAsync(byte[] beginning, string? id, ReadOnlyMemory<byte> payload)
    {
        using var writer = new Utf8ResponseWriter(256);
        writer.WriteRaw(beginning);
        if (id is not null)
        {
            writer.WriteRaw("{\"id\":"u8);
            writer.WriteString(id);
            if (!payload.IsEmpty) writer.WriteRaw(",\"payload\":"u8);
        }

        await WriteAsync(writer.WrittenMemory, payload, id is null ? EndOfEvent : EndOfObject);
    }

    // JSON that came from elsewhere may have line breaks between its values; an event has one line of data.
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> after)
    {
        await _turn.WaitAsync(_context.RequestAborted);
        try
        {
            await _sender.SendAsync(before, payload, after, onOneLine: true);
        }
        finally
        {
            _turn.Release();
        }
    }
}
