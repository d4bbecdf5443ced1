using System.Net;

namespace PortfolioGraph.Providers.Http;

/// <summary>An HTTP answer of any status, read to its end.</summary>
/// <param name="Date">The provider's clock, where its <c>Date</c> header gives it.</param>
/// <param name="RetryAfterSeconds">From <c>Retry-After</c>, as seconds from now.</param>
internal sealed record ProviderResponse(HttpStatusCode Status, ReadOnlyMemory<byte> Body, DateTimeOffset? Date, int? RetryAfterSeconds)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
