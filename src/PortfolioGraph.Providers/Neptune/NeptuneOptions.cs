using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Configuration section <c>Providers:Neptune</c>. Neptune needs no key.</summary>
public sealed class NeptuneOptions
{
    private const string Section = "Providers:Neptune";

    /// <summary>An origin.</summary>
    public string BaseUrl { get; set; } = "https://api-v2.nept.finance";

    /// <summary>Neptune is live when this is true.</summary>
    public bool Enabled { get; set; }

    /// <summary>Neptune publishes no rate limit: this is what we hold to be polite.</summary>
    public int RequestsPerSecond { get; set; } = 5;

    /// <summary>The greatest answer that is read, in units of 1,048,576 bytes, after decompression.</summary>
    public int MaxResponseMegabytes { get; set; } = 32;

    /// <summary>What is wrong, each by its configuration key.</summary>
    public IEnumerable<string> Problems()
    {
        if (ProviderOrigin.Problem($"{Section}:{nameof(BaseUrl)}", BaseUrl) is { } origin)
            yield return origin;
        if (RequestsPerSecond < 1)
            yield return $"{Section}:{nameof(RequestsPerSecond)} must be at least 1";
        if (RequestsPerSecond > 10_000)
            yield return $"{Section}:{nameof(RequestsPerSecond)} must be at most 10000";
        if (MaxResponseMegabytes is < 1 or > ProviderHttpOptions.MostMegabytes)
            yield return $"{Section}:{nameof(MaxResponseMegabytes)} must be from 1 to {ProviderHttpOptions.MostMegabytes}";
    }
}
