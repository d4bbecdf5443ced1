using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Tests.Http;

/// <summary>A try is one request on the wire, however its connection ends: the handler has no tries of its own.</summary>
public sealed class SingleTryTests : IDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private readonly HttpMessageInvoker _http = new(ProviderHttpHandler.Create());

    public void Dispose() => _http.Dispose();

    public static TheoryData<string, bool> Endings
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var ending in (string[])["before reading", "after reading", "reset", "reset before reading", "in the status", "after headers", "in the body"])
            {
                data.Add(ending, false);
                data.Add(ending, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Connection_EndsOnItsFirstRequest_IsOneRequestAndAFailure(string ending, bool hasBody)
    {
        await using var server = new ClosingServer(async (connection, number) => await EndAsync(connection, ending));

        for (var i = 1; i <= 3; i++)
        {
            (await SendAsync(server, hasBody)).Error!.Code.ShouldBeOneOf(SourceErrorCodes.Unreachable, SourceErrorCodes.MalformedResponse);
            server.Connections.ShouldBe(i, "a second connection would be a second try");
            server.Requests.ShouldBeLessThanOrEqualTo(i);
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Connection_EndsOnItsSecondRequest_IsOneRequestAndAFailure(string ending, bool hasBody)
    {
        await using var server = new ClosingServer(async (connection, number) =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Ok);
            await EndAsync(connection, ending);
        });

        (await SendAsync(server, hasBody)).Error.ShouldBeNull();
        var second = await SendAsync(server, hasBody);

        // Where the end was seen in time, the second is sent on a connection of its own, and answered there.
        server.Requests.ShouldBeLessThanOrEqualTo(2);
        if (ending is not ("before reading" or "reset before reading"))
            second.Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_ClosedWhileIdle_AnotherIsTaken_AndNoRequestComesTwice(bool stillReads)
    {
        await using var server = new ClosingServer(async (connection, number) =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Ok);
            connection.Shutdown();
            // The other direction is open: what is sent there has arrived.
            if (stillReads)
                await connection.ReadRequestAsync();
        });

        for (var i = 1; i <= 20; i++)
        {
            await SendAsync(server, hasBody: false);
            server.Requests.ShouldBeLessThanOrEqualTo(i);
        }
    }

    [Fact]
    public async Task Connection_ThatIsWell_IsKept()
    {
        await using var server = new ClosingServer(async (connection, number) =>
        {
            while (await connection.ReadRequestAsync())
                await connection.WriteAsync(Ok);
        });
        for (var i = 0; i < 5; i++)
            (await SendAsync(server, hasBody: i % 2 == 0)).Error.ShouldBeNull();
        server.Connections.ShouldBe(1);
        server.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task Body_ThatEndsWithItsConnection_IsRead()
    {
        await using var server = new ClosingServer(async (connection, number) =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"a\":");
            await connection.WriteAsync("1}");
        });
        var result = await SendAsync(server, hasBody: true);
        Encoding.UTF8.GetString(result.Value!.Body).ShouldBe("""{"a":1}""");
    }

    private static async Task EndAsync(ClosingConnection connection, string ending)
    {
        if (ending is "before reading")
            return;
        if (ending is "reset before reading")
        {
            connection.Reset();
            return;
        }
        await connection.ReadRequestAsync();
        if (ending == "reset")
            connection.Reset();
        else if (ending != "after reading")
            await connection.WriteAsync(ending == "in the status" ? "HTTP/1." : ending == "after headers" ? Ok[..^2] : Ok[..^1]);
    }

    private async ValueTask<CallResult<ProviderResponse>> SendAsync(ClosingServer server, bool hasBody)
    {
        var client = new ProviderHttpClient("OKX", _http, new ProviderHttpOptions { TryTimeout = TimeSpan.FromSeconds(30) }, TimeProvider.System);
        var request = new HttpRequestMessage(hasBody ? HttpMethod.Post : HttpMethod.Get, server.Url);
        if (hasBody)
            request.Content = new StringContent("{}");
        return await client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Does with each connection what the test says, and counts.</summary>
    private sealed class ClosingServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentBag<TcpClient> _clients = [];
        private readonly Task _serving;
        private int _requests;
        private int _connections;

        public ClosingServer(Func<ClosingConnection, int, Task> serve)
        {
            _listener.Start();
            _serving = Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var client = await _listener.AcceptTcpClientAsync();
                        _clients.Add(client);
                        var number = Interlocked.Increment(ref _connections);
                        _ = Task.Run(() => ServeAsync(client, number, serve));
                    }
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // The test is over.
                }
            });
        }

        public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        public int Requests => _requests;

        public int Connections => _connections;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            foreach (var client in _clients)
                client.Dispose();
        }

        private async Task ServeAsync(TcpClient client, int number, Func<ClosingConnection, int, Task> serve)
        {
            try
            {
                await serve(new ClosingConnection(client, () => Interlocked.Increment(ref _requests)), number);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The client has gone.
            }
            client.Dispose();
        }
    }

    private sealed class ClosingConnection(TcpClient client, Action arrived)
    {
        /// <summary>Reads a request whose body, if there is one, is <c>{}</c>; false at the end.</summary>
        public async Task<bool> ReadRequestAsync()
        {
            var text = new StringBuilder();
            var one = new byte[1];
            while (await client.GetStream().ReadAsync(one) == 1)
            {
                text.Append((char)one[0]);
                if (text.Length >= 4 && text.ToString(text.Length - 4, 4) == "\r\n\r\n")
                {
                    arrived();
                    for (var rest = text.ToString().StartsWith("POST", StringComparison.Ordinal) ? 2 : 0; rest > 0; rest--)
                        await client.GetStream().ReadExactlyAsync(one);
                    return true;
                }
            }
            return false;
        }

        public Task WriteAsync(string text) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

        public void Shutdown() => client.Client.Shutdown(SocketShutdown.Send);

        public void Reset()
        {
            client.LingerState = new LingerOption(true, 0);
            client.Close();
        }
    }
}
