namespace PortfolioGraph.Providers.Resilience;

/// <summary>
/// Configuration section <c>Resilience</c>: how calls to a provider are held within limits, tried again, and given up. Each provider has
/// limits of its own, so that one which hangs takes nothing from another.
/// </summary>
public sealed record ResilienceOptions
{
    private const string Section = "Resilience:";

    /// <summary>The most tries of one call, the first included.</summary>
    public int MaxTries { get; init; } = 6;

    /// <summary>How long one try may take, the whole body included.</summary>
    public int TrySeconds { get; init; } = 8;

    /// <summary>How long one call may take with all of its tries and waiting, even where a request allows more.</summary>
    public int CallSeconds { get; init; } = 30;

    /// <summary>The least wait before the second try; later ones are drawn from a growing range.</summary>
    public int RetryMilliseconds { get; init; } = 250;

    /// <summary>The longest wait before a try that the provider does not ask for itself.</summary>
    public int MaxRetrySeconds { get; init; } = 5;

    /// <summary>The most calls to one provider that are on the wire at a time.</summary>
    public int MaxConcurrentCalls { get; init; } = 8;

    /// <summary>How long a circuit stays open before a probe is let through.</summary>
    public int BreakSeconds { get; init; } = 30;

    /// <summary>The time whose tries decide whether the circuit opens.</summary>
    public int SamplingSeconds { get; init; } = 30;

    /// <summary>How many of the tries within the last <see cref="SamplingSeconds"/> must have failed to open the circuit.</summary>
    public int BreakPercent { get; init; } = 80;

    /// <summary>How many tries there must have been in that time.</summary>
    public int BreakMinimumTries { get; init; } = 10;

    /// <summary>What is wrong, each by its configuration key.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value, least) in new[]
        {
            (nameof(MaxTries), MaxTries, 1), (nameof(TrySeconds), TrySeconds, 1), (nameof(CallSeconds), CallSeconds, 1),
            (nameof(RetryMilliseconds), RetryMilliseconds, 1), (nameof(MaxRetrySeconds), MaxRetrySeconds, 1),
            (nameof(MaxConcurrentCalls), MaxConcurrentCalls, 1), (nameof(BreakSeconds), BreakSeconds, 1),
            (nameof(SamplingSeconds), SamplingSeconds, 1),
            (nameof(BreakPercent), BreakPercent, 1), (nameof(BreakMinimumTries), BreakMinimumTries, 2),
        })
        {
            if (value < least)
                yield return $"{Section}{name} must be at least {least}";
            else if (value > 86_400)
                yield return $"{Section}{name} must be at most 86400";
        }
        if (BreakPercent > 100)
            yield return $"{Section}{nameof(BreakPercent)} must be at most 100";
        if (MaxTries > 6)
            yield return $"{Section}{nameof(MaxTries)} must be at most 6";
        if (RetryMilliseconds > MaxRetrySeconds * 1000L)
            yield return $"{Section}{nameof(RetryMilliseconds)} must not be more than {Section}{nameof(MaxRetrySeconds)}";
    }
}
