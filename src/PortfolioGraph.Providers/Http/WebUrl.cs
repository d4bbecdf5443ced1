namespace PortfolioGraph.Providers.Http;

/// <summary>Links and pictures as providers name them: shown by clients, so only http and https pass.</summary>
internal static class WebUrl
{
    /// <summary>The text as it is where it is an absolute http or https URL, without white space; else null.</summary>
    public static string? OrNull(string? text) =>
        text is not null && IsPlain(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? text : null;

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                return false;
        }
        return true;
    }
}
