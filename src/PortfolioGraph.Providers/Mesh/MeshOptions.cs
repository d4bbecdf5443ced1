using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>Configuration section <c>Providers:Mesh</c>. Not a record: its text must not show the secrets.</summary>
public sealed class MeshOptions
{
    private const string Section = "Providers:Mesh";

    /// <summary>An origin. Mesh's sandbox is <c>https://sandbox-integration-api.meshconnect.com</c>, with keys of its own.</summary>
    public string BaseUrl { get; set; } = "https://integration-api.meshconnect.com";

    /// <summary>Sent as <c>X-Client-Id</c>. Mesh is live when it is set.</summary>
    public string? ClientId { get; set; }

    /// <summary>Sent as <c>X-Client-Secret</c>, and found nowhere else.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Mesh documents no rate limit: this is what we hold to be polite.</summary>
    public int RequestsPerSecond { get; set; } = 5;

    /// <summary>The greatest answer that is read, in units of 1,048,576 bytes, after decompression.</summary>
    public int MaxResponseMegabytes { get; set; } = 32;

    /// <summary>What is wrong, each by its configuration key; none of them holds the value.</summary>
    public IEnumerable<string> Problems()
    {
        if (ProviderOrigin.Problem($"{Section}:{nameof(BaseUrl)}", BaseUrl) is { } origin)
            yield return origin;
        if (HeaderProblem(nameof(ClientId), ClientId) is { } id)
            yield return id;
        if (HeaderProblem(nameof(ClientSecret), ClientSecret) is { } secret)
            yield return secret;
        if (RequestsPerSecond < 1)
            yield return $"{Section}:{nameof(RequestsPerSecond)} must be at least 1";
        if (RequestsPerSecond > 10_000)
            yield return $"{Section}:{nameof(RequestsPerSecond)} must be at most 10000";
        if (MaxResponseMegabytes is < 1 or > ProviderHttpOptions.MostMegabytes)
            yield return $"{Section}:{nameof(MaxResponseMegabytes)} must be from 1 to {ProviderHttpOptions.MostMegabytes}";
    }

    private static string? HeaderProblem(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return $"{Section}:{name} is missing";
        return value.Any(c => c is <= ' ' or > '~') ? $"{Section}:{name} has a character that a header can't carry (a line break at its end?)" : null;
    }
}
