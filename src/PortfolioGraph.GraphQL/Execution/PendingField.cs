using System.Diagnostics;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>A field of a scope that waits for a loader or a task.</summary>
internal abstract class PendingField
{
    /// <summary>The time that it waits, for those who listen.</summary>
    public Activity? Span { get; set; }

    public abstract bool IsCompleted { get; }

    /// <summary>What it waits for, when that is no loader's key.</summary>
    public abstract Task? Task { get; }

    /// <summary>Builds the column. Called once, when completed.</summary>
    public abstract void Resume(ExecutionState state);
}
