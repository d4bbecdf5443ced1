using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Sandbox.Wire;

/// <summary>
/// One provider on a port of its own: a request is logged, meets the fault that waits for it, and is answered by the
/// simulator. The control paths under <c>/_sandbox</c> are served on every port.
/// </summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    private readonly ISimulator _simulator;
    private readonly FaultSwitches _faults;
    private readonly BalanceSwitches _balances;
    private readonly CallLog _calls;
    private readonly TimeProvider _time;
    private WebApplication _app;
    private Socket? _reserved;

    private ProviderHost(ISimulator simulator, int port, FaultSwitches faults, BalanceSwitches balances, CallLog calls, TimeProvider time)
    {
        (_simulator, _faults, _balances, _calls, _time) = (simulator, faults, balances, calls, time);
        _app = Build(port);
    }

    public Uri Url { get; private set; } = null!;

    public string Provider => _simulator.Provider;

    public static async Task<ProviderHost> StartAsync(
        ISimulator simulator, int port, FaultSwitches faults, BalanceSwitches balances, CallLog calls, TimeProvider time, CancellationToken ct)
    {
        var host = new ProviderHost(simulator, port, faults, balances, calls, time);
        try
        {
            await host.ListenAsync(ct);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        return host;
    }

    /// <summary>Closes the port and every connection: who calls is refused.</summary>
    public async ValueTask StopListeningAsync()
    {
        await _app.DisposeAsync();
        // A free port would soon be that of another program, and who calls would be answered by a stranger.
        _reserved ??= Reserve(Url.Port);
    }

    /// <summary>Opens the same port again.</summary>
    public async Task ListenAgainAsync(CancellationToken ct)
    {
        await DisposeAsync();
        _app = Build(Url.Port);
        await ListenAsync(ct);
    }

    public ValueTask DisposeAsync()
    {
        _reserved?.Dispose();
        _reserved = null;
        return _app.DisposeAsync();
    }

    private static Socket Reserve(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A busy test machine is no attacker that sends slowly.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(HandleAsync);
        return app;
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await _app.StartAsync(ct);
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Url = new Uri(addresses.Addresses.Single());
    }

    private async Task HandleAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        try
        {
            string body;
            using (var reader = new StreamReader(context.Request.Body, Encoding.UTF8))
                body = await reader.ReadToEndAsync(ct);

            var path = context.Request.Path.Value ?? "/";
            // A client corrects its clock by this header, so it must come from the clock that signatures are held against.
            context.Response.Headers.Date = _time.GetUtcNow().ToString("R");

            if (path.StartsWith("/_sandbox/", StringComparison.Ordinal))
                await SpoiledAnswer.SendAsync(context, Control.Answer(context.Request.Method, path, context.Request.Query, body, _faults, _balances, _calls), FaultBody.Intact, _time, ct);
            else
                await AnswerAsync(context, path, body, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, string path, string body, CancellationToken ct)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        _calls.Add(new RecordedCall(_simulator.Provider, context.Request.Method, path, context.Request.QueryString.Value ?? "", body, _time.GetUtcNow()));

        var request = new WireRequest(
            context.Request.Method, path, target, context.Request.Query, context.Request.Headers, body, _time.GetUtcNow());
        var fault = _faults.Take(_simulator.Provider, path, chains => _simulator.AsksFor(request, chains));
        if (fault is { DelayMs: > 0 })
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), _time, ct);
        if (fault is { Hang: true })
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, ct);

        var now = _time.GetUtcNow().AddSeconds(fault?.ClockAheadSeconds ?? 0);
        request = request with { Now = now };
        context.Response.Headers.Date = now.ToString("R");
        var reply = fault switch
        {
            { Code: { } code } => _simulator.Fail(request, code, fault.Message),
            { Status: not null, Body: FaultBody.Intact } => Reply.Bare(200),
            _ => _simulator.Answer(request),
        };
        if (fault?.Status is { } status)
            reply = reply with { Status = status };
        if (fault?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString();
        await SpoiledAnswer.SendAsync(context, reply, fault?.Body ?? FaultBody.Intact, _time, ct);
    }
}
