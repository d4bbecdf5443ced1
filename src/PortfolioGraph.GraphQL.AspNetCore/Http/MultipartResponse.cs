using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortfolioGraph.GraphQL.AspNetCore.Streams;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// An answer in parts as <c>multipart/mixed</c> (RFC 2046 section 5.1; the incremental delivery RFC of GraphQL over HTTP). The delimiter of the
/// next part is sent with each part: a client knows no other end of it.
/// </summary>
internal sealed class MultipartResponse(HttpContext context, PieceSender sender)
{
    private static readonly byte[] Headers = "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8.ToArray();
    private static readonly byte[] Delimiter = "\r\n---"u8.ToArray();
    private static readonly byte[] End = "\r\n-----\r\n"u8.ToArray();

    public const string ContentType = "multipart/mixed; boundary=\"-\"";

    /// <summary>Begins with the first payload.</summary>
    public ValueTask BeginAsync(int status, Utf8ResponseWriter payload)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.BodyWriter.Write(Delimiter);
        return WriteAsync(payload, isLast: false);
    }

    /// <summary>Sends a payload, and takes it out of the writer.</summary>
    public async ValueTask WriteAsync(Utf8ResponseWriter payload, bool isLast)
    {
        await sender.SendAsync(Headers, payload.WrittenMemory, isLast ? End : Delimiter);
        payload.Truncate(0);
    }
}
