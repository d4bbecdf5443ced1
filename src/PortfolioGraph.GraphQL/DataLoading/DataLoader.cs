namespace PortfolioGraph.GraphQL.DataLoading;

/// <summary>
/// Collects keys while fields run and asks for all of them at once when nothing else can run. Lives for one request; a key is asked for once.
/// </summary>
public abstract class DataLoader
{
    /// <summary>Loaders of a lower number run first; those of a higher one wait until no key is left for them, and can so look back on what was loaded.</summary>
    protected internal virtual int Wave => 0;

    internal ExecutionSignal Signal { get; set; } = ExecutionSignal.None;

    internal abstract bool HasPendingKeys { get; }

    /// <summary>Runs one batch over the pending keys. Never throws: failures are results.</summary>
    internal abstract Task DispatchAsync(CancellationToken cancellationToken);

    /// <summary>Lets go of those who await the batch that has just run. They continue on this thread, in the order in which they came.</summary>
    internal abstract void Release();
}
