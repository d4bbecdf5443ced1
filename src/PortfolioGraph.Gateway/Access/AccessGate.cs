using System.Globalization;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution;

namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// Stands before the graph: lets nobody in without a key or a token, where callers are known, and nobody beyond what they may spend. Browsers get the
/// page for queries, where there is one: they can't send a key for it, and it has nothing in it.
/// </summary>
internal sealed class AccessGate(CurrentSettings settings, TimeProvider time, ILoggerFactory loggers)
{
    private const string KeyHeader = "X-Api-Key";
    private const string Scheme = "Bearer ";
    private const int SecondsUntilAuthority = 5;

    private readonly ILogger _logger = loggers.CreateLogger<AccessGate>();
    private volatile Believed? _believed;

    /// <returns>False where the request was answered here.</returns>
    public async ValueTask<bool> AdmitAsync(HttpContext context)
    {
        var (access, hasPage) = (settings.Value.Access, settings.Value.Http.IdePage is not null);
        if (!access.KnowsCallers || (hasPage && IsForPage(context.Request))) return true;
        var credential = CredentialOf(context.Request, out var isBearer);
        var token = credential is not null && isBearer && access.Jwt is not null ? TokenCheck.Read(credential) : null;
        Grant? grant;
        try
        {
            grant = credential is null ? null
                : token is null ? access.Find(credential)
                : await TokensOf(access.Jwt!).FindAsync(token, context.RequestAborted);
        }
        catch (AuthorityUnavailableException)
        {
            context.Response.Headers.RetryAfter = SecondsUntilAuthority.ToString(CultureInfo.InvariantCulture);
            return await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable,
                "Tokens can't be checked now. Try again a little later.", GatewayErrorCodes.AuthenticationUnavailable);
        }

        if (grant is null)
        {
            context.Response.Headers.WWWAuthenticate = token is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            return await RefuseAsync(context, StatusCodes.Status401Unauthorized,
                access.Jwt is null ? $"This needs a key that is known here, in the header Authorization (Bearer) or {KeyHeader}."
                : token is not null ? "The token is not valid here, or not any more."
                : access.Keys.Count == 0 ? "This needs a token that is valid here, in the header Authorization (Bearer)."
                : $"This needs a token that is valid or a key that is known here, in the header Authorization (Bearer), or a key in {KeyHeader}.",
                GatewayErrorCodes.Unauthenticated);
        }

        if ((grant.Cost?.Wait() ?? grant.Requests?.TrySpendOne()) is { } wait)
        {
            var seconds = (int)Math.Min(Math.Ceiling(wait.TotalSeconds), int.MaxValue);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return await RefuseAsync(context, StatusCodes.Status429TooManyRequests,
                $"What may be spent in a minute is spent. Try again in {seconds} s.", GatewayErrorCodes.RateLimited);
        }

        context.RequestServices.GetRequiredService<Caller>().Grant = grant;
        var meter = grant.Cost is { } budget ? new CostMeter { Maximum = budget.PerMinute, Charged = budget.Spend } : null;
        if (meter is not null) context.Features.Set(meter);
        return true;
    }

    // Settings that are read again but say the same of tokens leave their keys and budgets as they are.
    private TokenCheck TokensOf(JwtOptions options)
    {
        var believed = _believed;
        if (believed?.Options != options) _believed = believed = new Believed(options, new TokenCheck(options, time, _logger));
        return believed.Check;
    }

    // The page's own request and no other: what has a query is answered with data.
    private static bool IsForPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Query.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string? CredentialOf(HttpRequest request, out bool isBearer)
    {
        var authorization = request.Headers.Authorization.ToString();
        isBearer = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        if (isBearer) return authorization[Scheme.Length..].Trim();
        return request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : null;
    }

    private static async ValueTask<bool> RefuseAsync(HttpContext context, int status, string message, string code)
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
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        await response.Body.WriteAsync(writer.WrittenMemory, context.RequestAborted);
        return false;
    }

    private sealed record Believed(JwtOptions Options, TokenCheck Check);
}
