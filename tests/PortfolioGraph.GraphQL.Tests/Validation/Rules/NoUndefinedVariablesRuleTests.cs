namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoUndefinedVariablesRuleTests
{
    [Theory]
    [InlineData("query A($a: Int!) { ...F } query B($a: Int!) { ...F } fragment F on Query { required(x: $a, y: []) }")]
    [InlineData("query ($a: ID) { token(j: {key: $a, not: {key: $a}}) { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("NoUndefinedVariables", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ required(x: $a, y: [$b]) }",
        "1:15 1:1 Variable \"$a\" is not defined.",
        "1:23 1:1 Variable \"$b\" is not defined.")]
    [InlineData(
        "query A { ...F } query B($a: Int!) { ...F } fragment F on Query { required(x: $a, y: []) }",
        "1:79 1:1 Variable \"$a\" is not defined by operation \"A\".")]
    [InlineData(
        "query A { coin { id @skip(if: $a) } }",
        "1:31 1:1 Variable \"$a\" is not defined by operation \"A\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("NoUndefinedVariables", document).ShouldBe(errors);
}
