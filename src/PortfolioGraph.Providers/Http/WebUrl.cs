namespace PortfolioGraph.Providers.Http;

/// <summary>Links and pictures as providers name them: shown by clients, so only http and https pass.</summary>
internal static class WebUrl
{
    /// <summary>The text as it is where it is an absolute http or https URL, without white space; else null.</summary>
    public static string? OrNull(string? text) =>
        text?.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) == false
        && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? text : null;
}
