namespace PortfolioGraph.Providers.Caching;

/// <summary>Configuration section <c>Cache</c>: how long answers of providers are kept. Calls for the same wallet at the same time are shared in any case.</summary>
public sealed record CacheOptions
{
    private const string Section = "Cache:";

    /// <summary>How long an answer is served again without asking. 0 switches it off.</summary>
    public int FreshSeconds { get; init; } = 15;

    /// <summary>How long the last good answer may stand in for one that fails. 0 switches it off.</summary>
    public int StaleSeconds { get; init; } = 3600;

    /// <summary>The most memory that is kept of each provider, estimated. Wallets not read for longest go first.</summary>
    public int MaxMegabytes { get; init; } = 32;

    internal long MaxBytes => MaxMegabytes * 1024L * 1024;

    /// <summary>What is wrong, each by its configuration key.</summary>
    public IEnumerable<string> Problems()
    {
        if (FreshSeconds > 86_400)
            yield return $"{Section}{nameof(FreshSeconds)} must be at most 86400";
        if (StaleSeconds > 604_800)
            yield return $"{Section}{nameof(StaleSeconds)} must be at most 604800";
        if (MaxMegabytes is < 1 or > 65_536)
            yield return $"{Section}{nameof(MaxMegabytes)} must be from 1 to 65536";
    }
}
