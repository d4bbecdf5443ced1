namespace PortfolioGraph.Providers.Http;

/// <summary>A provider's words, made fit to be shown: one line, of bounded length, and without the credentials that they may echo.</summary>
internal static class ProviderMessage
{
    private const int MaxLength = 300;
    private const string Hidden = "***";

    /// <summary>Null where the text is empty.</summary>
    public static string? Clean(string? text, params ReadOnlySpan<string?> secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
                text = text.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase);
        }

        // Cut after the secrets are gone, or half of one could be left.
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxLength)
            return line;
        return line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)] + "…";
    }
}
