using System.Net.Http.Headers;

namespace PortfolioGraph.Providers.Http;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>Whole seconds from <paramref name="now"/>, rounded up; zero for a date that is past; null without a readable header.</summary>
    public static int? Seconds(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - now);
        if (wait is not { } span)
            return null;
        var ticks = Math.Max(0, span.Ticks);
        return (int)Math.Min(int.MaxValue, (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
    }
}
