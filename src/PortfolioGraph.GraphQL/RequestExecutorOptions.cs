using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL;

/// <summary>Limits and hooks of a <see cref="RequestExecutor"/>.</summary>
public sealed record RequestExecutorOptions
{
    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>Where introspection is not allowed, validation suggests no names either.</summary>
    public OperationLimits Limits { get; init; } = OperationLimits.Default;

    /// <summary>The largest answer in bytes, or payload of a stream of answers; a larger one is an error without data. 0 is no limit.</summary>
    public int MaxResponseBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many documents are kept parsed, validated and planned.</summary>
    public int DocumentCacheSize { get; init; } = 1_000;

    /// <summary>Measures how long operations take.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told of each failure that clients see masked, with the id that they see.</summary>
    public Action<string, Exception>? OnUnexpectedError { get; init; }
}
