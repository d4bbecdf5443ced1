using System.Globalization;

namespace PortfolioGraph.Holdings.Ids;

/// <summary>
/// Texts for people (symbols, names) of a length that can be shown. What tells things apart is not cut, but <see
/// cref="IdText.JoinBounded"/>.
/// </summary>
public static class BoundedText
{
    /// <summary>UTF-16 characters of a symbol or name.</summary>
    public const int Longest = 256;

    /// <summary>The text, or as many whole characters of it as fit: never half of an emoji, nor a letter without its accent.</summary>
    public static string Cut(string text, int longest = Longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= longest)
            return text;
        var end = 0;
        for (var next = 0; next <= longest; next += StringInfo.GetNextTextElementLength(text.AsSpan(end)[..Math.Min(text.Length - end, longest + 1)]))
            end = next;

        // One that is longer than all there is room for.
        if (end == 0)
            end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text[..end];
    }
}
