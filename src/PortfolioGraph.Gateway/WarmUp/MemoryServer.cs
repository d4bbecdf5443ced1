using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace PortfolioGraph.Gateway.WarmUp;

/// <summary>Kestrel with one connection, in memory: a request comes the whole way of HTTP, and nobody else can send one.</summary>
internal sealed class MemoryServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    // An address is needed, and nobody listens on it: all that the listener has is the connection.
    private static readonly IPEndPoint Nowhere = new(IPAddress.Loopback, 0);

    private readonly RequestDelegate _handler;
    private readonly IServiceScopeFactory _scopes;
    private readonly KestrelServer _server;
    private readonly PipeWriter _requests;
    private readonly Task _answers;
    private TaskCompletionSource<int> _status = new();

    private MemoryServer(RequestDelegate handler, IServiceProvider services)
    {
        (_handler, _scopes) = (handler, services.GetRequiredService<IServiceScopeFactory>());

        // An answer may be longer than what a pipe holds by default, and who writes it would wait.
        var options = new PipeOptions(pauseWriterThreshold: 0);
        var (requests, answers) = (new Pipe(options), new Pipe(options));
        (_requests, _answers) = (requests.Writer, answers.Reader.CopyToAsync(Stream.Null));
        var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        kestrel.Listen(Nowhere);
        var connection = new Connection { Transport = new Duplex(requests.Reader, answers.Writer) };
        _server = new KestrelServer(Options.Create(kestrel), new Listener(connection), NullLoggerFactory.Instance);
    }

    /// <param name="handler">What answers.</param>
    /// <param name="services">Where the services of a request come from.</param>
    public static async Task<MemoryServer> StartAsync(RequestDelegate handler, IServiceProvider services)
    {
        var server = new MemoryServer(handler, services);
        await server._server.StartAsync(server, CancellationToken.None);
        return server;
    }

    /// <summary>Sends a request of GraphQL, and waits until it is answered.</summary>
    /// <returns>The status of the answer.</returns>
    /// <exception cref="InvalidOperationException">The connection is over.</exception>
    public async Task<int> PostAsync(byte[] json)
    {
        var status = _status = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _requests.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/graphql-response+json\r\nContent-Length: {json.Length}\r\n\r\n"));
        await _requests.WriteAsync(json);
        return await Task.WhenAny(status.Task, _answers) == status.Task ? await status.Task : throw new InvalidOperationException("The connection is over.");
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures) { ServiceScopeFactory = _scopes };

    public async Task ProcessRequestAsync(HttpContext context)
    {
        await _handler(context);
        _status.SetResult(context.Response.StatusCode);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        if (exception is not null) _status.TrySetException(exception);
    }

    public async ValueTask DisposeAsync()
    {
        await _requests.CompleteAsync();
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
        await _answers;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Connection() : DefaultConnectionContext(nameof(MemoryServer))
    {
        // Kestrel leaves both ways to the transport, and who waits for an answer would wait for ever.
        public override async ValueTask DisposeAsync()
        {
            await Transport.Input.CompleteAsync();
            await Transport.Output.CompleteAsync();
            await base.DisposeAsync();
        }
    }

    private sealed class Listener(ConnectionContext connection) : IConnectionListenerFactory, IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _unbound = new();
        private ConnectionContext? _connection = connection;

        public EndPoint EndPoint => Nowhere;

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken) => new(this);

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken) =>
            Interlocked.Exchange(ref _connection, null) is { } first ? new(first) : new(_unbound.Task);

        public ValueTask UnbindAsync(CancellationToken cancellationToken)
        {
            _unbound.TrySetResult(null);
            return default;
        }

        public ValueTask DisposeAsync() => UnbindAsync(CancellationToken.None);
    }
}
