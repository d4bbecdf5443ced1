using System.Net;

namespace PortfolioGraph.Providers.Http;

/// <summary>The socket handler that providers are called through.</summary>
public static class ProviderHttpHandler
{
    /// <summary>
    /// Follows no redirect (credentials must not travel to another host), keeps no cookies, takes every compression,
    /// and renews connections so that a change in DNS is seen. Providers are not told of the trace that a call is part of, nor of any baggage:
    /// by these they could tell which calls belong together.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 64,
    };
}
