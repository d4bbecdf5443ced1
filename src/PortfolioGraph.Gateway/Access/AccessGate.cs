using System.Globalization;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Stands before the graph: lets nobody in without a key, where there are keys, and nobody beyond what the key may spend.</summary>
/// <param name="hasPage">Whether browsers get a page, which they can't send a key for. It has nothing in it.</param>
internal sealed class AccessGate(AccessOptions access, bool hasPage)
{
    private const string KeyHeader = "X-Api-Key";
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (access.Keys.Count == 0 || (hasPage && IsForPage(context.Request)))
        {
            await next(context);
            return;
        }

        if (KeyOf(context.Request) is not { } text || access.Find(text) is not { } key)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized,
                $"This needs a key that is known here, in the header Authorization (Bearer) or {KeyHeader}.", GatewayErrorCodes.Unauthenticated);
            return;
        }

        if ((key.Cost?.Wait() ?? key.Requests?.TrySpendOne()) is { } wait)
        {
            var seconds = (int)Math.Min(Math.Ceiling(wait.TotalSeconds), int.MaxValue);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests,
                $"The key has spent what it may in a minute. Try again in {seconds} s.", GatewayErrorCodes.RateLimited);
            return;
        }

        context.RequestServices.GetRequiredService<Caller>().Key = key;
        var meter = key.Cost is { } budget ? new CostMeter { Maximum = budget.PerMinute, Charged = budget.Spend } : null;
        if (meter is not null) context.Features.Set(meter);
        await next(context);
    }

    // The page's own request and no other: what has a query is answered with data.
    private static bool IsForPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Query.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string? KeyOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return authorization[Scheme.Length..].Trim();
        return request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : null;
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message, string code)
    {
        using var writer = new Utf8ResponseWriter();
        ResponseWriting.WriteErrors(writer, [new GraphQLError(message, [], code)]);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = context.Request.Headers.Accept.ToString().Contains("application/graphql-response+json", StringComparison.OrdinalIgnoreCase)
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
        response.ContentLength = writer.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        await response.Body.WriteAsync(writer.WrittenMemory, context.RequestAborted);
    }
}
