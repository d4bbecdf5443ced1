namespace PortfolioGraph.Providers.Http;

/// <summary>Bounds on one try of a provider call.</summary>
public sealed record ProviderHttpOptions
{
    /// <summary>How long one try may take, the whole body included.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The greatest answer that is read, after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 32 * 1024 * 1024;
}
