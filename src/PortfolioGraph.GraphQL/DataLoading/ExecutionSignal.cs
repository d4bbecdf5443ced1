namespace PortfolioGraph.GraphQL.DataLoading;

/// <summary>Wakes an executor that waits for resolvers: one of them has asked a loader meanwhile.</summary>
internal sealed class ExecutionSignal
{
    private TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>For loaders outside an execution.</summary>
    public static ExecutionSignal None { get; } = new();

    /// <summary>Whether the answer comes in parts, and whoever waits goes on without waiting for all others.</summary>
    public bool IsIncremental { get; set; }

    public Task Task => Volatile.Read(ref _source).Task;

    public void Set() => Volatile.Read(ref _source).TrySetResult();

    public void SetAfter(Task task) => _ = task.ContinueWith(
        static (_, signal) => ((ExecutionSignal)signal!).Set(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public void Reset()
    {
        if (_source.Task.IsCompleted) Volatile.Write(ref _source, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
