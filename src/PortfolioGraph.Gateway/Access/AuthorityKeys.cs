using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// What an authority publishes of itself by OpenID Connect Discovery: its name and its keys. Asked when a token first needs them, then once an
/// hour, and when a token is signed by a key that is not known, at most once a minute. What was had goes on while the authority can't be reached.
/// </summary>
internal sealed partial class AuthorityKeys(Uri authority, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(5);

    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1_048_576,
    };

    private readonly Lock _lock = new();
    private readonly HttpDocumentRetriever _documents = new(Http) { RequireHttps = authority.Scheme == Uri.UriSchemeHttps };
    private readonly string _address = $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
    private Task<Published>? _asking;
    private Published? _published;
    private DateTimeOffset _askedAt;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <summary>What is known.</summary>
    /// <exception cref="AuthorityUnavailableException">Nothing is known yet, and the authority does not answer.</exception>
    public async ValueTask<Published> GetAsync(CancellationToken cancellationToken)
    {
        if (_published is not { } known) return await AskAsync().WaitAsync(cancellationToken);
        if (time.GetUtcNow() - _askedAt >= Lasts) _ = AskAsync();
        return known;
    }

    /// <summary>What is known after asking again, unless that was done just now; null then.</summary>
    public async ValueTask<Published?> GetNewerAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _askedAt < LeastWait) return null;
        try
        {
            return await AskAsync().WaitAsync(cancellationToken);
        }
        catch (AuthorityUnavailableException)
        {
            return null;
        }
    }

    // One asks for all who wait. Who gives up waiting takes nothing from the others.
    private Task<Published> AskAsync()
    {
        lock (_lock)
        {
            if (_asking is { } asking) return asking;
            if (time.GetUtcNow() - _failedAt < WaitAfterFailure) return Task.FromException<Published>(new AuthorityUnavailableException());
            _askedAt = time.GetUtcNow();
            var asked = Task.Run(FetchAsync);
            _asking = asked;
            _ = asked.ContinueWith(
                done =>
                {
                    _ = done.Exception;
                    lock (_lock) _asking = null;
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return asked;
        }
    }

    private async Task<Published> FetchAsync()
    {
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, CancellationToken.None);
            if (string.IsNullOrEmpty(found.Issuer)) throw new FormatException("names no issuer");
            return _published = new Published(found.Issuer, JwtOptions.Usable(found.SigningKeys));
        }
#pragma warning disable CA1031 // Whatever comes of another's documents: it is not there.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_lock) _failedAt = time.GetUtcNow();
            Log.Unavailable(logger, e, _address);
            throw new AuthorityUnavailableException();
        }
    }

    internal sealed record Published(string Issuer, IReadOnlyList<SecurityKey> Keys);

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Error, "The keys that tokens are signed with can't be had from {Address}")]
        public static partial void Unavailable(ILogger logger, Exception exception, string address);
    }
}
