using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A value as an error message shows it, cut when it is long: an error never repeats a whole document.</summary>
public static class ValueText
{
    private const int MaxLength = 200;

    public static string Of(JsonElement value) => Cut(value.GetRawText());

    public static string Of(ValueNode value) => Cut(SyntaxPrinter.Print(value));

    private static string Cut(string text) => text.Length <= MaxLength ? text : $"{text.AsSpan(0, MaxLength)}…";
}
