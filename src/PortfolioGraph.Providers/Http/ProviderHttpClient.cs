using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Unicode;
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

    // A length that is announced is not there yet.
    private const int LargestFirstBuffer = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private string NotUtf8 => $"{providerName} answered in a charset that is not UTF-8";

    public TimeProvider Time => time;

    /// <summary>
    /// The answer. A success has a body that is UTF-8, without a mark in front, and may be JSON, whose escapes are then of whole characters; a failure
    /// is passed on as it is, for its status; a redirect is not followed. The request is disposed of; the answer is the caller's to dispose of.
    /// </summary>
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
                return await ReadAsync(response, either.Token);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (!timeout.IsCancellationRequested)
        {
            // The handler's own time, for connecting.
            return Failed(SourceErrorCodes.Unreachable, $"{providerName} can't be reached (no connection in time)");
        }
        catch (OperationCanceledException)
        {
            return Failed(SourceErrorCodes.Timeout, FormattableString.Invariant($"{providerName} did not answer within {options.TryTimeout.TotalSeconds} s"));
        }
        catch (Exception failure) when (ErrorOf(failure) == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Malformed($"{providerName} answered with more headers than are read");
        }
        catch (Exception failure) when (ErrorOf(failure) == HttpRequestError.InvalidResponse)
        {
            // What is left on a connection from an answer before looks like this too, and another connection helps.
            return Failed(SourceErrorCodes.MalformedResponse, $"the answer of {providerName} is not HTTP");
        }
        catch (HttpRequestException failure)
        {
            return Failed(SourceErrorCodes.Unreachable, $"{providerName} can't be reached ({failure.HttpRequestError})");
        }
        catch (SocketException failure)
        {
            // A connection that was reset before the handler had a look at it.
            return Failed(SourceErrorCodes.Unreachable, $"{providerName} can't be reached ({failure.SocketErrorCode})");
        }
        catch (IOException)
        {
            return Failed(SourceErrorCodes.Unreachable, $"the answer of {providerName} was cut off");
        }
    }

    private async ValueTask<CallResult<ProviderResponse>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        // Credentials must not travel to where somebody else says. Who moves for good has to be configured anew.
        if (status is >= 300 and < 400)
            return Malformed($"{providerName} answered with a redirect (HTTP {status}), and redirects are not followed", status.ToString(CultureInfo.InvariantCulture));
        if (response.IsSuccessStatusCode && !JsonContentType.IsJson(response.Content.Headers))
            return Malformed($"{providerName} answered with something that is not JSON by its Content-Type");
        if (response.IsSuccessStatusCode && !JsonContentType.IsUtf8(response.Content.Headers))
            return Malformed(NotUtf8);

        ArraySegment<byte>? read;
        try
        {
            read = await ReadBodyAsync(response.Content, cancellationToken);
        }
        catch (Exception undone) when (undone is InvalidDataException or InvalidOperationException)
        {
            // Brotli throws the latter.
            return Malformed($"the answer of {providerName} can't be decompressed");
        }
        if (read is not { } body)
            return Malformed($"{providerName} answered with more than {options.MaxResponseBytes} bytes");
        if (body.AsSpan().StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        if (response.IsSuccessStatusCode && !Utf8.IsValid(body))
            return Malformed(NotUtf8);
        if (WireItems.AreTooMany(body))
            return Malformed($"{providerName} answered with more than {WireItems.MostObjects} objects or {WireItems.MostValues} values");
        LoneSurrogates.Replace(body);
        var now = time.GetUtcNow();
        return CallResult<ProviderResponse>.Ok(
            new ProviderResponse(response.StatusCode, body, response.Headers.Date, RetryAfter.Seconds(response.Headers, now)), now);
    }

    private static HttpRequestError? ErrorOf(Exception failure) => failure switch
    {
        HttpRequestException request => request.HttpRequestError,
        HttpIOException io => io.HttpRequestError,
        _ => null,
    };

    // HttpClient would hold the whole body in memory before we can bound it.
    private Task<HttpResponseMessage> ReadHeadersAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : http.SendAsync(request, cancellationToken);

    /// <summary>In an array of the shared pool. Null where the body exceeds the bound, counted as decompressed.</summary>
    private async ValueTask<ArraySegment<byte>?> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MaxResponseBytes)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Headers.ContentLength + 1 ?? FirstBuffer, LargestFirstBuffer));
        var length = 0;
        while (true)
        {
            // A buffer whose reading was given up is not returned: something may still write into it.
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                return new ArraySegment<byte>(buffer, 0, length);
            length += read;
            if (length > options.MaxResponseBytes)
                return null;
            if (length == buffer.Length)
                buffer = Grow(buffer, options.MaxResponseBytes);
        }
    }

    private static byte[] Grow(byte[] full, int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(full.Length * 2L, limit + 1L));
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private CallResult<ProviderResponse> Failed(string code, string message) =>
        CallResult<ProviderResponse>.Failed(new SourceError(code, null, message), isTransient: true, time.GetUtcNow());

    private CallResult<ProviderResponse> Malformed(string message, string? providerCode = null) =>
        CallResult<ProviderResponse>.Failed(new SourceError(SourceErrorCodes.MalformedResponse, providerCode, message), isTransient: false, time.GetUtcNow());
}
