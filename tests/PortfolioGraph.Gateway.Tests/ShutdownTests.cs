using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>How the gateway ends.</summary>
public sealed class ShutdownTests
{
    private const string Query = "{ wallet(by: { account: \"cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns\" }) { total { isComplete } } }";
    private const string Answered = """{"data":{"wallet":{"total":{"isComplete":true}}}}""";

    [Fact]
    public async Task Terminated_SaysThatItIsNotReady_AnswersWhatComesAndWhatHasBegun_AndEndsWithZero()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var gateway = await StartAsync(sandbox, delaySeconds: 1);
        using var http = new HttpClient { BaseAddress = gateway.Url };
        sandbox.Faults.Set("neptune", new Fault { DelayMs = 3000, Requests = 1 });
        var slow = http.GetStringAsync(Address(Query));
        while (sandbox.Calls.Count == 0) await Task.Delay(20);

        gateway.Terminate();
        HttpResponseMessage ready;
        while ((ready = await http.GetAsync("/health/ready")).IsSuccessStatusCode) await Task.Delay(20);
        using var late = await http.GetAsync(Address("{__typename}"));

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"unready","details":{"neptune":"UP","gateway":"draining"}}""");
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
        late.Headers.ConnectionClose.ShouldBe(true);
        (await slow).ShouldBe(Answered);
        (await gateway.EndAsync(TimeSpan.FromSeconds(10))).ShouldBe(0);
    }

    [Fact]
    public async Task TerminatedTwice_EndsAtOnce()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var gateway = await StartAsync(sandbox, delaySeconds: 60);
        using var http = new HttpClient { BaseAddress = gateway.Url };

        gateway.Terminate();
        while ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) await Task.Delay(20);
        gateway.Terminate();

        (await gateway.EndAsync(TimeSpan.FromSeconds(10))).ShouldBe(128 + 15);
    }

    [Fact]
    public async Task RequestsThatNeverEnd_AreCutOffWhenTheDrainIsOver()
    {
        var server = await GatewayServer.StartAsync(new() { ["Shutdown:DelaySeconds"] = "0", ["Shutdown:DrainSeconds"] = "1", ["Limits:ExecutionSeconds"] = "60" });
        server.Sandbox.Faults.Set("neptune", new Fault { Hang = true });
        var hanging = server.AskAsync(Query);
        while (server.Sandbox.Calls.Count == 0) await Task.Delay(20);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<HttpRequestException>(() => hanging);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task RollingRestart_LosesNoRequest()
    {
        var settings = new Dictionary<string, string?> { ["Shutdown:DelaySeconds"] = "1" };
        List<GatewayServer> all = [await GatewayServer.StartAsync(settings), await GatewayServer.StartAsync(settings)];
        await using var balancer = new Balancer(all.Select(s => s.Url));
        using var over = new CancellationTokenSource();
        var answers = new ConcurrentBag<string>();
        var clients = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (!over.IsCancellationRequested)
            {
                answers.Add(await balancer.AskAsync(Address(Query)));
                await Task.Delay(5);
            }
        }).ToArray();

        foreach (var old in all.ToArray())
        {
            var started = await GatewayServer.StartAsync(settings);
            all.Add(started);
            balancer.Add(started.Url);
            await old.StopAsync();
        }

        await over.CancelAsync();
        await Task.WhenAll(clients);
        foreach (var server in all) await server.DisposeAsync();

        answers.Count.ShouldBeGreaterThan(100);
        answers.Where(answer => answer != Answered).ShouldBeEmpty();
        balancer.Served.Count.ShouldBe(4);
    }

    private static async Task<GatewayProcess> StartAsync(SandboxServer sandbox, int delaySeconds)
    {
        var gateway = await GatewayProcess.StartAsync(new()
        {
            ["Providers:Neptune:Enabled"] = "true",
            ["Providers:Neptune:BaseUrl"] = sandbox.NeptuneUrl.GetLeftPart(UriPartial.Authority),
            ["Providers:Neptune:RequestsPerSecond"] = "1000",
            ["Shutdown:DelaySeconds"] = delaySeconds.ToString(),
        });
        try
        {
            using var http = new HttpClient { BaseAddress = gateway.Url };
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!(await http.GetAsync("/health/ready", limit.Token)).IsSuccessStatusCode) await Task.Delay(20, limit.Token);
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    private static string Address(string query) => $"/graphql?query={Uri.EscapeDataString(query)}";

    /// <summary>Sends requests in turn to those who are ready, and again only where nobody took the connection.</summary>
    private sealed class Balancer : IAsyncDisposable
    {
        private readonly HttpClient _http = new();
        private readonly ConcurrentDictionary<Uri, bool> _ready = new();
        private readonly CancellationTokenSource _over = new();
        private readonly Task _watching;
        private int _next;

        public Balancer(IEnumerable<Uri> servers)
        {
            foreach (var server in servers) Add(server);
            _watching = WatchAsync();
        }

        public ConcurrentDictionary<Uri, bool> Served { get; } = new();

        public void Add(Uri server) => _ready[server] = true;

        public async Task<string> AskAsync(string path)
        {
            while (true)
            {
                var ready = _ready.Where(s => s.Value).Select(s => s.Key).ToArray();
                var server = ready[(int)((uint)Interlocked.Increment(ref _next) % ready.Length)];
                try
                {
                    using var response = await _http.GetAsync(new Uri(server, path));
                    Served[server] = true;
                    return await response.Content.ReadAsStringAsync();
                }
                catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                {
                    _ready[server] = false;
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _watching;
            _http.Dispose();
            _over.Dispose();
        }

        private async Task WatchAsync()
        {
            while (!_over.IsCancellationRequested)
            {
                foreach (var server in _ready.Keys)
                {
                    try
                    {
                        using var response = await _http.GetAsync(new Uri(server, "/health/ready"));
                        _ready[server] = response.IsSuccessStatusCode;
                    }
                    catch (HttpRequestException)
                    {
                        _ready[server] = false;
                    }
                }

                await Task.Delay(50);
            }
        }
    }
}
