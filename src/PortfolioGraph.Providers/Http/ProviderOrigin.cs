namespace PortfolioGraph.Providers.Http;

/// <summary>Checks the <c>BaseUrl</c> of a provider: an origin, and one that secrets can be sent to.</summary>
internal static class ProviderOrigin
{
    /// <summary>What is wrong with the setting, named by its configuration key; null where nothing is.</summary>
    public static string? Problem(string key, string? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(baseUrl))
            return $"{key} is missing";
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return $"{key} must be an https URL";
        if (url.AbsolutePath != "/" || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            return $"{key} must be an origin: scheme, host and port only";
        return url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback ? $"{key} must be https, or http on loopback" : null;
    }
}
