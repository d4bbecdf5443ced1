using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers;

/// <summary>The value for one key, or why there is none. An expected failure is a value, not an exception; so is a key that was forgotten.</summary>
public readonly record struct ProviderResult<T>
{
    private static readonly SourceError Forgotten = new(SourceErrorCodes.MalformedResponse, null, "The provider gave no answer to this.");

    private readonly SourceStatus? _status;
    private readonly SourceError? _error;

    private ProviderResult(T? value, SourceError? error, SourceStatus status)
    {
        Value = value;
        _error = error;
        _status = status;
    }

    /// <summary>Meaningful unless <see cref="Status"/> is Failed or Unsupported; null where the provider knows nothing of the key.</summary>
    public T? Value { get; private init; }

    public SourceError? Error => _status is null ? Forgotten : _error;

    /// <summary>Failed where nothing was said.</summary>
    public SourceStatus Status => _status ?? SourceStatus.Failed;

    /// <summary>When the value was had from the provider; null where it is not known, or there is none.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

#pragma warning disable CA1000 // Named factories say which outcome is meant; a second, non-generic type would only repeat them.
    public static ProviderResult<T> Ok(T value) => new(value, null, SourceStatus.Ok);

    public static ProviderResult<T> Partial(T value, SourceError error) => new(value, error, SourceStatus.Partial);

    public static ProviderResult<T> Failed(SourceError error) => new(default, error, SourceStatus.Failed);

    public static ProviderResult<T> Unsupported(SourceError error) => new(default, error, SourceStatus.Unsupported);
#pragma warning restore CA1000

    /// <summary>This result in place of one that failed, and says so.</summary>
    /// <param name="failed">Why there is no newer one.</param>
    /// <param name="mark">The value, marked as stale.</param>
    internal ProviderResult<T> InPlaceOf(SourceError failed, Func<T, T> mark) =>
        new(Value is null ? default : mark(Value), failed, SourceStatus.Stale) { FetchedAt = FetchedAt };
}
