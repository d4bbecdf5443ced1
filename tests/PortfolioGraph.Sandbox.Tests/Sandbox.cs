using System.Net;
using System.Text;
using System.Text.Json;
using PortfolioGraph.Sandbox.Okx;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Sandbox.Tests;

/// <summary>A running sandbox and a client that knows its keys.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly SandboxOptions _options;

    private Sandbox(SandboxServer server, SandboxOptions options) => (Server, _options) = (server, options);

    public SandboxServer Server { get; }

    public static async Task<Sandbox> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ??= new SandboxOptions(), CancellationToken.None), options);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A call to OKX, signed with the right keys unless <paramref name="spoil"/> changes the headers.</summary>
    public async Task<Answer> OkxAsync(string target, string? body = null, Action<Dictionary<string, string>>? spoil = null, CancellationToken ct = default)
    {
        var timestamp = _options.TimeProvider.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        var method = body is null ? "GET" : "POST";
        var headers = new Dictionary<string, string>
        {
            ["OK-ACCESS-KEY"] = _options.OkxApiKey,
            ["OK-ACCESS-PASSPHRASE"] = _options.OkxPassphrase,
            ["OK-ACCESS-TIMESTAMP"] = timestamp,
            ["OK-ACCESS-SIGN"] = OkxSigning.Sign(_options.OkxSecretKey, timestamp, method, target, body ?? ""),
        };
        spoil?.Invoke(headers);
        return await SendAsync(Server.OkxUrl, target, body, headers, ct);
    }

    public Task<Answer> MeshAsync(string target, string? body = null, string? secret = null, CancellationToken ct = default) =>
        SendAsync(Server.MeshUrl, target, body, new() { ["X-Client-Id"] = _options.MeshClientId, ["X-Client-Secret"] = secret ?? _options.MeshClientSecret }, ct);

    public Task<Answer> NeptuneAsync(string target, CancellationToken ct = default) => SendAsync(Server.NeptuneUrl, target, null, [], ct);

    /// <summary>What comes for a GET, as it comes.</summary>
    public async Task<RawAnswer> BytesAsync(Uri url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await http.GetAsync(url);
        return new RawAnswer(
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.ContentEncoding.FirstOrDefault(), response.Headers.Location);
    }

    public async Task<Answer> ControlAsync(HttpMethod method, string target, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Server.MeshUrl, target));
        if (body is not null)
            request.Content = new StringContent(body);
        return await ReadAsync(request, CancellationToken.None);
    }

    private async Task<Answer> SendAsync(Uri origin, string target, string? body, Dictionary<string, string> headers, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(origin, target));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await ReadAsync(request, ct);
    }

    private async Task<Answer> ReadAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await _http.SendAsync(request, ct);
        return new Answer(
            response.StatusCode, await response.Content.ReadAsStringAsync(ct), response.Content.Headers.ContentType?.MediaType,
            response.Headers.Date, response.Headers.RetryAfter?.Delta);
    }
}

internal sealed record Answer(HttpStatusCode Status, string Body, string? ContentType, DateTimeOffset? Date, TimeSpan? RetryAfter)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    public JsonElement Data => Json.GetProperty("data");
}

internal sealed record RawAnswer(HttpStatusCode Status, byte[] Body, string? ContentType, string? Encoding, Uri? Location);
