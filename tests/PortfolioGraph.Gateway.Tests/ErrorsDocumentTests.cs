using System.Reflection;
using System.Text.RegularExpressions;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Gateway.Tests;

/// <summary><c>docs/errors.md</c> says what every code means, and speaks of no code that there isn't.</summary>
public sealed partial class ErrorsDocumentTests
{
    [Theory]
    [InlineData("## Errors of requests", new[] { typeof(ErrorCodes), typeof(GatewayErrorCodes) })]
    [InlineData("## Failures of providers", new[] { typeof(SourceErrorCodes) })]
    public void ErrorsDocument_TableOfCodes_IsThatOfTheCode(string heading, Type[] constants)
    {
        var text = RepositoryFile.Read("docs/errors.md");
        var section = text[(text.IndexOf(heading, StringComparison.Ordinal) + heading.Length)..];
        var end = section.IndexOf("\n## ", StringComparison.Ordinal);
        if (end >= 0) section = section[..end];

        Row().Matches(section).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(
            constants.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `([A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
