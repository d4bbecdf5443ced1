using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PortfolioGraph.Sandbox.Wire;

/// <summary>
/// One provider on a port of its own: a request is logged, meets the fault that waits for it, and is answered by the
/// simulator. The control paths under <c>/_sandbox</c> are served on every port.
/// </summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ISimulator _simulator;
    private readonly FaultSwitches _faults;
    private readonly CallLog _calls;
    private readonly TimeProvider _time;

    private ProviderHost(ISimulator simulator, int port, FaultSwitches faults, CallLog calls, TimeProvider time)
    {
        (_simulator, _faults, _calls, _time) = (simulator, faults, calls, time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A busy test machine is no attacker that sends slowly.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Url { get; private set; } = null!;

    public static async Task<ProviderHost> StartAsync(
        ISimulator simulator, int port, FaultSwitches faults, CallLog calls, TimeProvider time, CancellationToken ct)
    {
        var host = new ProviderHost(simulator, port, faults, calls, time);
        try
        {
            await host._app.StartAsync(ct);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        var addresses = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        host.Url = new Uri(addresses.Addresses.Single());
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

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
                await SendAsync(context, Control.Answer(context.Request.Method, path, context.Request.Query, body, _faults, _calls), FaultBody.Intact, ct);
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
        var request = new WireRequest(context.Request.Method, path, target, context.Request.Query, context.Request.Headers, body);
        _calls.Add(new RecordedCall(_simulator.Provider, request.Method, path, context.Request.QueryString.Value ?? "", body, _time.GetUtcNow()));

        var fault = _faults.Take(_simulator.Provider, path);
        if (fault is { DelayMs: > 0 })
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), _time, ct);
        if (fault is { Hang: true })
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, ct);

        var reply = fault switch
        {
            { Code: { } code } => _simulator.Fail(request, code),
            { Status: not null, Body: FaultBody.Intact } => Reply.Bare(200),
            _ => _simulator.Answer(request),
        };
        if (fault?.Status is { } status)
            reply = reply with { Status = status };
        if (fault?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString();
        await SendAsync(context, reply, fault?.Body ?? FaultBody.Intact, ct);
    }

    private static async Task SendAsync(HttpContext context, Reply reply, FaultBody fault, CancellationToken ct)
    {
        var bytes = reply.Body;
        var sent = bytes;
        var contentType = "application/json";
        switch (fault)
        {
            case FaultBody.Malformed:
                bytes = sent = bytes[..(bytes.Length * 2 / 3)];
                break;
            case FaultBody.Truncated:
                sent = bytes[..(bytes.Length / 2)];
                break;
            case FaultBody.Reset:
                // A linger of zero makes the close a TCP reset in place of an orderly end.
                if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
                    connection.Socket.LingerState = new LingerOption(true, 0);
                context.Abort();
                return;
            case FaultBody.Empty:
                bytes = sent = default;
                break;
            case FaultBody.WrongContentType:
                bytes = sent = "<!doctype html><title>Service unavailable</title><p>Please try again later."u8.ToArray();
                contentType = "text/html";
                break;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentLength = bytes.Length;
        if (bytes.Length > 0)
            context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(sent, ct);
        if (sent.Length < bytes.Length)
        {
            await context.Response.Body.FlushAsync(ct);
            context.Abort();
        }
    }
}
