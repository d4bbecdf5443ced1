using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>The schema's text, for people and code generators, with an entity tag so that nobody fetches it twice.</summary>
internal sealed class SchemaEndpoint
{
    private readonly byte[] _text;
    private readonly EntityTagHeaderValue _tag;

    public SchemaEndpoint(string sdl)
    {
        _text = Encoding.UTF8.GetBytes(sdl);
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_text))}\"");
    }

    public async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = _tag;
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(_tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = _text.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(_text, cancellationToken);
    }
}
