using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Configuration section <c>Providers:Okx</c>. Not a record: its text must not show the secrets.</summary>
public sealed class OkxOptions
{
    private const string Section = "Providers:Okx:";

    /// <summary>An origin. Regional hosts exist, and <c>https://www.okx.com</c> is the older one.</summary>
    public string BaseUrl { get; set; } = "https://web3.okx.com";

    public string? ApiKey { get; set; }

    public string? SecretKey { get; set; }

    public string? Passphrase { get; set; }

    /// <summary>Sent to version 5 where it is set: its Wallet API asks for it.</summary>
    public string? ProjectId { get; set; }

    /// <summary>1 on the trial tier, up to 5 on approval.</summary>
    public int RequestsPerSecond { get; set; } = 1;

    /// <summary>By which version of the API OKX is asked.</summary>
    public OkxApiVersion ApiVersion { get; set; }

    /// <summary>The greatest answer that is read, in units of 1,048,576 bytes, after decompression.</summary>
    public int MaxResponseMegabytes { get; set; } = 32;

    /// <summary>What is wrong, each by its configuration key; never a value. Empty when OKX can be called.</summary>
    public IEnumerable<string> Problems()
    {
        if (ProviderOrigin.Problem(Section + nameof(BaseUrl), BaseUrl) is { } origin)
            yield return origin;
        foreach (var (name, value) in new[] { (nameof(ApiKey), ApiKey), (nameof(SecretKey), SecretKey), (nameof(Passphrase), Passphrase) })
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $"{Section}{name} is missing";
            else if (!IsHeaderText(value))
                yield return $"{Section}{name} may have printable ASCII characters only";
        }
        if (ProjectId is { } project && !IsHeaderText(project))
            yield return $"{Section}{nameof(ProjectId)} may have printable ASCII characters only";
        if (RequestsPerSecond < 1)
            yield return $"{Section}{nameof(RequestsPerSecond)} must be 1 or more";
        if (RequestsPerSecond > 10_000)
            yield return $"{Section}{nameof(RequestsPerSecond)} must be at most 10000";
        if (MaxResponseMegabytes is < 1 or > ProviderHttpOptions.MostMegabytes)
            yield return $"{Section}{nameof(MaxResponseMegabytes)} must be from 1 to {ProviderHttpOptions.MostMegabytes}";
    }

    private static bool IsHeaderText(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
