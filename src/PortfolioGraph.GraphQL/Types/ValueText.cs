using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>A value as an error message shows it, cut when it is long: an error never repeats a whole document.</summary>
public static class ValueText
{
    public static string Of(JsonElement value) => MessageText.Cut(value.GetRawText(), MessageText.MaxLength);

    public static string Of(ValueNode value) => MessageText.Cut(SyntaxPrinter.Print(value), MessageText.MaxLength);
}
