namespace PortfolioGraph.GraphQL.Validation;

/// <summary>The names that somebody who mistyped one may have meant.</summary>
public static class Suggestions
{
    private const int MaxShown = 5;

    /// <summary><c> Did you mean "a", "b", or "c"?</c> with a leading space, or nothing.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known, string? kind = null) => DidYouMean(Closest(name, known), kind);

    /// <inheritdoc cref="DidYouMean(string, IEnumerable{string}, string?)"/>
    public static string DidYouMean(IReadOnlyList<string> suggestions, string? kind = null)
    {
        var prefix = kind is null ? " Did you mean " : $" Did you mean {kind} ";
        var quoted = suggestions.Take(MaxShown).Select(s => $"\"{s}\"").ToArray();
        return quoted switch
        {
            [] => "",
            [var one] => $"{prefix}{one}?",
            [var one, var two] => $"{prefix}{one} or {two}?",
            _ => $"{prefix}{string.Join(", ", quoted[..^1])}, or {quoted[^1]}?",
        };
    }

    /// <summary>The known names at most 40 % (and one) edits away, the closest first.</summary>
    public static IReadOnlyList<string> Closest(string name, IEnumerable<string> known)
    {
        // Long names are no typing mistakes, and measuring them costs time.
        if (name.Length > 100) return [];
        var threshold = (int)(name.Length * 0.4) + 1;
        return [.. known
            .Distinct()
            .Select(k => (Name: k, Distance: Distance(name, k, threshold)))
            .Where(x => x.Distance <= threshold)
            .OrderBy(x => x.Distance)
            .ThenBy(x => x.Name, NaturalOrder.Instance)
            .Select(x => x.Name)];
    }

    /// <summary>Damerau-Levenshtein distance, where any difference in letter case alone counts as one edit.</summary>
    private static int Distance(string name, string option, int threshold)
    {
        if (name == option) return 0;
        if (Math.Abs(name.Length - option.Length) > threshold) return int.MaxValue;
        var a = name.ToLowerInvariant();
        var b = option.ToLowerInvariant();
        if (a == b) return 1;

        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
