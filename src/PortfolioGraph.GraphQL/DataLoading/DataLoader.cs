namespace PortfolioGraph.GraphQL.DataLoading;

/// <summary>
/// Collects keys while fields run and asks for all of them at once when nothing else can run. Lives for one request; a key is asked for once.
/// </summary>
public abstract class DataLoader
{
    // Set while a batch runs: what is asked from inside it has to run before the batch can end.
    private protected static readonly AsyncLocal<bool> InsideBatch = new();

    /// <summary>Set while a deferred part of an answer runs: what is asked from inside it is not waited for by the rest.</summary>
    internal static readonly AsyncLocal<bool> InDeferredPart = new();

    /// <summary>Loaders of a lower number run first; those of a higher one wait until no key is left for them, and can so look back on what was loaded.</summary>
    protected internal virtual int Wave => 0;

    /// <summary>
    /// Waits for nothing outside the program. Of an answer that comes in parts, its keys are loaded whatever else is under way: no part waits for
    /// what another one waits for.
    /// </summary>
    protected internal virtual bool IsLocal => false;

    internal ExecutionSignal Signal { get; set; } = ExecutionSignal.None;

    internal abstract bool HasPendingKeys { get; }

    /// <summary>Whether a running batch, of this loader or of another one, waits for keys that are still pending here.</summary>
    internal abstract bool IsNeededByBatch { get; }

    /// <summary>Of an answer that comes in parts: whether the initial one waits for keys that are still pending here.</summary>
    internal abstract bool IsUrgent { get; }

    /// <summary>Runs one batch over the pending keys. Never throws: failures are results.</summary>
    internal abstract Task DispatchAsync(CancellationToken cancellationToken);

    /// <summary>Lets go of those whose keys are loaded. They continue on this thread, in the order in which they came.</summary>
    internal abstract void Release();

    /// <summary>The same while a batch runs, for keys that are there before the others.</summary>
    /// <returns>Whether anybody was let go of.</returns>
    internal abstract bool ReleaseEarly(bool onlyUrgent);
}
