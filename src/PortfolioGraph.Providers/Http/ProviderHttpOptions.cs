namespace PortfolioGraph.Providers.Http;

/// <summary>Bounds on one try of a provider call.</summary>
public sealed record ProviderHttpOptions
{
    /// <summary>No bound on the size may be greater than this.</summary>
    public const int MostMegabytes = 1024;

    private const int BytesOfMegabyte = 1024 * 1024;

    /// <summary>How long one try may take, the whole body included.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The greatest answer that is read, after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 32 * BytesOfMegabyte;

    /// <summary>The same with another bound on the size.</summary>
    public ProviderHttpOptions Reading(int megabytes) => this with { MaxResponseBytes = megabytes * BytesOfMegabyte };
}
