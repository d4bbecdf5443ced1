using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Providers.Tests.Http;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Resilience;

public sealed class RequestWindowTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();

    [Fact]
    public void Turn_SentLate_TheNextComesAWindowAfterTheSending()
    {
        var window = new RequestWindow(1, _time);
        var first = window.Join(10 * Second, out _)!;
        first.WaitAsync(Budget(10)).IsCompleted.ShouldBeTrue();
        var second = window.Join(10 * Second, out _)!.WaitAsync(Budget(10));

        _time.Advance(3 * Second);
        second.IsCompleted.ShouldBeFalse();
        first.MarkSent();
        first.MarkSent();
        first.Dispose();
        _time.Advance(RequestWindow.Length - TimeSpan.FromMilliseconds(1));
        second.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        second.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Turn_NeverSent_CountsFromWhenItCame()
    {
        var window = new RequestWindow(1, _time);
        var first = window.Join(10 * Second, out _)!;
        first.WaitAsync(Budget(10)).IsCompleted.ShouldBeTrue();
        var second = window.Join(10 * Second, out _)!.WaitAsync(Budget(10));
        _time.Advance(3 * Second);
        first.Dispose();
        second.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Turn_GivenUpWhileItWaits_IsTheNextOnes()
    {
        var window = new RequestWindow(1, _time);
        var first = window.Join(10 * Second, out _)!;
        first.WaitAsync(Budget(10)).IsCompleted.ShouldBeTrue();
        first.MarkSent();
        var second = window.Join(10 * Second, out _)!;
        _ = second.WaitAsync(Budget(10));
        var third = window.Join(10 * Second, out _)!.WaitAsync(Budget(10));
        second.Dispose();
        _time.Advance(RequestWindow.Length);
        third.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Turn_PutOffBeyondItsBudget_IsTurnedAwayAtOnce()
    {
        var window = new RequestWindow(1, _time);
        window.Join(Second, out _)!.WaitAsync(Budget(1)).IsCompleted.ShouldBeTrue();
        var second = window.Join(2 * Second, out _)!.WaitAsync(Budget(2));
        window.Pause(5 * Second);
        second.IsCompleted.ShouldBeTrue();
        (await second).ShouldBe(5 * Second);
    }

    [Fact]
    public void Join_ManyWhoAreNotReadyYet_CountsThem()
    {
        var window = new RequestWindow(2, _time);
        for (var i = 0; i < 6; i++)
            window.Join(10 * Second, out var before).ShouldNotBeNull();
        window.Join(3 * Second, out var wait).ShouldBeNull();
        wait.ShouldBe(3 * RequestWindow.Length);
    }

    [Fact]
    public async Task Requests_OverASlowConnection_ArriveAWindowApart()
    {
        var connections = 0;
        var arrivals = new ConcurrentQueue<long>();
        await using var server = new RawServer((_, stream, ct) =>
        {
            arrivals.Enqueue(Stopwatch.GetTimestamp());
            return stream.WriteAsync(RawServer.Json("{}"), ct).AsTask();
        });
        var handler = ProviderHttpHandler.Create();
        handler.ConnectCallback = async (context, ct) =>
        {
            // The first takes as long as a cold start and a handshake.
            if (Interlocked.Increment(ref connections) == 1)
                await Task.Delay(600, ct);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        };
        await CallAsync(server, handler, 3, 1, new ResilienceOptions());
        ShouldKeep(1, arrivals);
    }

    [Fact]
    public async Task Requests_BehindAnswersThatAreHeld_ComeInNoBurst()
    {
        var arrivals = new ConcurrentQueue<long>();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (number, stream, ct) =>
        {
            arrivals.Enqueue(Stopwatch.GetTimestamp());
            if (arrivals.Count == 4)
            {
                await Task.Delay(2000, ct);
                release.TrySetResult();
            }
            await release.Task.WaitAsync(ct);
            await stream.WriteAsync(RawServer.Json("{}"), ct);
        });
        await CallAsync(server, ProviderHttpHandler.Create(), 8, 2, new ResilienceOptions { MaxConcurrentCalls = 4 });
        ShouldKeep(2, arrivals);
    }

    private static async Task CallAsync(RawServer server, SocketsHttpHandler handler, int calls, int limit, ResilienceOptions options)
    {
        using var http = new HttpMessageInvoker(handler);
        var client = new ProviderHttpClient("OKX", http, new ProviderHttpOptions { TryTimeout = 60 * Second }, TimeProvider.System);
        var pipeline = new ProviderPipeline("OKX", limit, options with { CallSeconds = 60 }, TimeProvider.System);
        var results = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => pipeline.CallAsync(
            ct => client.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Url), ct), CancellationToken.None).AsTask()));
        results.ShouldAllBe(result => result.Error == null);
    }

    // Arrivals are noted late on a busy machine, each by another while: hence not quite the second.
    private static void ShouldKeep(int limit, IEnumerable<long> arrivals)
    {
        var times = arrivals.Order().ToArray();
        for (var i = limit; i < times.Length; i++)
            Stopwatch.GetElapsedTime(times[i - limit], times[i]).ShouldBeGreaterThan(0.8 * Second);
    }

    private CallBudget Budget(double seconds) => new(TimeSpan.FromSeconds(seconds), _time, CancellationToken.None);
}
