using System.IO.Compression;
using System.Net;
using System.Text;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Http;

public class ProviderHttpClientTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(Now);

    [Fact]
    public async Task Send_AnswerOfAnyStatus_IsReadToItsEnd()
    {
        var body = new string('x', 100_000);
        var result = await SendAsync(new StubHttp(_ => StubHttp.Json(body, HttpStatusCode.BadGateway)));
        result.Error.ShouldBeNull();
        result.FetchedAt.ShouldBe(Now);
        result.Value!.Status.ShouldBe(HttpStatusCode.BadGateway);
        result.Value.IsSuccess.ShouldBeFalse();
        Encoding.UTF8.GetString(result.Value.Body).ShouldBe(body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_BodyOverTheBound_IsMalformedWhetherAnnouncedOrNot(bool announced)
    {
        var stub = new StubHttp(_ =>
        {
            var response = StubHttp.Json(new string('x', 2_000));
            if (!announced)
                response.Content = new StreamContent(new UnknownLength(new byte[2_000]));
            return response;
        });
        var result = await SendAsync(stub, new ProviderHttpOptions { MaxResponseBytes = 1_999 });
        result.Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);
        result.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task Send_BodyOfExactlyTheBound_IsRead()
    {
        var result = await SendAsync(new StubHttp(_ => StubHttp.Json(new string('x', 2_000))), new ProviderHttpOptions { MaxResponseBytes = 2_000 });
        result.Value!.Body.Length.ShouldBe(2_000);
    }

    [Fact]
    public async Task Send_ConnectionRefused_IsUnreachableAndTransient()
    {
        var result = await SendAsync(new StubHttp(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "secret-host")));
        result.Error.ShouldBe(new SourceError(SourceErrorCodes.Unreachable, null, "OKX can't be reached (ConnectionError)"));
        result.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Send_BodyCutOff_IsUnreachable()
    {
        var result = await SendAsync(new StubHttp(_ => new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) }));
        result.Error!.Code.ShouldBe(SourceErrorCodes.Unreachable);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsTimeout()
    {
        var client = new ProviderHttpClient("OKX", new HttpMessageInvoker(new Silent()), new ProviderHttpOptions { TryTimeout = TimeSpan.FromSeconds(3) }, _time);
        var call = client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2.9));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await call).Error.ShouldBe(new SourceError(SourceErrorCodes.Timeout, null, "OKX did not answer within 3 s"));
    }

    [Fact]
    public async Task Send_NoConnectionInTime_IsUnreachable_WhateverATryMayTake()
    {
        using var handler = ProviderHttpHandler.Create();
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(20);
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Stream.Null;
        };
        var client = new ProviderHttpClient("OKX", new HttpMessageInvoker(handler), new ProviderHttpOptions(), _time);

        var result = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), CancellationToken.None);

        result.Error.ShouldBe(new SourceError(SourceErrorCodes.Unreachable, null, "OKX can't be reached (no connection in time)"));
        result.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Send_CallerCancels_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var client = new ProviderHttpClient("OKX", new HttpMessageInvoker(new Silent()), new ProviderHttpOptions(), _time);
        var call = client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Wed, 01 May 2024 12:00:30 GMT", 30)]
    [InlineData("Wed, 01 May 2024 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Send_RetryAfter_IsSecondsFromNow(string? header, int? seconds)
    {
        var result = await SendAsync(new StubHttp(_ =>
        {
            var response = StubHttp.Json("", HttpStatusCode.TooManyRequests);
            if (header is not null)
                response.Headers.TryAddWithoutValidation("Retry-After", header);
            return response;
        }));
        result.Value!.RetryAfterSeconds.ShouldBe(seconds);
    }

    [Fact]
    public async Task Handler_OverASocket_DecompressesButFollowsNoRedirectAndKeepsNoCookie()
    {
        using var listener = new HttpListener();
        var origin = Listen(listener);
        var serving = Task.Run(async () =>
        {
            for (var i = 0; i < 2; i++)
            {
                var context = await listener.GetContextAsync();
                context.Response.AddHeader("Set-Cookie", "a=b");
                context.Response.AddHeader("X-Had-Cookie", context.Request.Headers["Cookie"] ?? "none");
                if (i == 0)
                {
                    context.Response.Redirect("http://127.0.0.1:1/elsewhere");
                }
                else
                {
                    context.Response.AddHeader("Content-Encoding", "gzip");
                    context.Response.ContentType = "application/json";
                    await using var gzip = new GZipStream(context.Response.OutputStream, CompressionLevel.Fastest);
                    await gzip.WriteAsync("hello"u8.ToArray());
                }
                context.Response.Close();
            }
        });
        var client = new ProviderHttpClient("OKX", new HttpMessageInvoker(ProviderHttpHandler.Create()), new ProviderHttpOptions(), TimeProvider.System);

        var redirect = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, origin), CancellationToken.None);
        var zipped = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, origin), CancellationToken.None);
        await serving;

        (redirect.Error!.Code, redirect.Error.ProviderCode).ShouldBe((SourceErrorCodes.MalformedResponse, "302"));
        Encoding.UTF8.GetString(zipped.Value!.Body).ShouldBe("hello");
    }

    private static string Listen(HttpListener listener)
    {
        var origin = $"http://127.0.0.1:{FreePort.Find()}/";
        listener.Prefixes.Add(origin);
        listener.Start();
        return origin;
    }

    private ValueTask<CallResult<ProviderResponse>> SendAsync(HttpMessageHandler handler, ProviderHttpOptions? options = null) =>
        new ProviderHttpClient("OKX", new HttpMessageInvoker(handler), options ?? new ProviderHttpOptions(), _time)
            .SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), CancellationToken.None);

    private sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage();
        }
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("connection reset");
    }
}
