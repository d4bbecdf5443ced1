using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Holdings.Wallets;

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

        // Browsers can send nothing with a socket but the first message over it.
        if (credential is null && context.WebSockets.IsWebSocketRequest) return true;
        var token = credential is not null && isBearer && access.Jwt is not null ? TokenCheck.Read(credential) : null;
        Grant? grant;
        try
        {
            grant = credential is null ? null : await FindAsync(access, credential, token, context.RequestAborted);
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

        context.RequestServices.GetRequiredService<Caller>().Grant = grant;

        // Over a socket each operation spends for itself.
        if (context.WebSockets.IsWebSocketRequest) return true;
        if (Spend(grant) is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return await RefuseAsync(context, StatusCodes.Status429TooManyRequests, Spent(seconds), GatewayErrorCodes.RateLimited);
        }

        if (grant.Cost is not null) context.Features.Set(MeterOf(grant));
        return true;
    }

    /// <summary>Whether a socket may be used, by what came with the request for it, or comes in the payload of <c>connection_init</c>.</summary>
    public async ValueTask<bool> AdmitSocketAsync(HttpContext context, JsonElement? payload)
    {
        var access = settings.Value.Access;
        var caller = context.RequestServices.GetRequiredService<Caller>();
        if (!access.KnowsCallers) return true;
        if (CredentialOf(payload, out var isBearer) is not { } credential) return caller.Grant is not null;
        try
        {
            var token = isBearer && access.Jwt is not null ? TokenCheck.Read(credential) : null;
            var grant = await FindAsync(access, credential, token, context.RequestAborted);
            if (grant is null) return false;
            caller.Grant = grant;
            return true;
        }
        catch (AuthorityUnavailableException)
        {
            return false;
        }
    }

    /// <summary>What an operation over a socket may cost, or why it is not executed.</summary>
    public (CostMeter Cost, GraphQLError? Refusal) AdmitOperation(HttpContext context)
    {
        if (!settings.Value.Access.KnowsCallers) return (new CostMeter(), null);
        if (Current(context.RequestServices.GetRequiredService<Caller>().Grant) is not { } grant)
            return (new CostMeter(), new GraphQLError(Ended, [], GatewayErrorCodes.Unauthenticated));
        return Spend(grant) is { } seconds
            ? (new CostMeter(), new GraphQLError(Spent(seconds), [], GatewayErrorCodes.RateLimited))
            : (MeterOf(grant), null);
    }

    /// <exception cref="GraphQLException">The key or token that a stream began with is not valid any more, or not for all of the wallets.</exception>
    public void CheckStill(Caller caller, IReadOnlyList<WalletKey> wallets)
    {
        if (!settings.Value.Access.KnowsCallers) return;
        if (Current(caller.Grant) is not { } grant) throw new GraphQLException(Ended, GatewayErrorCodes.Unauthenticated);
        if (wallets.FirstOrDefault(w => grant.Wallets?.Covers(w) == false) is { } wallet) throw Forbidden(wallet);
    }

    public static GraphQLException Forbidden(WalletKey wallet) =>
        new($"The key or token may not ask for the wallet {Quoted.Of(wallet.Text)}.", GatewayErrorCodes.Forbidden);

    private const string Ended = "The key or token that this began with is not valid any more.";

    private static string Spent(int seconds) => $"What may be spent in a minute is spent. Try again in {seconds} s.";

    private static CostMeter MeterOf(Grant grant) =>
        grant.Cost is { } budget ? new CostMeter { Maximum = budget.PerMinute, Charged = budget.Spend } : new CostMeter();

    /// <summary>Spends a request; in how many seconds it can be, where it can't be now.</summary>
    private static int? Spend(Grant grant) =>
        (grant.Cost?.Wait() ?? grant.Requests?.TrySpendOne()) is { } wait ? (int)Math.Min(Math.Ceiling(wait.TotalSeconds), int.MaxValue) : null;

    /// <summary>What the grant is worth now: keys may have been taken away, and tokens end.</summary>
    private Grant? Current(Grant? grant) =>
        grant is null || grant.Expires <= time.GetUtcNow() ? null
        : grant is AccessKey key ? settings.Value.Access.Keys.FirstOrDefault(k => k.Sha256.AsSpan().SequenceEqual(key.Sha256))
        : settings.Value.Access.Jwt is null ? null
        : grant;

    private async ValueTask<Grant?> FindAsync(AccessOptions access, string credential, JsonWebToken? token, CancellationToken cancellationToken) =>
        token is null ? access.Find(credential) : await TokensOf(access.Jwt!).FindAsync(token, cancellationToken);

    // Settings that are read again but say the same of tokens leave their keys and budgets as they are.
    private TokenCheck TokensOf(JwtOptions options)
    {
        var believed = _believed;
        if (believed?.Options != options) _believed = believed = new Believed(options, new TokenCheck(options, time, _logger));
        return believed.Check;
    }

    // The page's own request and no other: what has a query is answered with data.
    private static bool IsForPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Query.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string? CredentialOf(HttpRequest request, out bool isBearer) => CredentialOf(
        request.Headers.Authorization.ToString(), request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : null, out isBearer);

    private static string? CredentialOf(JsonElement? payload, out bool isBearer) =>
        CredentialOf(TextOf(payload, "authorization") ?? "", TextOf(payload, "apiKey"), out isBearer);

    private static string? CredentialOf(string authorization, string? key, out bool isBearer)
    {
        isBearer = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        return isBearer ? authorization[Scheme.Length..].Trim() : key;
    }

    private static string? TextOf(JsonElement? payload, string name)
    {
        if (payload is not { ValueKind: JsonValueKind.Object } members) return null;
        foreach (var member in members.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return member.Value.GetString();
        }

        return null;
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
