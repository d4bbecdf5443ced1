using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace PortfolioGraph.Providers.Tests;

/// <summary>Answers requests from a function, and keeps what was sent.</summary>
internal sealed class StubHttp(Func<SentRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<SentRequest> _sent = new();

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    public HttpMessageInvoker Invoker() => new(this);

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, headers, body);
        _sent.Enqueue(sent);
        return answer(sent);
    }
}

internal sealed record SentRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Url.AbsolutePath;

    public string PathAndQuery => Url.PathAndQuery;
}
