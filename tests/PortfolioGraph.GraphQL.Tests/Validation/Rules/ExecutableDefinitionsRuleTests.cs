namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class ExecutableDefinitionsRuleTests
{
    [Theory]
    [InlineData("{ coin { id } } fragment F on Coin { id }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("ExecutableDefinitions", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin { id } } type T { a: Int } extend type T { b: Int }",
        "1:17 The \"T\" definition is not executable.",
        "1:35 The \"T\" definition is not executable.")]
    [InlineData(
        "schema { query: Query } directive @x on FIELD { coin { id } }",
        "1:1 The schema definition is not executable.",
        "1:25 The \"x\" definition is not executable.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("ExecutableDefinitions", document).ShouldBe(errors);
}
