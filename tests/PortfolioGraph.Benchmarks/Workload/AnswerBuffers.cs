using System.Buffers;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The answers of the upstream that a request's rows point into. Pooled: they go back when the response is written.</summary>
internal sealed class AnswerBuffers : IDisposable
{
    private readonly Lock _gate = new();
    private List<byte[]>? _rented = [];

    public byte[] Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        lock (_gate) _rented?.Add(buffer);
        return buffer;
    }

    public void Dispose()
    {
        List<byte[]>? rented;
        lock (_gate) (rented, _rented) = (_rented, null);
        foreach (var buffer in rented ?? []) ArrayPool<byte>.Shared.Return(buffer);
    }
}
