namespace PortfolioGraph.GraphQL.Json;

/// <summary>The bytes that the buffers of all answers take together, from the first one written to the last one sent. Thread-safe.</summary>
/// <param name="maxBytes">What they may take; 0 is no bound.</param>
/// <param name="onShort">Told when there is no room, so that it can be made for those who come next.</param>
public sealed class ResponseMemory(long maxBytes, Action? onShort = null)
{
    // So small a buffer is not worth a refusal: errors are written into such ones, too.
    private const int Free = 64 * 1024;

    private long _taken;

    /// <summary>What they take now.</summary>
    public long Taken => Volatile.Read(ref _taken);

    internal bool TryTake(int bytes)
    {
        if (bytes <= Free) return true;
        if (Interlocked.Add(ref _taken, bytes) <= maxBytes || maxBytes == 0) return true;
        Interlocked.Add(ref _taken, -bytes);
        onShort?.Invoke();
        return false;
    }

    internal void GiveBack(int bytes)
    {
        if (bytes > Free) Interlocked.Add(ref _taken, -bytes);
    }
}
