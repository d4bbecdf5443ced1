using System.Globalization;
using System.Text;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Gateway.Errors;

/// <summary>Input as a message repeats it: in quotes, on one line, what can't be seen in it escaped as in JSON, and cut.</summary>
internal static class Quoted
{
    private const int Longest = 100;
    private const int PhraseWords = 4;
    private const int WordLetters = 3;

    /// <summary>The text in quotes. A seed phrase pasted by mistake does not come back, nor reaches a log.</summary>
    public static string Of(string text)
    {
        if (MayBeSeedPhrase(text)) return "\"…\"";
        var shown = BoundedText.Cut(text, Longest);
        var quoted = new StringBuilder("\"", shown.Length + 3);
        for (var i = 0; i < shown.Length; i++)
        {
            var c = shown[i];
            if (i + 1 < shown.Length && char.IsSurrogatePair(c, shown[i + 1])) quoted.Append(c).Append(shown[++i]);
            else quoted.Append(Shown(c));
        }

        if (shown.Length < text.Length) quoted.Append('…');
        return quoted.Append('"').ToString();
    }

    /// <summary>Whether there are words in it, as in the phrases that wallets are restored from. No address has any.</summary>
    public static bool MayBeSeedPhrase(string text)
    {
        var words = 0;
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n\u00A0\u3000"))
        {
            var word = text.AsSpan(range).Trim("\",.;");
            var isWord = word.Length >= WordLetters;
            foreach (var c in word) isWord &= char.IsLetter(c);
            if (isWord && ++words == PhraseWords) return true;
        }

        return false;
    }

    private static string Shown(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        ' ' => " ",
        _ when char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
            => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    };
}
