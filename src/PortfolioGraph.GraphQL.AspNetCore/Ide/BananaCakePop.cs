using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Ide;

/// <summary>
/// Banana Cake Pop, the IDE of ChilliCream. Its files are served from beside the program where the build restored them from npm; without them there is the
/// <see cref="ExplorerPage"/> in its place. Nothing is loaded from elsewhere.
/// </summary>
public static class BananaCakePop
{
    /// <summary>Its version, also that of <c>Ide/package.json</c>.</summary>
    public const string Version = "18.0.0";

    // It compiles JSON schemas (eval), and its components bring their styles along. It talks to nobody but us: not to the maker's services either.
    private const string Policy = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "worker-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "banana-cake-pop");

    /// <summary>Whether its files are here.</summary>
    public static bool IsRestored { get; } = File.Exists(Path.Combine(Files, "index.html"));

    /// <summary>For <see cref="GraphQLHttpOptions.IdePage"/>.</summary>
    /// <param name="path">Where the graph is served, such as <c>/graphql</c>.</param>
    public static string Page(string path) => IsRestored
        ? ExplorerPage.Resource("banana-cake-pop.html")
            .Replace("{path}", path, StringComparison.Ordinal)
            .Replace("{policy}", Policy, StringComparison.Ordinal)
        : ExplorerPage.Html;

    /// <summary>Serves what the page loads, below the path of the graph.</summary>
    /// <param name="document">What a new document begins with.</param>
    /// <param name="isOn">Asked at each request; where it says no, there is nothing here.</param>
    public static void MapBananaCakePop(this IEndpointRouteBuilder endpoints, string path, string document, Func<bool> isOn)
    {
        var configuration = Configuration(path, document);
        var start = Encoding.UTF8.GetBytes(ExplorerPage.Resource("start.js"));
        var plain = Encoding.UTF8.GetBytes(ExplorerPage.Html);

        Map("bcp-config.json", context => WriteAsync(context, "application/json; charset=utf-8", configuration));
        Map("plain", context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
            return WriteAsync(context, "text/html; charset=utf-8", plain);
        });
        Map("ide/start.js", context => WriteAsync(context, "text/javascript; charset=utf-8", start));
        if (!IsRestored) return;

        var files = endpoints.CreateApplicationBuilder();
        files.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Files),
            RequestPath = path + "/ide",
            OnPrepareResponse = file =>
            {
                // Workers go by the policy of their own script. What is in /static has a hash of its content in its name.
                var isHashed = file.Context.Request.Path.StartsWithSegments(path + "/ide/static", StringComparison.Ordinal);
                var headers = file.Context.Response.Headers;
                headers.ContentSecurityPolicy = Policy + "; frame-ancestors 'none'";
                headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
            },
        });
        var serve = files.Build();
        Map("ide/{**file}", context =>
        {
            // Static files are for requests that have no endpoint yet.
            context.SetEndpoint(null);
            return serve(context);
        });

        void Map(string below, RequestDelegate serve) => endpoints.MapMethods($"{path}/{below}", [HttpMethods.Get, HttpMethods.Head], context =>
        {
            if (isOn()) return serve(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static async Task WriteAsync(HttpContext context, string contentType, byte[] body)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-cache";
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    // The options of its express middleware.
    private static byte[] Configuration(string path, string document)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("disableTelemetry", true);
            json.WriteBoolean("useBrowserUrlAsEndpoint", true);
            json.WriteString("endpoint", path);
            json.WriteString("subscriptionProtocol", "graphql-sse");
            json.WriteString("graphQLDocument", document);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
