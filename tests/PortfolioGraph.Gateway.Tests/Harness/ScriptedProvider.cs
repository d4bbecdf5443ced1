using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>A provider that answers what a test says.</summary>
internal sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<HttpRequest, string, string> _answer;

    private ScriptedProvider(WebApplication app, Func<HttpRequest, string, string> answer) => (_app, _answer) = (app, answer);

    public string Url => _app.Urls.First();

    /// <summary>Paths, queries and bodies that came in.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <param name="answer">The JSON that answers a request with a body.</param>
    public static async Task<ScriptedProvider> StartAsync(Func<HttpRequest, string, string> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new ScriptedProvider(builder.Build(), answer);
        provider._app.Run(provider.AnswerAsync);
        await provider._app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Calls.Enqueue($"{context.Request.Path}{context.Request.QueryString} {body}");
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(_answer(context.Request, body), context.RequestAborted);
    }
}
