using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.GraphQL.AspNetCore.Http;
using PortfolioGraph.GraphQL.AspNetCore.Requests;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.AspNetCore.Streams;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore;

/// <summary>Takes an HTTP request from its headers to its answer. Whatever happens, the answer is a well-formed GraphQL response.</summary>
internal sealed partial class GraphQLHandler
{
    private const string CostHeader = "GraphQL-Cost";

    private static readonly string[] ReadByClients = [CostHeader, HeaderNames.RetryAfter, HeaderNames.ETag, HeaderNames.Allow];

    private readonly RequestExecutor _executor;
    private readonly GraphQLHttpOptions _options;
    private readonly ILogger _logger;
    private readonly HttpPostTransport _post;
    private readonly HttpGetTransport _get;
    private readonly EventStreamTransport _events;
    private readonly SocketTransport _sockets;
    private readonly SchemaEndpoint? _schema;
    private readonly CrossOrigin? _crossOrigin;
    private readonly byte[]? _page;
    private readonly ConcurrencyLimiter? _turns;
    private readonly OpenSends _sends;
    private readonly ObjectPool<Utf8ResponseWriter> _writers;

    public GraphQLHandler(RequestExecutor executor, GraphQLHttpOptions options, OpenStreams open, ILoggerFactory loggers)
    {
        _executor = executor;
        _options = options;
        _logger = loggers.CreateLogger(typeof(GraphQLEndpoints).Namespace!);
        _sends = new OpenSends(options.SendTimeout, options.TimeProvider);
        _writers = new DefaultObjectPoolProvider().Create(new WriterPolicy(new ResponseMemory(options.MaxBytesInFlight, _sends.EndSlow)));
        _post = new HttpPostTransport(options);
        _get = new HttpGetTransport(options);
        _schema = options.Sdl is { } sdl ? new SchemaEndpoint(sdl) : null;
        _crossOrigin = options.AllowedOrigins.Count > 0 ? new CrossOrigin(options.AllowedOrigins, [.. ReadByClients, .. options.ExposedHeaders], loggers) : null;
        _turns = options.MaxConcurrentRequests > 0
            ? new ConcurrencyLimiter(new ConcurrencyLimiterOptions
            {
                PermitLimit = options.MaxConcurrentRequests,
                QueueLimit = options.MaxWaitingRequests,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })
            : null;
        var operations = new StreamedOperations(executor, options, _turns, _writers);
        _events = new EventStreamTransport(operations, open, _sends, options);
        _sockets = new SocketTransport(operations, open, _sends, options, _logger);
        _page = options.IdePage is { } page ? Encoding.UTF8.GetBytes(page) : null;
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (_crossOrigin?.Answer(context) == true) return;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (_options.Admit is { } admit && !await admit(context)) return;

        if (context.WebSockets.IsWebSocketRequest)
        {
            await _sockets.InvokeAsync(context);
            return;
        }

        var isGet = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (isGet && _schema is not null && context.Request.Query.ContainsKey("sdl"))
        {
            await _schema.WriteAsync(context, context.RequestAborted);
            return;
        }

        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var mediaType = AcceptNegotiation.Choose(context.Request.Headers.Accept, offerHtml: isGet && _page is not null);
        if (mediaType == ResponseMediaType.Html)
        {
            await WritePageAsync(context);
            return;
        }

        var writer = _writers.Get();
        try
        {
            await AnswerAsync(context, mediaType, writer);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested || (e is OperationCanceledException && context.Response.HasStarted))
        {
            // Nobody is left to be answered, or who does not take the answer was let go.
        }
        finally
        {
            _writers.Return(writer);
        }
    }

    private async Task AnswerAsync(HttpContext context, ResponseMediaType? accepted, Utf8ResponseWriter writer)
    {
        var mediaType = accepted ?? ResponseMediaType.Json;
        int status;
        try
        {
            if (await StreamAsync(context, accepted) is not { } parsed) return;
            status = parsed.Refusal is { } refusal
                ? Refuse(context, refusal, writer)
                : await ExecuteAsync(context, parsed, mediaType, writer);
        }
        catch (IOException e) when (!context.Response.HasStarted)
        {
            // Not all that is wrong with a body has an exception of its own.
            var code = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            status = Refuse(context, new Refusal(code, "The body could not be read."), writer);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            if (context.Response.HasStarted)
            {
                // A stream that breaks off: by its end the client knows that it is not complete.
                if (e is not OperationCanceledException) Log.RequestFailed(_logger, CorrelationId.Current, e);
                context.Abort();
                return;
            }

            status = Fail(e, writer);
        }

        if (context.Response.HasStarted) return;
        await WriteAsync(context, status, GraphQLStatusMap.ContentType(status, mediaType, _options.StatusProfile), writer.WrittenMemory);
    }

