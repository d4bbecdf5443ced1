using System.Buffers;
using System.Net;

namespace PortfolioGraph.Providers.Http;

/// <summary>An HTTP answer of any status, read to its end. Its body lies in a pooled buffer, which others get when the answer is disposed of.</summary>
/// <param name="body">In an array of the shared pool.</param>
/// <param name="date">The provider's clock, where its <c>Date</c> header gives it.</param>
/// <param name="retryAfterSeconds">From <c>Retry-After</c>, as seconds from now.</param>
internal sealed class ProviderResponse(HttpStatusCode status, ArraySegment<byte> body, DateTimeOffset? date, int? retryAfterSeconds) : IDisposable
{
    private byte[]? _buffer = body.Array;

    public HttpStatusCode Status => status;

    public ReadOnlySpan<byte> Body => _buffer.AsSpan(body.Offset, body.Count);

    public DateTimeOffset? Date => date;

    public int? RetryAfterSeconds => retryAfterSeconds;

    public bool IsSuccess => (int)status is >= 200 and < 300;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
