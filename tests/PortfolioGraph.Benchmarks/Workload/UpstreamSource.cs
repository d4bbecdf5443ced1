using System.Buffers;
using System.Net.Http.Headers;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The REST upstream. Each answer is read into one array that lives as long as the rows that point into it.</summary>
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

    public async ValueTask<IReadOnlyList<(JsonText, IReadOnlyList<BalanceRow>)>> BalancesAsync(IReadOnlyList<JsonText> wallets, CancellationToken cancellationToken)
    {
        var body = await PostAsync("/balances", wallets, cancellationToken);
        return new RowReader(body).Balances();
    }

    public async ValueTask<IReadOnlyList<(JsonText, IReadOnlyList<PlatformRow>)>> PlatformsAsync(IReadOnlyList<JsonText> wallets, CancellationToken cancellationToken)
    {
        var body = await PostAsync("/platforms", wallets, cancellationToken);
        return new RowReader(body).Platforms();
    }

    public async ValueTask<IReadOnlyList<NetworkRow>> NetworksAsync(IReadOnlyList<JsonText> ids, CancellationToken cancellationToken)
    {
        var query = string.Join(',', ids.Select(id => System.Text.Encoding.UTF8.GetString(id.Utf8).Trim('"')));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/networks?ids={query}"));
        var body = await SendAsync(request, cancellationToken);
        return new RowReader(body).Networks();
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> PostAsync(string path, IReadOnlyList<JsonText> wallets, CancellationToken cancellationToken)
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
        return await SendAsync(request, cancellationToken);
    }

    private async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var body = GC.AllocateUninitializedArray<byte>((int)response.Content.Headers.ContentLength!.Value);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}
