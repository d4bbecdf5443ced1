namespace PortfolioGraph.Sandbox.Wire;

/// <summary>The last requests, oldest first. Bounded, because the sandbox is a load target too.</summary>
internal sealed class CallLog
{
    internal const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<RecordedCall> _calls = new();

    public void Add(RecordedCall call)
    {
        lock (_lock)
        {
            if (_calls.Count == Capacity)
                _calls.Dequeue();
            _calls.Enqueue(call);
        }
    }

    public IReadOnlyList<RecordedCall> Snapshot()
    {
        lock (_lock)
            return [.. _calls];
    }

    public void Reset()
    {
        lock (_lock)
            _calls.Clear();
    }
}
