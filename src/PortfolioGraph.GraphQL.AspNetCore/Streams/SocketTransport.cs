using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>WebSocket by the subprotocol <c>graphql-transport-ws</c> of npm <c>graphql-ws</c>: lets sockets in, and hands them to their connection.</summary>
internal sealed class SocketTransport(StreamedOperations operations, OpenStreams open, OpenSends sends, GraphQLHttpOptions options, ILogger logger)
{
    public const string Subprotocol = "graphql-transport-ws";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsFromHere(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages of this origin may not connect.", ErrorCodes.BadRequest);
            return;
        }

        using var place = Enter(context, out var isOwnLimit);
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "5";
            await (isOwnLimit
                ? RefuseAsync(context, StatusCodes.Status429TooManyRequests, "The caller has as many streams open as one may have.", ErrorCodes.LimitExceeded)
                : RefuseAsync(
                    context, StatusCodes.Status503ServiceUnavailable,
                    "The server has as many streams open as it can. Try again a little later.", ErrorCodes.Overloaded));
            return;
        }

        var speaks = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Subprotocol : null,
            KeepAliveInterval = TimeSpan.Zero,
        });
        using var connection = new SocketConnection(context, socket, place, open, sends, operations, options, logger);
        if (speaks) await connection.RunAsync();
        else await connection.CloseAsync(SocketCloseCodes.SubprotocolNotAcceptable, "Subprotocol not acceptable");
    }

    private StreamPlace? Enter(HttpContext context, out bool isOwnLimit)
    {
        isOwnLimit = false;
        var streams = options.Streams;
        return streams.Stopping.IsCancellationRequested ? null
            : streams.KnowsCaller(context) ? open.TryEnter(streams.CallerOf(context), streams, out isOwnLimit)
            : open.TryEnterPending(ClientAddress.Of(context), streams, out isOwnLimit);
    }

    // Browsers let any page open a socket to anywhere, and say only whose page it is: what is not ours or allowed is not let in, or it could
    // read what its user can reach. What is no browser says nothing.
    private bool IsFromHere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || options.AllowedOrigins.Contains("*") || options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && IsHost(url, request.Host));
    }

    // The scheme may have been changed on the way, by what ends TLS before us.
    private static bool IsHost(Uri origin, HostString host) =>
        string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? origin.Port == port : origin.IsDefaultPort);

    private static async Task RefuseAsync(HttpContext context, int status, string message, string code)
    {
        using var writer = new Utf8ResponseWriter();
        ResponseWriting.WriteErrors(writer, [new GraphQLError(message, [], code)]);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = writer.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(writer.WrittenMemory, context.RequestAborted);
    }
}
