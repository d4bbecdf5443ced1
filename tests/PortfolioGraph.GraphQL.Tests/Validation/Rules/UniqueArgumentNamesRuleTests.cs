namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueArgumentNamesRuleTests
{
    [Theory]
    [InlineData("{ required(x: 1, y: []) coin @onField(x: 1) @onField(x: 1) { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("UniqueArgumentNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ required(x: 1, y: [], x: 2, x: 3) }",
        "1:12 1:25 1:31 There can be only one argument named \"x\".")]
    [InlineData(
        "{ coin @skip(if: true, if: false) { id } }",
        "1:14 1:24 There can be only one argument named \"if\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("UniqueArgumentNames", document).ShouldBe(errors);
}
