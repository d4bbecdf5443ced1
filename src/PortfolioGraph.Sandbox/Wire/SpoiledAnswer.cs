using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Extensions;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Sandbox.Wire;

/// <summary>Sends an answer, spoiled on the way as a fault says.</summary>
internal static class SpoiledAnswer
{
    private const int PaddingBytes = 100_000_000;

    public static Task SendAsync(HttpContext context, Reply reply, FaultBody fault, TimeProvider time, CancellationToken ct)
    {
        context.Response.StatusCode = reply.Status;
        var body = reply.Body;
        if (body.IsEmpty && fault is (FaultBody.WrongShape or FaultBody.Huge or FaultBody.GzipBomb))
            body = "{}"u8.ToArray();
        switch (fault)
        {
            case FaultBody.Malformed:
                return WholeAsync(context, body[..(body.Length * 2 / 3)], "application/json", ct);
            case FaultBody.Truncated:
                return TruncatedAsync(context, body, ct);
            case FaultBody.Reset:
                // A linger of zero makes the close a TCP reset in place of an orderly end.
                if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
                    connection.Socket.LingerState = new LingerOption(true, 0);
                context.Abort();
                return Task.CompletedTask;
            case FaultBody.Empty:
                return WholeAsync(context, default, "application/json", ct);
            case FaultBody.WrongContentType:
                return WholeAsync(context, "<!doctype html><title>Service unavailable</title><p>Please try again later."u8.ToArray(), "text/html", ct);
            case FaultBody.WrongShape:
                return WholeAsync(context, Encoding.UTF8.GetBytes(WithoutLists(JsonNode.Parse(body.Span))?.ToJsonString() ?? "null"), "application/json", ct);
            case FaultBody.WrongCharset:
                return WholeAsync(context, Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body.Span)), "application/json; charset=utf-16", ct);
            case FaultBody.SlowDrip:
                return DripAsync(context, body, time, ct);
            case FaultBody.Huge:
                context.Response.ContentType = "application/json";
                return PadAsync(context.Response.Body, body, ct);
            case FaultBody.GzipBomb:
                return BombAsync(context, body, ct);
            case FaultBody.Redirect:
                context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                context.Response.Headers.Location = new UriBuilder(context.Request.GetEncodedUrl()) { Host = "localhost" }.Uri.AbsoluteUri;
                return Task.CompletedTask;
            default:
                return WholeAsync(context, body, "application/json", ct);
        }
    }

    private static async Task WholeAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType, CancellationToken ct)
    {
        Announce(context, body, contentType);
        await context.Response.Body.WriteAsync(body, ct);
    }

    private static async Task TruncatedAsync(HttpContext context, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        Announce(context, body, "application/json");
        await context.Response.Body.WriteAsync(body[..(body.Length / 2)], ct);
        await context.Response.Body.FlushAsync(ct);
        context.Abort();
    }

    private static async Task DripAsync(HttpContext context, ReadOnlyMemory<byte> body, TimeProvider time, CancellationToken ct)
    {
        Announce(context, body, "application/json");
        for (var i = 0; i < body.Length; i++)
        {
            await context.Response.Body.WriteAsync(body.Slice(i, 1), ct);
            await context.Response.Body.FlushAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }
    }

    private static async Task BombAsync(HttpContext context, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await PadAsync(gzip, body, ct);
    }

    /// <summary>The members of an object behind one more: whoever reads it all finds a good answer.</summary>
    private static async Task PadAsync(Stream to, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var block = new byte[100_000];
        block.AsSpan().Fill((byte)'x');
        await to.WriteAsync("{\"padding\":\""u8.ToArray(), ct);
        for (var written = 0; written < PaddingBytes; written += block.Length)
            await to.WriteAsync(block, ct);
        await to.WriteAsync("\","u8.ToArray(), ct);
        await to.WriteAsync(body[1..], ct);
    }

    private static void Announce(HttpContext context, ReadOnlyMemory<byte> body, string contentType)
    {
        context.Response.ContentLength = body.Length;
        if (body.Length > 0)
            context.Response.ContentType = contentType;
    }

    private static JsonNode? WithoutLists(JsonNode? node) => node switch
    {
        JsonArray list => JsonValue.Create($"{list.Count} items"),
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, WithoutLists(m.Value)))),
        _ => node?.DeepClone(),
    };
}
