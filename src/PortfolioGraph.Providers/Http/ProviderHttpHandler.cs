using System.Net;

namespace PortfolioGraph.Providers.Http;

/// <summary>The socket handler that providers are called through.</summary>
public static class ProviderHttpHandler
{
    /// <summary>
    /// Follows no redirect (credentials must not travel to another host), keeps no cookies, takes every compression,
    /// and renews connections so that a change in DNS is seen. Certificates are checked as the system does it; there is no way around that.
    /// It never sends a request twice. Providers are not told of the trace that a call is part of, nor of any baggage: by these they could tell which calls belong together.
    /// </summary>
    /// <param name="proxy">Null: none, whatever the environment says. Calls that carry credentials take no way that nobody asked for.</param>
    public static SocketsHttpHandler Create(Uri? proxy = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        UseProxy = proxy is not null,
        Proxy = proxy is null ? null : new WebProxy(proxy),
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 64,
        // What is left of an answer that is not wanted any more may be without end: its connection is closed instead.
        MaxResponseDrainSize = 0,
        PlaintextStreamFilter = static (connection, _) => new ValueTask<Stream>(new SingleTryStream(connection.PlaintextStream)),
    };
}
