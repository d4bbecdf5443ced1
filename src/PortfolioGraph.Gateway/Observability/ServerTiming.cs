using System.Globalization;
using System.Text;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.Providers.Telemetry;

namespace PortfolioGraph.Gateway.Observability;

/// <summary>Where the time of a request went, in the header <c>Server-Timing</c> (W3C), for requests with <c>GraphQL-Timing: report</c>.</summary>
internal static class ServerTiming
{
    private const string RequestHeader = "GraphQL-Timing";
    public const string ResponseHeader = "Server-Timing";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Headers[RequestHeader] == "report" ? ReportAsync(context, next) : next(context);

    private static async Task ReportAsync(HttpContext context, RequestDelegate next)
    {
        var operations = new OperationTimings();
        var providers = ProviderTimings.Begin();
        context.Features.Set(operations);
        context.Response.OnStarting(() =>
        {
            // A request that was not executed has none.
            if (operations.Parse + operations.Validate + operations.Plan > TimeSpan.Zero) context.Response.Headers[ResponseHeader] = Text(operations, providers);
            return Task.CompletedTask;
        });
        await next(context);
    }

    private static string Text(OperationTimings operations, ProviderTimings providers)
    {
        var text = new StringBuilder();
        Add("parse", operations.Parse);
        Add("validate", operations.Validate);
        Add("plan", operations.Plan);
        Add("execute", operations.Execute);
        foreach (var (provider, waited, called, tries) in providers.Read())
        {
            Add($"{provider}-queue", waited);
            Add($"{provider}-call", called, $";desc=\"tries: {tries}\"");
        }

        return text.ToString();

        void Add(string name, TimeSpan time, string description = "") => text.Append(
            CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : ", ")}{name};dur={time.TotalMilliseconds:0.###}{description}");
    }
}
