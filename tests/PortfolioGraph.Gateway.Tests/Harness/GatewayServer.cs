using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>
/// A gateway over real sockets in Production, and the providers that it is configured for: a sandbox of its own, which it takes for the real ones.
/// </summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly SandboxOptions _options;

    private GatewayServer(WebApplication app, SandboxServer sandbox, SandboxOptions options, RecordingLogs logs)
    {
        _app = app;
        _options = options;
        Sandbox = sandbox;
        Logs = logs;
        Url = new Uri(app.Urls.First());
    }

    public Uri Url { get; }

    public IServiceProvider Services => _app.Services;

    public SandboxServer Sandbox { get; }

    public RecordingLogs Logs { get; }

    /// <summary>What must not get out.</summary>
    public IReadOnlyList<string> Secrets => [_options.OkxApiKey, _options.OkxSecretKey, _options.OkxPassphrase, _options.OkxProjectId, _options.MeshClientId, _options.MeshClientSecret];

    public static async Task<GatewayServer> StartAsync(
        Dictionary<string, string?>? settings = null, LogLevel logs = LogLevel.Warning, TimeProvider? clock = null, string? file = null)
    {
        var options = new SandboxOptions
        {
            OkxApiKey = "okx-key-5f1d", OkxSecretKey = "okx-secret-83c0", OkxPassphrase = "okx-passphrase-e97a", OkxProjectId = "okx-project-20b6",
            MeshClientId = "mesh-client-c41e", MeshClientSecret = "mesh-secret-7d92",
        };
        var sandbox = await SandboxServer.StartAsync(options, CancellationToken.None);
        var all = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = logs.ToString(),
            ["Logging:LogLevel:Microsoft.AspNetCore"] = logs.ToString(),
            ["Limits:AllowIntrospection"] = "true",
            ["Cache:FreshSeconds"] = "0",
            ["Cache:StaleSeconds"] = "0",
            ["Providers:Okx:BaseUrl"] = sandbox.OkxUrl.GetLeftPart(UriPartial.Authority),
            ["Providers:Okx:ApiKey"] = options.OkxApiKey,
            ["Providers:Okx:SecretKey"] = options.OkxSecretKey,
            ["Providers:Okx:Passphrase"] = options.OkxPassphrase,
            ["Providers:Okx:ProjectId"] = options.OkxProjectId,
            ["Providers:Okx:RequestsPerSecond"] = "1000",
            ["Providers:Mesh:BaseUrl"] = sandbox.MeshUrl.GetLeftPart(UriPartial.Authority),
            ["Providers:Mesh:ClientId"] = options.MeshClientId,
            ["Providers:Mesh:ClientSecret"] = options.MeshClientSecret,
            ["Providers:Mesh:RequestsPerSecond"] = "1000",
            ["Providers:Neptune:BaseUrl"] = sandbox.NeptuneUrl.GetLeftPart(UriPartial.Authority),
            ["Providers:Neptune:Enabled"] = "true",
            ["Providers:Neptune:RequestsPerSecond"] = "1000",
        };
        foreach (var (key, value) in settings ?? []) all[key] = value;

        var recorder = new RecordingLogs();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(all);
        if (file is not null) builder.Configuration.AddJsonFile(file, optional: false, reloadOnChange: true);
        builder.Logging.ClearProviders().AddProvider(recorder);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = await GatewayHost.BuildAsync(builder, CancellationToken.None, clock);
        await app.StartAsync();
        return new GatewayServer(app, sandbox, options, recorder);
    }

    /// <summary>Ends it as a signal does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    /// <summary>Asks the graph over HTTP.</summary>
    /// <param name="credential">Sent as a bearer's.</param>
    public async Task<Answer> AskAsync(string query, object? variables = null, string? credential = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (credential is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {credential}");
        using var response = await _http.SendAsync(request, cancellationToken);
        return new Answer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value)));
    }

    /// <summary>Asks, and gives what was asked of the providers for it.</summary>
    public async Task<(Answer Answer, IReadOnlyList<RecordedCall> Calls)> AskAndCountAsync(string query, object? variables = null)
    {
        Sandbox.ResetCalls();
        var answer = await AskAsync(query, variables);
        return (answer, Sandbox.Calls);
    }

    /// <summary>The answer of a provider to a call, by a client of the test's own.</summary>
    public async Task<JsonElement> RawAsync(RecordedCall call)
    {
        var origin = call.Provider switch { "okx" => Sandbox.OkxUrl, "mesh" => Sandbox.MeshUrl, _ => Sandbox.NeptuneUrl };
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), new Uri(origin, call.Path + call.Query));
        if (call.Body.Length > 0) request.Content = new StringContent(call.Body, Encoding.UTF8, "application/json");
        var timestamp = _options.TimeProvider.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        var signed = Encoding.UTF8.GetBytes(timestamp + call.Method + call.Path + call.Query + call.Body);
        request.Headers.Add("OK-ACCESS-KEY", _options.OkxApiKey);
        request.Headers.Add("OK-ACCESS-PASSPHRASE", _options.OkxPassphrase);
        request.Headers.Add("OK-ACCESS-TIMESTAMP", timestamp);
        request.Headers.Add("OK-ACCESS-SIGN", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.OkxSecretKey), signed)));
        request.Headers.Add("X-Client-Id", _options.MeshClientId);
        request.Headers.Add("X-Client-Secret", _options.MeshClientSecret);
        using var response = await _http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
