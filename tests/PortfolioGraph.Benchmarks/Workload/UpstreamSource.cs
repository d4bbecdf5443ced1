using System.Buffers;
using System.Net.Http.Headers;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The REST upstream. Each answer is read into one array, and the rows point into it.</summary>
internal sealed class UpstreamSource(Uri address) : IWorkloadSource, IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 32,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });

    public async ValueTask<IReadOnlyList<(JsonText, IReadOnlyList<BalanceRow>)>> BalancesAsync(IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        var (body, length) = await PostAsync("/balances", wallets, buffers, cancellationToken);
        return new RowReader(body, length).Balances();
    }

    public async ValueTask<IReadOnlyList<(JsonText, IReadOnlyList<PlatformRow>)>> PlatformsAsync(IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        var (body, length) = await PostAsync("/platforms", wallets, buffers, cancellationToken);
        return new RowReader(body, length).Platforms();
    }

    public async ValueTask<IReadOnlyList<NetworkRow>> NetworksAsync(IReadOnlyList<JsonText> ids, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        var query = string.Join(',', ids.Select(id => System.Text.Encoding.UTF8.GetString(id.Utf8).Trim('"')));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/networks?ids={query}"));
        var (body, length) = await SendAsync(request, buffers, cancellationToken);
        return new RowReader(body, length).Networks();
    }

    public void Dispose() => _http.Dispose();

    private async Task<(byte[] Body, int Length)> PostAsync(string path, IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(16 + (wallets.Count * 8));
        buffer.Write("{\"wallets\":["u8);
        for (var i = 0; i < wallets.Count; i++)
        {
            if (i > 0) buffer.Write(","u8);
            buffer.Write(wallets[i].Utf8);
        }

        buffer.Write("]}"u8);
        using var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = Json;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path)) { Content = content };
        return await SendAsync(request, buffers, cancellationToken);
    }

    private async Task<(byte[] Body, int Length)> SendAsync(HttpRequestMessage request, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var length = (int)response.Content.Headers.ContentLength!.Value;
        var body = buffers.Rent(length);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await stream.ReadExactlyAsync(body.AsMemory(0, length), cancellationToken);
        return (body, length);
    }
}
