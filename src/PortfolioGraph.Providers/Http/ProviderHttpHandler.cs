using System.Net;

namespace PortfolioGraph.Providers.Http;

/// <summary>The socket handler that providers are called through.</summary>
public static class ProviderHttpHandler
{
    /// <summary>
    /// Follows no redirect (credentials must not travel to another host), keeps no cookies, takes every compression,
    /// and renews connections so that a change in DNS is seen.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 64,
    };
}
