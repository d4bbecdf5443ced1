using System.Text.RegularExpressions;

namespace PortfolioGraph.Clients.Tests.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">Where its text begins in the page, from 1.</param>
/// <param name="Info">What stands behind the language: <c>error</c>, <c>answer</c>, <c>variables</c>, or the file that the text is cut out of.</param>
internal sealed partial record CodeBlock(string Page, int Line, string Language, string Info, string Text)
{
    public string FirstLine => Text.Split('\n')[0];

    public static IReadOnlyList<CodeBlock> Of(string page) =>
        [.. Fenced().Matches(RepositoryFile.Read(page).ReplaceLineEndings("\n")).Select(match => new CodeBlock(
            page, RepositoryFile.Read(page)[..match.Groups["text"].Index].Count(c => c == '\n') + 1,
            match.Groups["language"].Value, match.Groups["info"].Value.Trim(), match.Groups["text"].Value.TrimEnd('\n')))];

    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex("^```(?<language>[a-z]*)(?<info>[^\n`]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
