using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Providers.Http;

/// <summary>Links and pictures as providers name them: shown by clients, so only http and https pass.</summary>
internal static class WebUrl
{
    private const int Longest = 256;

    // The same few come with one wallet after the other.
    private static readonly InternTable<string> Checked = new();

    /// <summary>The text where it is an absolute http or https URL, without white space; else null.</summary>
    public static string? OrNull(string? text)
    {
        if (text is null)
            return null;
        if (text.Length > Longest)
            return IsUrl(text) ? text : null;
        ref var slot = ref Checked.Slot(text.GetHashCode(StringComparison.Ordinal));
        return slot is { } known && known == text ? known : IsUrl(text) ? slot = text : null;
    }

    private static bool IsUrl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                return false;
        }
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
    }
}
