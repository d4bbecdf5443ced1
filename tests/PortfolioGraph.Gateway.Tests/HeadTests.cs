using System.Net;
using Microsoft.Net.Http.Headers;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>HEAD is GET without the body, and pages of other origins read what the documents tell clients to read.</summary>
public sealed class HeadTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private GatewayServer _server = null!;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync(new() { ["Http:AllowedOrigins"] = "https://app.example", ["Http:Ide"] = "true", ["Http:Page"] = "true" });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/health/live", "*/*")]
    [InlineData("/health/ready", "*/*")]
    [InlineData("/graphql?sdl", "*/*")]
    [InlineData("/graphql", "text/html")]
    [InlineData("/", "text/html")]
    public async Task Head_IsGetWithoutTheBody(string path, string accept)
    {
        using var get = await SendAsync(HttpMethod.Get, path, accept);
        using var head = await SendAsync(HttpMethod.Head, path, accept);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        Headers(head).ShouldBe(Headers(get));
        head.Content.Headers.ContentLength.ShouldBe((await get.Content.ReadAsByteArrayAsync()).Length);

        static string Headers(HttpResponseMessage response) => string.Join('\n', response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Transfer-Encoding")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order());
    }

    [Theory]
    [InlineData("/graphql?query={__typename}")]
    [InlineData("/graphql?sdl")]
    public async Task CrossOrigin_Answer_ExposesWhatClientsRead(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Url, path));
        request.Headers.Add("Origin", "https://app.example");
        using var response = await Http.SendAsync(request);
        response.Headers.GetValues(HeaderNames.AccessControlExposeHeaders).SelectMany(h => h.Split(',', StringSplitOptions.TrimEntries)).ShouldBe(
            ["Retry-After", "GraphQL-Cost", "Age", "PortfolioGraph-Mode", "Server-Timing", "WWW-Authenticate", "ETag", "Allow"], ignoreOrder: true);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string accept)
    {
        var request = new HttpRequestMessage(method, new Uri(_server.Url, path));
        request.Headers.Accept.ParseAdd(accept);
        return Http.SendAsync(request);
    }
}
