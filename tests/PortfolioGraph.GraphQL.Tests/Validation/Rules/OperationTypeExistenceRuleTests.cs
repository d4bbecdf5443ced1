using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class OperationTypeExistenceRuleTests
{
    private static readonly Schema QueriesOnly = SchemaBuilder.Parse("type Query { a: Int }");

    [Theory]
    [InlineData("{ coin { id } }")]
    [InlineData("mutation { remove(id: 1) }")]
    [InlineData("subscription { removed }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("OperationTypeExistence", document).ShouldBeEmpty();

    [Theory]
    [InlineData("{ a } mutation M { a }", 7, "mutation")]
    [InlineData("subscription { a }", 1, "subscription")]
    public void Validate_OperationThatTheSchemaLacks_IsAnError(string document, int column, string operation)
    {
        var errors = DocumentValidator.Validate(QueriesOnly, Parser.Parse(document)).Where(e => e.Message.StartsWith("The schema", StringComparison.Ordinal)).ToArray();

        errors.Single().Message.ShouldBe($"The schema has no root type for {operation} operations.");
        errors.Single().Locations.ShouldBe([new SourceLocation(1, column)]);
    }
}
