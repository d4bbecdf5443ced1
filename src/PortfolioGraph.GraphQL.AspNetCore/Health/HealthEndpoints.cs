using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PortfolioGraph.GraphQL.AspNetCore.Health;

/// <summary>Maps the endpoints that an orchestrator asks.</summary>
public static partial class HealthEndpoints
{
    /// <summary>
    /// <c>GET /health/live</c> answers as long as the process does; <c>GET /health/ready</c> answers 200 or 503 as the report says, and 503
    /// when there is no report because <paramref name="ready"/> failed. HEAD is answered like GET, without the body.
    /// </summary>
    public static IEndpointConventionBuilder MapHealth(
        this IEndpointRouteBuilder endpoints, Func<CancellationToken, ValueTask<ReadinessReport>> ready)
    {
        var logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HealthEndpoints).Namespace!);
        var group = endpoints.MapGroup("/health");
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        group.MapMethods("/live", methods, context => WriteAsync(context, StatusCodes.Status200OK, "live", null));
        group.MapMethods("/ready", methods, async context =>
        {
            var report = await ReportAsync(ready, logger, context.RequestAborted);
            await (report.IsReady
                ? WriteAsync(context, StatusCodes.Status200OK, "ready", report.Details)
                : WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "unready", report.Details));
        });
        return group;
    }

    private static async ValueTask<ReadinessReport> ReportAsync(
        Func<CancellationToken, ValueTask<ReadinessReport>> ready, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await ready(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NoReport(logger, e);
            return new ReadinessReport(false, new Dictionary<string, string>());
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string name, IReadOnlyDictionary<string, string>? details)
    {
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status", name);
            if (details is not null)
            {
                json.WriteStartObject("details");
                foreach (var (part, state) in details) json.WriteString(part, state);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.WrittenCount;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "The readiness of the server could not be found out.")]
        public static partial void NoReport(ILogger logger, Exception exception);
    }
}
