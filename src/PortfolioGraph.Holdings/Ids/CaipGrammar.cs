using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PortfolioGraph.Holdings.Ids;

/// <summary>The parts that CAIP-2, CAIP-10 and CAIP-19 identifiers are made of, each with the sentence that says what is wrong with it.</summary>
internal static class CaipGrammar
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    private static readonly SearchValues<char> NamespaceCharacters = SearchValues.Create("-" + Lower + Digits);
    private static readonly SearchValues<char> ChainReferenceCharacters = SearchValues.Create("-_" + Lower + Upper + Digits);
    private static readonly SearchValues<char> EncodedCharacters = SearchValues.Create("-.%" + Lower + Upper + Digits);

    /// <summary><c>[-a-z0-9]{3,8}</c>; null where it is well formed.</summary>
    public static string? WrongNamespace(string text) =>
        Wrong("namespace", text, 3, 8, NamespaceCharacters, "a-z, 0-9 and '-'");

    /// <summary><c>[-_a-zA-Z0-9]{1,32}</c>; null where it is well formed.</summary>
    public static string? WrongChainReference(string text) =>
        Wrong("reference", text, 1, 32, ChainReferenceCharacters, "letters, digits, '-' and '_'");

    /// <summary><c>[-.%a-zA-Z0-9]{1,max}</c>, and its percent-encoding undone; on failure the reason.</summary>
    public static bool TryDecode(string part, string text, int max, [NotNullWhen(true)] out string? decoded, [NotNullWhen(false)] out string? reason)
    {
        decoded = null;
        reason = Wrong(part, text, 1, max, EncodedCharacters, "letters, digits, '-' and '.', with anything else percent-encoded");
        if (reason is not null)
            return false;
        if (PercentEncoding.TryDecode(text, out decoded))
            return true;
        reason = $"the {part} '{text}' has a broken percent-encoding";
        return false;
    }

    private static string? Wrong(string part, string text, int min, int max, SearchValues<char> allowed, string allowedText)
    {
        if (text.Length < min || text.Length > max)
            return $"the {part} must have {min} to {max} characters, not {text.Length}";
        var at = text.AsSpan().IndexOfAnyExcept(allowed);
        return at < 0 ? null : $"the {part} may have only {allowedText}, not '{text[at]}'";
    }
}
