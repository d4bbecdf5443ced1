namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoUnusedVariablesRuleTests
{
    [Theory]
    [InlineData("query ($a: Int!) { ...F } fragment F on Query { required(x: $a, y: []) }")]
    [InlineData("query ($a: Boolean!) { coin { id @skip(if: $a) } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("NoUnusedVariables", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "query ($a: Int, $b: Int) { required(x: $a, y: []) }",
        "1:17 Variable \"$b\" is never used.")]
    [InlineData(
        "query A($a: Int) { coin { id } } query B($a: Int!) { ...F } fragment F on Query { required(x: $a, y: []) }",
        "1:9 Variable \"$a\" is never used in operation \"A\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("NoUnusedVariables", document).ShouldBe(errors);
}
