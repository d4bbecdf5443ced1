using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Settings;

/// <summary>
/// How answers are streamed: Server-Sent Events (both modes of npm <c>graphql-sse</c>) and WebSocket (<c>graphql-transport-ws</c>, for which the
/// application needs <c>UseWebSockets</c>). Limits on requests hold here as they do for a POST.
/// </summary>
/// <remarks>
/// Nothing is queued: the next payload of an operation is executed when the one before has been sent, and a client that does not take one in
/// <see cref="SendTimeout"/> is disconnected.
/// </remarks>
public sealed record StreamOptions
{
    /// <summary>The most event streams, reservations of such, and sockets at a time; one more is answered 503.</summary>
    public int MaxConnections { get; init; } = 1_000;

    /// <summary>The most of them that one caller may have; one more is answered 429, or its socket closed with 1013.</summary>
    public int MaxConnectionsPerCaller { get; init; } = 100;

    /// <summary>The most sockets that have not been acknowledged, beside those connections; one more is answered 503.</summary>
    public int MaxPendingSockets { get; init; } = 300;

    /// <summary>The most of them from one address, or from one /64 network of IPv6; one more is answered 429.</summary>
    public int MaxPendingSocketsPerAddress { get; init; } = 100;

    /// <summary>The most operations that run at a time over one socket, or one event stream with several.</summary>
    public int MaxOperationsPerConnection { get; init; } = 50;

    /// <summary>How long a socket may be open without <c>connection_init</c>, and a reservation without its stream.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a sign of life is sent. A socket that has sent nothing from one to the next is given up.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a client may take to receive a payload.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Who calls, for the limit on one caller. The address of the peer by default.</summary>
    public Func<HttpContext, string> CallerOf { get; init; } = ClientAddress.Of;

    /// <summary>Whether that is known by what came with the request for a socket: it then needs no place among those that have not been acknowledged.</summary>
    public Func<HttpContext, bool> KnowsCaller { get; init; } = _ => false;

    /// <summary>
    /// Asked with the payload of <c>connection_init</c> whether the socket may be used; false closes it with 4403. What is sent along with the
    /// request for the socket has been seen by <see cref="GraphQLHttpOptions.Admit"/>.
    /// </summary>
    public Func<HttpContext, JsonElement?, ValueTask<bool>>? AdmitSocket { get; init; }

    /// <summary>
    /// Asked of each operation over a socket, and over an event stream that several share, with what it may run, or why it does not. The latter has been
    /// seen by <see cref="GraphQLHttpOptions.Admit"/> already. Without it, each has a scope of its own and no limit.
    /// </summary>
    public Func<HttpContext, ValueTask<OperationAdmission>>? AdmitOperation { get; init; }

    /// <summary>Cancelled when the server is about to end: subscriptions complete, and sockets are closed with 1001.</summary>
    public CancellationToken Stopping { get; init; }

    internal ValueTask<OperationAdmission> AdmitAsync(HttpContext context) => AdmitOperation is { } admit
        ? admit(context)
        : new(new OperationAdmission(context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope())
        {
            Cost = context.Features.Get<CostMeter>() ?? new CostMeter(),
        });
}
