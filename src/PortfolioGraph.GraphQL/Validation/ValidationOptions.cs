namespace PortfolioGraph.GraphQL.Validation;

/// <summary>How a document is validated.</summary>
public sealed record ValidationOptions
{
    public static ValidationOptions Default { get; } = new();

    /// <summary>Validation stops after this many errors, with one more that says so. Null: no limit.</summary>
    public int? MaxErrors { get; init; } = 100;

    /// <summary>
    /// Validation stops with an error after this many steps that do not come one a node of the document: comparisons of fields, visits of
    /// fragments from operations. Far above what an honest document needs. Null: no limit.
    /// </summary>
    public long? MaxWork { get; init; } = 2_000_000;

    /// <summary>
    /// Validation stops with an error when it has taken this long. Looked at after every few thousand steps, so that a small document passes even
    /// where the first request has to wait for code to be compiled. Null: no limit.
    /// </summary>
    public TimeSpan? MaxTime { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether errors suggest known names. Off where the schema is not to be told (no introspection).</summary>
    public bool Suggestions { get; init; } = true;
}
