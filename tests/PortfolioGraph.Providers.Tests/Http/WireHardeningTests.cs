using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Http;

/// <summary>What a provider, or somebody in its place, may put on the wire, over real sockets.</summary>
public sealed class WireHardeningTests : IDisposable
{
    private const string Secret = "sk-5f1d";
    private const string Json = "200 OK\r\nContent-Type: application/json";
    private const int Bound = 200_000;
    private static readonly byte[] Good = """{"a":"\u00e9é"}"""u8.ToArray();

    private readonly HttpMessageInvoker _http = new(Patient(ProviderHttpHandler.Create()));

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/problem+json")]
    [InlineData("text/json")]
    [InlineData(null)]
    public async Task Type_Json_IsRead(string? type)
    {
        var result = await SendAsync(RawServer.Answer("200 OK" + (type is null ? "" : $"\r\nContent-Type: {type}"), Good));
        result.Error.ShouldBeNull();
        result.Value!.Body.ToArray().ShouldBe(Good);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    public async Task Type_OfASuccessThatIsNoJson_IsMalformed(string type) =>
        ShouldBeMalformed(await SendAsync(RawServer.Answer($"200 OK\r\nContent-Type: {type}", Good)), "OKX answered with something that is not JSON by its Content-Type");

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Type_OfAFailure_LeavesItToTheStatus(int status) =>
        (await SendAsync(RawServer.Answer($"{status} No\r\nContent-Type: text/html; charset=latin1", "<html>\xff"u8.ToArray()))).Value!.Status.ShouldBe((HttpStatusCode)status);

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("x-unknown")]
    public async Task Charset_OtherThanUtf8_IsMalformed(string charset) =>
        ShouldBeMalformed(await SendAsync(RawServer.Answer($"{Json}; charset={charset}", Encoding.Latin1.GetBytes("""{"name":"Café"}"""))), "OKX answered in a charset that is not UTF-8");

    [Fact]
    public async Task Charset_BytesThatAreNotUtf8_AreMalformedAndNeverReplaced() =>
        ShouldBeMalformed(await SendAsync(RawServer.Answer(Json, Encoding.Latin1.GetBytes("""{"name":"Café"}"""))), "OKX answered in a charset that is not UTF-8");

