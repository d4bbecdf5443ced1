using System.Buffers;
using System.Net;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// Makes one try of a call and reads the answer to its end, bounded in time and size.
/// What goes wrong on the way is a value; only cancellation by the caller throws. Messages name no header and no address, so they hold no secret.
/// </summary>
/// <param name="providerName">As people know the provider: it stands in messages.</param>
/// <param name="http">Not disposed of.</param>
/// <param name="options">Bounds.</param>
/// <param name="time">Measures the timeout and <c>Retry-After</c>.</param>
internal sealed class ProviderHttpClient(string providerName, HttpMessageInvoker http, ProviderHttpOptions options, TimeProvider time)
{
    private const int FirstBuffer = 16 * 1024;

    public TimeProvider Time => time;

    /// <summary>The answer, whatever its status. The request is disposed of.</summary>
    public async ValueTask<CallResult<ProviderResponse>> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProviderTry.Current?.Sends(request);
        using var timeout = new CancellationTokenSource(options.TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using (request)
            using (var response = await ReadHeadersAsync(request, either.Token))
            {
                ProviderTry.Current?.Received(response.StatusCode);
                var body = await ReadBodyAsync(response.Content, either.Token);
                if (body is not { } bytes)
                    return Failed(SourceErrorCodes.MalformedResponse, $"{providerName} answered with more than {options.MaxResponseBytes} bytes", isTransient: false);
                var now = time.GetUtcNow();
                return CallResult<ProviderResponse>.Ok(
                    new ProviderResponse(response.StatusCode, bytes, response.Headers.Date, RetryAfter.Seconds(response.Headers, now)), now);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return Failed(SourceErrorCodes.Timeout, FormattableString.Invariant($"{providerName} did not answer within {options.TryTimeout.TotalSeconds} s"));
        }
        catch (HttpRequestException failure)
        {
            return Failed(SourceErrorCodes.Unreachable, $"{providerName} can't be reached ({failure.HttpRequestError})");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return Failed(SourceErrorCodes.Unreachable, $"the answer of {providerName} was cut off");
        }
    }

    // HttpClient would hold the whole body in memory before we can bound it.
    private Task<HttpResponseMessage> ReadHeadersAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : http.SendAsync(request, cancellationToken);

    /// <summary>Null where the body exceeds the bound, counted as decompressed.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MaxResponseBytes)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Headers.ContentLength + 1 ?? FirstBuffer, options.MaxResponseBytes));
        var length = 0;
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                    return buffer.AsSpan(0, length).ToArray();
                length += read;
                if (length > options.MaxResponseBytes)
                    return null;
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private CallResult<ProviderResponse> Failed(string code, string message, bool isTransient = true) =>
        CallResult<ProviderResponse>.Failed(new SourceError(code, null, message), isTransient, time.GetUtcNow());
}
