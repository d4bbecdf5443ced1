using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers;

/// <summary>The value for one key, or why there is none. An expected failure is a value, not an exception.</summary>
public readonly record struct ProviderResult<T>
{
    private ProviderResult(T? value, SourceError? error, SourceStatus status)
    {
        Value = value;
        Error = error;
        Status = status;
    }

    /// <summary>Meaningful unless <see cref="Status"/> is Failed or Unsupported; null where the provider knows nothing of the key.</summary>
    public T? Value { get; }

    public SourceError? Error { get; }

    public SourceStatus Status { get; }

#pragma warning disable CA1000 // Named factories say which outcome is meant; a second, non-generic type would only repeat them.
    public static ProviderResult<T> Ok(T value) => new(value, null, SourceStatus.Ok);

    public static ProviderResult<T> Partial(T value, SourceError error) => new(value, error, SourceStatus.Partial);

    public static ProviderResult<T> Failed(SourceError error) => new(default, error, SourceStatus.Failed);

    public static ProviderResult<T> Unsupported(SourceError error) => new(default, error, SourceStatus.Unsupported);
#pragma warning restore CA1000
}