    [Fact]
    public async Task ByteOrderMark_IsPassedOver() =>
        (await SendAsync(RawServer.Answer(Json, [0xEF, 0xBB, 0xBF, .. Good]))).Value!.Body.ToArray().ShouldBe(Good);

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_IsNotFollowed_AndNamesNoAddress(int status)
    {
        await using var elsewhere = new RawServer(RawServer.Json("{}"));
        var result = await SendAsync(RawServer.Answer($"{status} Moved\r\nContent-Type: application/json\r\nLocation: {elsewhere.Url}?token={Secret}", Good));
        result.Error.ShouldBe(new SourceError(
            SourceErrorCodes.MalformedResponse, status.ToString(), $"OKX answered with a redirect (HTTP {status}), and redirects are not followed"));
        result.IsTransient.ShouldBeFalse();
        elsewhere.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Bomb_Compressed_IsCutAtTheBound(string encoding)
    {
        var bomb = Compress(encoding, new byte[100_000], times: 1000);
        bomb.Length.ShouldBeLessThan(1_000_000);
        var before = GC.GetTotalAllocatedBytes();
        var result = await SendAsync(RawServer.Answer($"{Json}\r\nContent-Encoding: {encoding}", bomb));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(80_000_000);
        ShouldBeTooLarge(result);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_IsRead(string encoding) =>
        (await SendAsync(RawServer.Answer($"{Json}\r\nContent-Encoding: {encoding}", Compress(encoding, Good)))).Value!.Body.ToArray().ShouldBe(Good);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_ButNotReally_IsMalformed(string encoding)
    {
        // 0x91 is what no stream of Brotli begins with.
        byte[] body = [0x91, 0xFF, 0xFF, 0x19, .. Good];
        ShouldBeMalformed(await SendAsync(RawServer.Answer($"{Json}\r\nContent-Encoding: {encoding}", body)), "the answer of OKX can't be decompressed");
    }

    [Theory]
    [InlineData("gzip, gzip", 2)]
    [InlineData("compress", 1)]
    public async Task Compressed_InAWayThatIsNotAskedFor_IsMalformed(string encoding, int times)
    {
        var body = Compress("gzip", Good);
        if (times == 2)
            body = Compress("gzip", body);
        (await SendAsync(RawServer.Answer($"{Json}\r\nContent-Encoding: {encoding}", body))).Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);
    }

    [Fact]
    public async Task Length_AnnouncedOverTheBound_IsCutWithoutReading() =>
        ShouldBeTooLarge(await SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Json}\r\nContent-Length: 100000000\r\n\r\n{{")));

    [Fact]
    public async Task Chunks_WithoutEnd_AreCutAtTheBound()
    {
        await using var server = new RawServer(async (_, stream, ct) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Json}\r\nTransfer-Encoding: chunked\r\n\r\n"), ct);
            var chunk = Encoding.ASCII.GetBytes($"2710\r\n{new string(' ', 10_000)}\r\n");
            while (true)
                await stream.WriteAsync(chunk, ct);
        });
        ShouldBeTooLarge(await SendAsync(server.Url));
        await server.ClientGone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n", " ")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Header: ", "x")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n")]
    public async Task Drip_IsCutByTheTimeOfATry(string start, string drip)
    {
        var dripping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (_, stream, ct) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), ct);
            while (true)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(drip), ct);
                dripping.TrySetResult();
                await Task.Delay(20, ct);
            }
        });
        var clock = new ManualTime(DateTimeOffset.UnixEpoch);
        var sending = SendAsync(server.Url, TimeSpan.FromMilliseconds(300), clock);
        await dripping.Task;

        var (result, took) = await Task.Run(async () =>
        {
            var began = Stopwatch.GetTimestamp();
            clock.Advance(TimeSpan.FromMilliseconds(300));
            var sent = await sending;
            return (sent, Stopwatch.GetElapsedTime(began));
        });
        result.Error.ShouldBe(new SourceError(SourceErrorCodes.Timeout, null, "OKX did not answer within 0.3 s"));
        took.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        await server.ClientGone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Headers_WithoutEnd_AreMalformed()
    {
        await using var server = new RawServer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), ct);
            while (true)
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-Header: {new string('x', 1000)}\r\n"), ct);
        });
        ShouldBeMalformed(await SendAsync(server.Url), "OKX answered with more headers than are read");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Bytes_ThatAreNoHttp_AreMalformed(string bytes) =>
        (await SendAsync(Encoding.ASCII.GetBytes(bytes))).Error.ShouldBe(new SourceError(SourceErrorCodes.MalformedResponse, null, "the answer of OKX is not HTTP"));

    [Fact]
    public async Task Certificate_SelfSigned_IsUnreachable_AndNothingIsSent()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new RawServer((_, stream, ct) => stream.WriteAsync(RawServer.Json("{}"), ct).AsTask(), certificate);

        var result = await SendAsync(server.Url);

        result.Error.ShouldBe(new SourceError(SourceErrorCodes.Unreachable, null, "OKX can't be reached (SecureConnectionError)"));
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Connection_KeptAliveAndResetInTheMiddle_IsTriedAgain()
    {
        await using var server = new RawServer(async (number, stream, ct) =>
        {
            if (number == 2)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Json}\r\nContent-Length: 1000\r\n\r\n{{"), ct);
                await stream.FlushAsync(ct);
                throw new IOException("reset");
            }
            await stream.WriteAsync(RawServer.Json($$"""{"number":{{number}}}"""), ct);
        });
        var pipeline = new ProviderPipeline("OKX", 1000, new ResilienceOptions { RetryMilliseconds = 1 }, TimeProvider.System);
        var client = new ProviderHttpClient("OKX", _http, pipeline.Http, TimeProvider.System);

        var answers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var result = await pipeline.CallAsync(ct => client.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Url), ct), CancellationToken.None);
            answers.Add(Encoding.UTF8.GetString(result.Value!.Body));
        }

        answers.ShouldBe(["""{"number":1}""", """{"number":3}"""]);
        server.Connections.ShouldBe(2);
    }

    /// <summary>Whatever comes, it is an answer or a failure that is reported: never an exception.</summary>
    [Fact]
    public async Task Answer_ChangedAtRandom_NeverThrows()
    {
        var random = new Random(5);
        var good = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {Json}; charset=utf-8\r\nDate: Wed, 01 May 2024 12:00:00 GMT\r\nRetry-After: 7\r\nLocation: http://127.0.0.1:1/\r\nContent-Encoding: gzip\r\n");
        var bodies = new[] { "gzip", "br", "deflate" }.Select(e => Compress(e, Good)).Append(Good).ToArray();
        await using var server = new RawServer(async (_, stream, ct) =>
        {
            var body = bodies[random.Next(bodies.Length)];
            byte[] answer = [.. good, .. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body];
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(answer.Length);
                answer = random.Next(4) switch
                {
                    0 => [.. answer[..at], .. answer[Math.Min(answer.Length, at + random.Next(1, 20))..], (byte)' '],
                    1 => [.. answer[..at], (byte)random.Next(256), .. answer[at..]],
                    2 => [.. answer[..at], (byte)random.Next('0', '9' + 1), .. answer[(at + 1)..]],
                    _ => [.. answer[..at], (byte)random.Next(256), .. answer[(at + 1)..]],
                };
            }
            await stream.WriteAsync(answer, ct);
            ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);
        });
        for (var i = 0; i < 1000; i++)
        {
            var result = await SendAsync(server.Url);
            (result.Value is not null || result.Error!.Code is SourceErrorCodes.MalformedResponse or SourceErrorCodes.Unreachable).ShouldBeTrue($"{i}: {result.Error}");
        }
    }

    [Fact]
    public async Task Proxy_OfTheMachine_IsNotUsed()
    {
        var machine = HttpClient.DefaultProxy;
        await using var proxy = new RawServer(RawServer.Json("\"by the proxy\""));
        try
        {
            HttpClient.DefaultProxy = new WebProxy(proxy.Url);
            var result = await SendAsync(RawServer.Json("\"directly\""));
            Encoding.UTF8.GetString(result.Value!.Body).ShouldBe("\"directly\"");
            proxy.Connections.ShouldBe(0);
        }
        finally
        {
            HttpClient.DefaultProxy = machine;
        }
    }

    [Fact]
    public async Task Proxy_Configured_IsUsed()
    {
        await using var proxy = new RawServer(RawServer.Json("\"by the proxy\""));
        using var http = new HttpMessageInvoker(ProviderHttpHandler.Create(proxy.Url));
        var client = new ProviderHttpClient("OKX", http, new ProviderHttpOptions(), TimeProvider.System);

        var result = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/"), CancellationToken.None);

        Encoding.UTF8.GetString(result.Value!.Body).ShouldBe("\"by the proxy\"");
    }

    private static byte[] Compress(string encoding, byte[] block, int times = 1)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            for (var i = 0; i < times; i++)
                stream.Write(block);
        }
        return bytes.ToArray();
    }

    private static void ShouldBeMalformed(CallResult<ProviderResponse> result, string message)
    {
        result.Error.ShouldBe(new SourceError(SourceErrorCodes.MalformedResponse, null, message));
        result.IsTransient.ShouldBeFalse();
    }

    private static void ShouldBeTooLarge(CallResult<ProviderResponse> result) => ShouldBeMalformed(result, $"OKX answered with more than {Bound} bytes");

    private async Task<CallResult<ProviderResponse>> SendAsync(byte[] answer)
    {
        await using var server = new RawServer(answer);
        return await SendAsync(server.Url);
    }

    // A busy machine is no provider that can't be reached.
    private static SocketsHttpHandler Patient(SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = TimeSpan.FromMinutes(1);
        return handler;
    }

    private async Task<CallResult<ProviderResponse>> SendAsync(Uri url, TimeSpan? time = null, TimeProvider? clock = null)
    {
        // Where no time is given, the test is not about time.
        var options = new ProviderHttpOptions { TryTimeout = time ?? TimeSpan.FromMinutes(1), MaxResponseBytes = Bound };
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("X-Client-Secret", Secret);
        var result = await new ProviderHttpClient("OKX", _http, options, clock ?? TimeProvider.System).SendAsync(request, CancellationToken.None);
        (result.Error?.ToString() ?? "").ShouldNotContain(Secret);
        return result;
    }
}
