using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace PortfolioGraph.Gateway.Page;

/// <summary>
/// The page that shows a portfolio in a browser, at <c>/</c>: files from <c>Page/assets</c>, which load nothing from elsewhere. It asks the graph like
/// any other client, so what may be asked without a key or token is not decided here.
/// </summary>
internal sealed class PortfolioPage
{
    private const string Prefix = "page/";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> _assets;
    private readonly Func<bool> _isOn;

    /// <param name="mode">Whether its holdings are made up, as in the header that says so.</param>
    /// <param name="hasIde">Whether there is something for browsers at the graph's path.</param>
    /// <param name="isOn">Asked at each request; where it says no, there is nothing here.</param>
    public PortfolioPage(string mode, bool hasIde, Func<bool> isOn)
    {
        _isOn = isOn;
        var root = $"<html lang=\"en\" data-mode=\"{mode}\"{(hasIde ? " data-ide" : "")}>";
        var assembly = typeof(PortfolioPage).Assembly;
        _assets = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(name => name[Prefix.Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            var content = Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace("<html lang=\"en\">", root, StringComparison.Ordinal));
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
            return new Asset(content, ContentTypes[Path.GetExtension(name)], tag);
        });
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var (name, asset) in _assets)
        {
            endpoints.MapMethods(name == "index.html" ? "/" : "/" + Prefix + name, [HttpMethods.Get, HttpMethods.Head], context => WriteAsync(context, asset))
                .WithDisplayName("Page");
        }
    }

    private async Task WriteAsync(HttpContext context, Asset asset)
    {
        var (request, response) = (context.Request, context.Response);
        if (!_isOn())
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = asset.Tag.ToString();
        if (request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(asset.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(asset.Content, context.RequestAborted);
    }

    private sealed record Asset(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
}
