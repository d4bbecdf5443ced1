using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortfolioGraph.GraphQL.Execution;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// An answer in parts as <c>multipart/mixed</c> (RFC 2046 section 5.1; the incremental delivery RFC of GraphQL over HTTP). The delimiter of the
/// next part is sent with each part: a client knows no other end of it.
/// </summary>
internal sealed class MultipartResponse(HttpContext context)
{
    public const string ContentType = "multipart/mixed; boundary=\"-\"";

    /// <summary>Begins with the first payload.</summary>
    public Task BeginAsync(int status, Utf8ResponseWriter payload, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.BodyWriter.Write("\r\n---"u8);
        return WriteAsync(payload, isLast: false, cancellationToken);
    }

    /// <summary>Sends a payload, and takes it out of the writer.</summary>
    public async Task WriteAsync(Utf8ResponseWriter payload, bool isLast, CancellationToken cancellationToken)
    {
        var body = context.Response.BodyWriter;
        body.Write("\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        body.Write(payload.WrittenSpan);
        body.Write(isLast ? "\r\n-----\r\n"u8 : "\r\n---"u8);
        payload.Truncate(0);
        await body.FlushAsync(cancellationToken);
    }
}
