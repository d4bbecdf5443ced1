using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PortfolioGraph.Providers.Tests.Http;

/// <summary>A server that answers with the very bytes of the test, each request on a connection by the function for its number.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;
    private int _requests;
    private int _connections;

    public RawServer(Func<int, Stream, CancellationToken, Task> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        // Away from the threads of xunit, which other tests may keep busy.
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Always the same bytes, written at once.</summary>
    public RawServer(byte[] answer)
        : this((_, stream, ct) => stream.WriteAsync(answer, ct).AsTask())
    {
    }

    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Requests => _requests;

    public int Connections => _connections;

    /// <summary>Whether the connection was closed by the client.</summary>
    public TaskCompletionSource ClientGone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static byte[] Answer(string headers, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {headers}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public static byte[] Json(string body) => Answer("200 OK\r\nContent-Type: application/json", Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using var connection = client;
        // Closing without reading everything is a reset.
        client.LingerState = new LingerOption(true, 0);
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(_certificate);
                stream = secured;
            }
            while (await ReadRequestAsync(stream, _stop.Token))
                await _answer(Interlocked.Increment(ref _requests), stream, _stop.Token);
            ClientGone.TrySetResult();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            ClientGone.TrySetResult();
        }
    }

    /// <summary>Reads a request without a body; false at the end of the connection.</summary>
    private static async Task<bool> ReadRequestAsync(Stream stream, CancellationToken ct)
    {
        var last = 0;
        var one = new byte[1];
        while (await stream.ReadAsync(one, ct) == 1)
        {
            last = (last << 8) | one[0];
            if (last == 0x0D0A0D0A)
                return true;
        }
        return false;
    }
}