    /// <summary>Reads the request, and answers it where that takes a stream.</summary>
    /// <returns>Null where it is answered.</returns>
    private async ValueTask<ParsedRequests?> StreamAsync(HttpContext context, ResponseMediaType? accepted)
    {
        var (method, token) = (context.Request.Method, EventStreamTransport.TokenOf(context.Request));
        if (HttpMethods.IsPut(method)) return Refused(await _events.ReserveAsync(context));
        if (HttpMethods.IsDelete(method)) return Refused(_events.Stop(context, token));
        if (accepted is null)
        {
            return new Refusal(
                StatusCodes.Status406NotAcceptable, "Answers are application/graphql-response+json, application/json or text/event-stream, and none of them is accepted.");
        }

        if (accepted == ResponseMediaType.EventStream && token is not null) return Refused(await _events.OpenAsync(context, token));
        var parsed = await ReadAsync(context);
        if (parsed.Refusal is not null) return parsed;
        var streams = accepted == ResponseMediaType.EventStream || token is not null
            || (!parsed.IsBatch && AcceptNegotiation.TakesEvents(context.Request.Headers.Accept) && _executor.IsSubscription(parsed.Requests[0]));
        if (!streams) return parsed;
        if (parsed.IsBatch) return Refusal.NotARequest("Requests that are answered by a stream are sent one at a time.");
        var request = parsed.Requests[0] with { Cost = context.Features.Get<CostMeter>() ?? new CostMeter() };
        return Refused(token is null ? await _events.AnswerAsync(context, request) : await _events.AcceptAsync(context, token, request));

        static ParsedRequests? Refused(Refusal? refusal) => refusal is null ? null : new ParsedRequests?(refusal);
    }

