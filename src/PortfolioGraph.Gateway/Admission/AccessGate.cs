using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Admission;

/// <summary>
/// Stands before the graph: lets nobody in without a key or a token, where callers are known, and nobody beyond what they may spend. Browsers get the
/// page for queries, where there is one: they can't send a key for it, and it has nothing in it.
/// </summary>
internal sealed class AccessGate(CurrentSettings settings, TimeProvider time, ILoggerFactory loggers)
{
    private const string KeyHeader = "X-Api-Key";
    private const string Scheme = "Bearer ";
    private const int SecondsUntilAuthority = 5;
    private const string Unchecked = "Tokens can't be checked now. Try again a little later.";

    private readonly ILogger _logger = loggers.CreateLogger<AccessGate>();
    private readonly Lock _lock = new();
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
                Unchecked, GatewayErrorCodes.AuthenticationUnavailable);
        }

        if (grant is null)
        {
            var isToken = token is not null || (isBearer && access.Jwt is not null && TokenCheck.Resembles(credential));
            context.Response.Headers.WWWAuthenticate = isToken ? "Bearer error=\"invalid_token\"" : "Bearer";
            return await RefuseAsync(context, StatusCodes.Status401Unauthorized,
                access.Jwt is null ? $"This needs a key that is known here, in the header Authorization (Bearer) or {KeyHeader}."
                : isToken ? "The token is not valid here, or not any more."
                : access.Keys.Count == 0 ? "This needs a token that is valid here, in the header Authorization (Bearer)."
                : $"This needs a token that is valid or a key that is known here, in the header Authorization (Bearer), or a key in {KeyHeader}.",
                GatewayErrorCodes.Unauthenticated);
        }

        var caller = context.RequestServices.GetRequiredService<Caller>();
        caller.Grant = grant;

        // Over a socket each operation spends for itself.
        if (context.WebSockets.IsWebSocketRequest) return true;
        if (SpendRequest(grant) is { } spent)
        {
            context.Response.Headers.RetryAfter = spent.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return await RefuseAsync(context, StatusCodes.Status429TooManyRequests, spent.Message, spent.Code, RetryAfter(spent));
        }

        context.Features.Set(MeterOf(caller));
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

    /// <summary>
    /// What an operation runs with over a socket, or over an event stream that several share: the rights that its credential has now. A request that brings
    /// an operation to a stream has been admitted and has spent already.
    /// </summary>
    public async ValueTask<OperationAdmission> AdmitOperationAsync(HttpContext context)
    {
        var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestFreshness>().Read(context.Request);
        if (!settings.Value.Access.KnowsCallers) return new OperationAdmission(scope);
        var (connection, caller) = (context.RequestServices.GetRequiredService<Caller>(), scope.ServiceProvider.GetRequiredService<Caller>());
        caller.Grant = connection.Grant;
        try
        {
            var grant = await RenewAsync(caller, context.RequestAborted);
            if (context.WebSockets.IsWebSocketRequest && SpendRequest(grant) is { } spent)
            {
                return new OperationAdmission(scope)
                {
                    Refusal = new GraphQLError(spent.Message, [], spent.Code) { Extensions = RetryAfter(spent) },
                };
            }

            return new OperationAdmission(scope) { Cost = MeterOf(caller) };
        }
        catch (GraphQLException e)
        {
            return new OperationAdmission(scope) { Refusal = new GraphQLError(e.Message, [], e.Code) };
        }
    }

    /// <summary>Asked at each event of a stream.</summary>
    /// <exception cref="GraphQLException">The key or token that it began with is not valid any more, or not for all of the wallets.</exception>
    public async ValueTask CheckStillAsync(Caller caller, IReadOnlyList<WalletKey> wallets, CancellationToken cancellationToken)
    {
        if (!settings.Value.Access.KnowsCallers) return;
        var grant = await RenewAsync(caller, cancellationToken);
        if (wallets.FirstOrDefault(w => grant.Wallets?.Covers(w) == false) is { } wallet) throw Forbidden(wallet);
    }

    public static GraphQLException Forbidden(WalletKey wallet) =>
        new($"The key or token may not ask for the wallet {Quoted.Of(wallet.Text)}.", GatewayErrorCodes.Forbidden);

    /// <summary>What the caller spends of, at the time: settings that change may give it another budget.</summary>
    private static CostMeter MeterOf(Caller caller) => new()
    {
        Maximum = caller.Grant?.Cost?.PerMinute,
        Pay = cost => caller.Grant?.Cost?.TrySpend(cost) is { } wait ? Spent(wait) : null,
    };

    private static NotPaid? SpendRequest(Grant grant) => grant.Requests?.TrySpend(1) is { } wait ? Spent(wait) : null;

    private static NotPaid Spent(TimeSpan wait)
    {
        var seconds = (int)Math.Min(Math.Ceiling(wait.TotalSeconds), int.MaxValue);
        return new NotPaid($"What may be spent in a minute is spent. Try again in {seconds} s.", GatewayErrorCodes.RateLimited, seconds);
    }

    private static Dictionary<string, object?> RetryAfter(NotPaid spent) => new() { ["retryAfterSeconds"] = spent.RetryAfterSeconds };

    /// <summary>Finds out anew what the caller may do: keys are taken away or may ask for less, tokens end, and so do the keys that sign them.</summary>
    /// <exception cref="GraphQLException">It may not do anything any more, or that can't be found out.</exception>
    private async ValueTask<Grant> RenewAsync(Caller caller, CancellationToken cancellationToken)
    {
        var access = settings.Value.Access;
        try
        {
            var grant = caller.Grant switch
            {
                AccessKey key => access.Find(key.Sha256),
                { Token: { } token } when access.Jwt is { } jwt => await TokensOf(jwt).FindAsync(token, cancellationToken),
                _ => null,
            };
            return caller.Grant = grant
                ?? throw new GraphQLException("The key or token that this began with is not valid any more.", GatewayErrorCodes.Unauthenticated);
        }
        catch (AuthorityUnavailableException)
        {
            throw new GraphQLException(Unchecked, GatewayErrorCodes.AuthenticationUnavailable);
        }
    }

    private async ValueTask<Grant?> FindAsync(AccessOptions access, string credential, JsonWebToken? token, CancellationToken cancellationToken) =>
        token is null ? access.Find(credential) : await TokensOf(access.Jwt!).FindAsync(token, cancellationToken);

    // Settings that are read again but say the same of tokens leave their keys as they are; what subjects have spent stays spent in any case.
    private TokenCheck TokensOf(JwtOptions options)
    {
        if (_believed is { } believed && believed.Options == options) return believed.Check;
        lock (_lock)
        {
            if (_believed?.Options != options) _believed = new Believed(options, new TokenCheck(options, time, _logger, _believed?.Check));
            return _believed.Check;
        }
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
        try
        {
            foreach (var member in members.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return member.Value.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            // Half a character is in no key and no token.
        }

        return null;
    }

    private static async ValueTask<bool> RefuseAsync(
        HttpContext context, int status, string message, string code, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        await Answers.RefuseAsync(context, status, message, code, extensions);
        return false;
    }

    private sealed record Believed(JwtOptions Options, TokenCheck Check);
}
