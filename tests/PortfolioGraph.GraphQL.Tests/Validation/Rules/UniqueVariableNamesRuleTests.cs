namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueVariableNamesRuleTests
{
    [Theory]
    [InlineData("query A($a: Int, $b: Int) { coin { id } } query B($a: Int) { coin { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("UniqueVariableNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "query ($a: Int, $b: Int, $a: String, $a: Int) { coin { id } }",
        "1:9 1:27 1:39 There can be only one variable named \"$a\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("UniqueVariableNames", document).ShouldBe(errors);
}
