using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>CORS for the endpoint alone, so that it needs no middleware and no order of middleware. Never with credentials.</summary>
/// <param name="origins">Whose pages may call.</param>
/// <param name="exposed">The headers of answers that they may read.</param>
/// <param name="loggers">For what ASP.NET Core says of CORS.</param>
internal sealed class CrossOrigin(IReadOnlyList<string> origins, string[] exposed, ILoggerFactory loggers)
{
    private readonly CorsService _service = new(Options.Create(new CorsOptions()), loggers);

    private readonly CorsPolicy _policy = new CorsPolicyBuilder([.. origins])
        .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
        .AllowAnyHeader()
        .WithExposedHeaders(exposed)
        .Build();

    /// <summary>Sets the headers for the browser. True: it was only asking for permission, and is answered.</summary>
    public bool Answer(HttpContext context)
    {
        if (!context.Request.Headers.ContainsKey(CorsConstants.Origin)) return false;
        var result = _service.EvaluatePolicy(context, _policy);
        _service.ApplyResult(result, context.Response);
        if (result.IsPreflightRequest) context.Response.StatusCode = StatusCodes.Status204NoContent;
        return result.IsPreflightRequest;
    }
}
