using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioGraph.GraphQL.AspNetCore.Requests;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>
/// Server-Sent Events by the protocol of npm <c>graphql-sse</c>. Distinct connections: an operation is answered by a stream of its own. Single
/// connection: a stream is reserved (PUT) and opened, and operations that name it are answered there.
/// </summary>
internal sealed class EventStreamTransport(StreamedOperations operations, OpenStreams open, OpenSends sends, GraphQLHttpOptions options)
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    private const int MaxIdLength = 256;

    private StreamOptions Streams => options.Streams;

    /// <summary>The token of a shared stream that the request names; null where it names none.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers[TokenHeader] is [{ Length: > 0 } header] ? header
        : request.QueryString.HasValue && request.Query["token"] is [{ Length: > 0 } query] ? query
        : null;

    /// <summary>Answers one operation by a stream of its own.</summary>
    public async Task<Refusal?> AnswerAsync(HttpContext context, GraphQLRequest request)
    {
        if (Enter(context, out var place) is { } refusal) return refusal;
        using (place)
        {
            using var events = await EventStream.OpenAsync(context, sends, options);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            var alive = events.KeepAliveAsync(ended.Token);
            try
            {
                await operations.RunAsync(request, (payload, _) => events.NextAsync(null, payload), context.RequestAborted);
                await events.CompleteAsync(null);
            }
            finally
            {
                await ended.CancelAsync();
                await alive;
            }
        }

        return null;
    }

    /// <summary>PUT: reserves a shared stream. The answer is its token.</summary>
    public async Task<Refusal?> ReserveAsync(HttpContext context)
    {
        if (Enter(context, out var place) is { } refusal) return refusal;
        var shared = new SharedEventStream(place!, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        open.Shared[shared.Token] = shared;
        _ = GiveUpAsync(shared);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(shared.Token, context.RequestAborted);
        return null;
    }

    /// <summary>Opens a shared stream.</summary>
    public async Task<Refusal?> OpenAsync(HttpContext context, string token)
    {
        if (Find(context, token) is not { } shared) return NoStream;
        if (!shared.TryOpen()) return new Refusal(StatusCodes.Status409Conflict, "The event stream is open already.");
        try
        {
            using var events = await EventStream.OpenAsync(context, sends, options);
            shared.Opened(events);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Streams.Stopping);
            await events.KeepAliveAsync(ended.Token);

            // The server ends: what runs completes in its own way, and has a moment to say so.
            for (var i = 0; i < 100 && !shared.Operations.IsEmpty && !context.RequestAborted.IsCancellationRequested; i++)
                await Task.Delay(TimeSpan.FromMilliseconds(20), context.RequestAborted);
        }
        finally
        {
            Remove(shared);
        }

        return null;
    }

    /// <summary>Takes an operation whose payloads go to a shared stream, and answers 202. It has the rights of the request that brings it.</summary>
    public async ValueTask<Refusal?> AcceptAsync(HttpContext context, string token, GraphQLRequest request)
    {
        if (Find(context, token) is not { } shared) return NoStream;
        if (request.Extensions is not { } extensions || !extensions.TryGetProperty("operationId", out var member)
            || member.ValueKind != JsonValueKind.String || member.GetString() is not { Length: > 0 and <= MaxIdLength } id)
        {
            return Refusal.NotARequest("\"extensions.operationId\" must name the operation.");
        }

        if (shared.Operations.Count >= Streams.MaxOperationsPerConnection)
        {
            return new Refusal(
                StatusCodes.Status429TooManyRequests, $"At most {Streams.MaxOperationsPerConnection} operations run at a time over one stream.", ErrorCodes.LimitExceeded);
        }

        // What comes with the request is gone when it has been answered.
        var admission = await Streams.AdmitAsync(context);
        var stop = new CancellationTokenSource();
        var refusal = admission.Refusal is { } error ? new Refusal(StatusCodes.Status403Forbidden, error.Message, error.Code)
            : !shared.Operations.TryAdd(id, stop)
                ? new Refusal(StatusCodes.Status409Conflict, $"The operation \"{MessageText.Of(id)}\" runs already.")
            : null;
        if (refusal is not null)
        {
            await admission.DisposeAsync();
            return refusal;
        }

        _ = RunAsync(shared, id, admission, request, stop);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return null;
    }

    /// <summary>DELETE: stops an operation. One that is not there has stopped already.</summary>
    public Refusal? Stop(HttpContext context, string? token)
    {
        if (token is null || Find(context, token) is not { } shared) return NoStream;
        if (context.Request.Query["operationId"] is not [{ Length: > 0 } id]) return Refusal.NotARequest("\"operationId\" must name the operation.");
        if (shared.Operations.TryGetValue(id, out var stop)) stop.Cancel();
        return null;
    }

    private static Refusal NoStream { get; } = new(StatusCodes.Status404NotFound, "There is no such event stream.");

    private async Task RunAsync(SharedEventStream shared, string id, OperationAdmission admission, GraphQLRequest request, CancellationTokenSource stop)
    {
        await Task.Yield();
        try
        {
            await using var own = admission;
            var events = await shared.Events.WaitAsync(stop.Token);
            try
            {
                await operations.RunAsync(
                    request with { Services = own.Services, Cost = own.Cost }, (payload, _) => events.NextAsync(id, payload), stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // By the client, who waits to be told.
            }

            await events.CompleteAsync(id);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The stream has gone.
        }
        finally
        {
            shared.Operations.TryRemove(id, out _);
        }
    }

    // Who reserves and does not come takes nobody's place for long.
    private async Task GiveUpAsync(SharedEventStream shared)
    {
        await Task.Delay(Streams.InitTimeout, options.TimeProvider);
        if (shared.TryOpen()) Remove(shared);
    }

    private void Remove(SharedEventStream shared)
    {
        open.Shared.TryRemove(shared.Token, out _);
        shared.Close();
        shared.Place.Dispose();
    }

    // A token is of use to nobody but the caller who has it.
    private SharedEventStream? Find(HttpContext context, string token) =>
        open.Shared.TryGetValue(token, out var shared) && shared.Place.Caller == Streams.CallerOf(context) ? shared : null;

    private Refusal? Enter(HttpContext context, out StreamPlace? place)
    {
        place = open.TryEnter(Streams.CallerOf(context), Streams, out var isOwnLimit);
        if (place is not null) return null;
        context.Response.Headers.RetryAfter = "5";
        return isOwnLimit
            ? new Refusal(
                StatusCodes.Status429TooManyRequests, $"At most {Streams.MaxConnectionsPerCaller} streams are open for one caller at a time.", ErrorCodes.LimitExceeded)
            : new Refusal(StatusCodes.Status503ServiceUnavailable, "The server has as many streams open as it can. Try again a little later.", ErrorCodes.Overloaded);
    }
}