    private ValueTask<ParsedRequests> ReadAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsPost(method)) return _post.ReadAsync(context, context.RequestAborted);
        return ValueTask.FromResult(HttpMethods.IsGet(method)
            ? _get.Read(context)
            : new Refusal(StatusCodes.Status405MethodNotAllowed, $"{method} is not supported, only GET and POST are, and PUT and DELETE for event streams.") { Allow = "GET, POST, PUT, DELETE" });
    }

    private async ValueTask<int> ExecuteAsync(HttpContext context, ParsedRequests parsed, ResponseMediaType mediaType, Utf8ResponseWriter writer)
    {
        var received = _options.TimeProvider.GetTimestamp();
        using var deadline = _options.ExecutionTimeout is { } timeout ? new CancellationTokenSource(timeout, _options.TimeProvider) : null;
        using var gone = deadline is null ? default : context.RequestAborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), deadline);
        var cancellationToken = deadline?.Token ?? context.RequestAborted;
        try
        {
            using var turn = _turns is null ? null : await _turns.AcquireAsync(1, cancellationToken);
            if (turn is { IsAcquired: false })
            {
                context.Response.Headers.RetryAfter = "1";
                return Refuse(context, new Refusal(
                    StatusCodes.Status503ServiceUnavailable, "The server has as much to do as it can. Try again a little later.", ErrorCodes.Overloaded), writer);
            }

            var cost = context.Features.Get<CostMeter>() ?? new CostMeter();
            var timings = context.Features.Get<OperationTimings>();
            if (!parsed.IsBatch && AcceptNegotiation.TakesParts(context.Request.Headers.Accept))
                return await ExecuteInPartsAsync(context, Metered(parsed.Requests[0]), mediaType, writer, cancellationToken);
            var status = parsed.IsBatch
                ? await ExecuteBatchAsync([.. parsed.Requests.Select(Metered)], writer, cancellationToken)
                : await ExecuteOneAsync(context, Metered(parsed.Requests[0]), mediaType, writer, cancellationToken);
            ReportCost(context, cost);
            return status;

            GraphQLRequest Metered(GraphQLRequest request) => request with { Cost = cost, Timings = timings, Received = received };
        }
        catch (OperationCanceledException) when (deadline?.IsCancellationRequested == true && !context.RequestAborted.IsCancellationRequested)
        {
            return Refuse(context, new Refusal(StatusCodes.Status408RequestTimeout, TookTooLong, ErrorCodes.Timeout), writer);
        }
    }

    private string TookTooLong => $"The execution took longer than {_options.ExecutionTimeout!.Value.TotalSeconds:0.###} s.";

    private static void ReportCost(HttpContext context, CostMeter cost)
    {
        if (context.Request.Headers[CostHeader] == "report") context.Response.Headers[CostHeader] = cost.Total.ToString(CultureInfo.InvariantCulture);
    }

    private async ValueTask<int> ExecuteOneAsync(
        HttpContext context, GraphQLRequest request, ResponseMediaType mediaType, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        var outcome = await _executor.ExecuteAsync(request, writer, cancellationToken);
        return StatusOf(context, request, outcome, mediaType, writer);
    }

    // The deadline is that of the whole answer: what is not there by then ends with an error of its own.
    private async ValueTask<int> ExecuteInPartsAsync(
        HttpContext context, GraphQLRequest request, ResponseMediaType mediaType, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        await using var stream = await _executor.ExecuteInPartsAsync(request, cancellationToken);
        if (await stream.MoveNextAsync()) await stream.WriteAsync(writer, cancellationToken);
        var status = StatusOf(context, request, stream.Outcome, mediaType, writer);
        ReportCost(context, request.Cost);
        if (!stream.HasNext) return status;

        var response = new MultipartResponse(context, SenderTo(context));
        await response.BeginAsync(status, writer);
        try
        {
            while (await stream.MoveNextAsync())
            {
                await stream.WriteAsync(writer, cancellationToken);
                await response.WriteAsync(writer, isLast: !stream.HasNext);
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            writer.Truncate(0);
            if (stream.TryEnd(new GraphQLError(TookTooLong, [], ErrorCodes.Timeout), writer)) await response.WriteAsync(writer, isLast: true);
        }

        return status;
    }

    private int StatusOf(HttpContext context, GraphQLRequest request, RequestOutcome outcome, ResponseMediaType mediaType, Utf8ResponseWriter writer)
    {
        if (outcome == RequestOutcome.NotPaid && request.Cost.NotPaid is { } unpaid)
            context.Response.Headers.RetryAfter = unpaid.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        if (outcome == RequestOutcome.Overloaded) context.Response.Headers.RetryAfter = "1";
        if (outcome == RequestOutcome.OperationNotAllowed) context.Response.Headers.Allow = HttpMethods.Post;

        // Errors come first in a response, where there are any.
        var hasErrors = writer.WrittenSpan.StartsWith("{\"errors\":"u8);
        return GraphQLStatusMap.Of(outcome, hasErrors, mediaType, _options.StatusProfile);
    }

    // One after the other: a batch may not use more of the server at a time than a request may.
    private async ValueTask<int> ExecuteBatchAsync(
        IReadOnlyList<GraphQLRequest> requests, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            writer.WriteByte(i == 0 ? (byte)'[' : (byte)',');
            await _executor.ExecuteAsync(requests[i], writer, cancellationToken);
        }

        writer.WriteByte((byte)']');
        return StatusCodes.Status200OK;
    }

    private int Refuse(HttpContext context, Refusal refusal, Utf8ResponseWriter writer)
    {
        if (refusal.Allow is { } methods) context.Response.Headers.Allow = methods;
        writer.Truncate(0);
        ResponseWriting.WriteErrors(writer, [new GraphQLError(refusal.Message, [], refusal.Code)]);
        return GraphQLStatusMap.Of(refusal, _options.StatusProfile);
    }

    private int Fail(Exception exception, Utf8ResponseWriter writer)
    {
        var id = CorrelationId.Current;
        Log.RequestFailed(_logger, id, exception);
        writer.Truncate(0);
        ResponseWriting.WriteErrors(writer, [new GraphQLError("Unexpected error.", [], ErrorCodes.Internal)
        {
            Extensions = new Dictionary<string, object?> { ["correlationId"] = id },
        }]);
        return StatusCodes.Status500InternalServerError;
    }

    private Task WritePageAsync(HttpContext context)
    {
        // Nobody may put the page into a frame and have its buttons pressed.
        context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        return WriteAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", _page!);
    }

    private PieceSender SenderTo(HttpContext context) => new(context, _sends, _options.SendTimeout, _options.TimeProvider);

    private async Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method)) await SenderTo(context).SendAsync(body);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A GraphQL request failed unexpectedly; the client was told {CorrelationId}.")]
        public static partial void RequestFailed(ILogger logger, string correlationId, Exception exception);
    }
}
