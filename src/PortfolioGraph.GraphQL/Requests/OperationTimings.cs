namespace PortfolioGraph.GraphQL.Requests;

/// <summary>Where the time of the operations of one HTTP request went (several where it is a batch). Not for use by several threads at a time.</summary>
public sealed class OperationTimings
{
    /// <summary>Zero for a document that was known already.</summary>
    public TimeSpan Parse { get; private set; }

    /// <inheritdoc cref="Parse"/>
    public TimeSpan Validate { get; private set; }

    /// <summary>Choosing the operation, reading its variables, pricing it, and planning it where it was not planned before.</summary>
    public TimeSpan Plan { get; private set; }

    /// <summary>Resolvers, what they waited for, and writing the answer.</summary>
    public TimeSpan Execute { get; private set; }

    internal void Add(OperationStep step, TimeSpan time)
    {
        switch (step)
        {
            case OperationStep.Parse: Parse += time; break;
            case OperationStep.Validate: Validate += time; break;
            case OperationStep.Plan: Plan += time; break;
            default: Execute += time; break;
        }
    }
}
