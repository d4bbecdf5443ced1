namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class VariablesAreInputTypesRuleTests
{
    [Theory]
    [InlineData("query ($a: Int, $b: [Filter!]!, $c: Kind, $d: Any, $e: Nope) { coin { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("VariablesAreInputTypes", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "query ($a: Coin, $b: [[Money!]]!) { coin { id } }",
        "1:12 Variable \"$a\" cannot be non-input type \"Coin\".",
        "1:22 Variable \"$b\" cannot be non-input type \"[[Money!]]!\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("VariablesAreInputTypes", document).ShouldBe(errors);
}
