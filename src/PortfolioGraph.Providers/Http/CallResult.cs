using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Http;

/// <summary>What one provider call gave: a value and when we had it, or why there is none.</summary>
internal readonly record struct CallResult<T> : ICallResult
{
    private CallResult(T? value, DateTimeOffset fetchedAt, SourceError? error, bool isTransient)
    {
        Value = value;
        FetchedAt = fetchedAt;
        Error = error;
        IsTransient = isTransient;
    }

    /// <summary>Set exactly when <see cref="Error"/> is null.</summary>
    public T? Value { get; }

    public DateTimeOffset FetchedAt { get; }

    public SourceError? Error { get; }

    /// <summary>Whether the same call may succeed if it is made again soon.</summary>
    public bool IsTransient { get; }

    public static CallResult<T> Ok(T value, DateTimeOffset fetchedAt) => new(value, fetchedAt, null, false);

    public static CallResult<T> Failed(SourceError error, bool isTransient, DateTimeOffset fetchedAt) => new(default, fetchedAt, error, isTransient);

    /// <summary>The same failure of a call for something else.</summary>
    public CallResult<TOther> As<TOther>() => CallResult<TOther>.Failed(Error!, IsTransient, FetchedAt);
}
