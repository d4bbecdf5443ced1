using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace PortfolioGraph.Gateway.Tests.Observability;

/// <summary>Stands for a collector or a provider: keeps what is posted to it, and has nothing to say.</summary>
internal sealed class RecordingReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);

            // Each byte a character: text in protobuf stays legible.
            Requests.Enqueue((context.Request.Path, new HeaderDictionary(new Dictionary<string, StringValues>(context.Request.Headers)), Encoding.Latin1.GetString(body.ToArray())));
        });
    }

    public ConcurrentQueue<(string Path, HeaderDictionary Headers, string Body)> Requests { get; } = new();

    public string Url => _app.Urls.Single();

    public static async Task<RecordingReceiver> StartAsync()
    {
        var receiver = new RecordingReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
