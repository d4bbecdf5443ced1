using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

/// <summary>Runs one rule alone over a document of the schema <c>Golden/validation.graphql</c>.</summary>
internal static class RuleHarness
{
    /// <returns>Each error as <c>line:column line:column message</c>.</returns>
    public static IEnumerable<string> Run(string rule, string document)
    {
        var context = new ValidationContext(GoldenValidation.Schema, Parser.Parse(document), ValidationOptions.Default);
        DocumentValidator.Validate(context, [DocumentValidator.Rules(context).Single(r => r.GetType().Name == $"{rule}Rule")]);
        return context.Errors.Select(e => $"{string.Join(' ', e.Locations.Select(l => $"{l.Line}:{l.Column}"))} {e.Message}");
    }
}
