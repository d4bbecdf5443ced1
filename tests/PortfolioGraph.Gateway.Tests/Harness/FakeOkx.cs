using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>An OKX that answers with the very bodies of the test, by the last part of the path.</summary>
internal sealed class FakeOkx : IAsyncDisposable
{
    public const string NoPlatforms = """{"code":0,"msg":"","data":{"walletIdPlatformList":[],"lpTokenAddressList":[]}}""";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _calls = new();

    private FakeOkx(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>The last part of each path that was asked for.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <param name="answer">The body for the last part of a path, its query and the request's body; null: of a wallet that holds nothing.</param>
    public static async Task<FakeOkx> StartAsync(Func<string, string, string, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var okx = new FakeOkx(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var call = context.Request.Path.Value!.Split('/')[^1];
            okx._calls.Enqueue(call);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                answer(call, context.Request.QueryString.Value!, body) ?? (call == "list" ? NoPlatforms : """{"code":"0","msg":"success","data":[]}"""),
                context.RequestAborted);
        });
        await app.StartAsync();
        return okx;
    }

    /// <summary>A gateway over this OKX.</summary>
    public Task<GatewayServer> GatewayAsync() => GatewayServer.StartAsync(new() { ["Providers:Okx:BaseUrl"] = Url });

    /// <summary>The addresses of a list or detail call, each once.</summary>
    public static string[] Addresses(string body)
    {
        using var document = JsonDocument.Parse(body);
        var lists = document.RootElement.TryGetProperty("accountIdInfoList", out var infos) ? infos.EnumerateArray().ToArray() : [document.RootElement];
        return [.. lists.SelectMany(l => l.List("walletAddressList")).Select(a => a.Text("walletAddress")!).Distinct()];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
