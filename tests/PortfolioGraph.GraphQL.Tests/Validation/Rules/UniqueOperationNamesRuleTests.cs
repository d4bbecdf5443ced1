namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueOperationNamesRuleTests
{
    [Theory]
    [InlineData("query A { coin { id } } query B { coin { id } }")]
    [InlineData("query A { coin { id } } fragment A on Coin { id }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("UniqueOperationNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "query A { coin { id } } mutation A { remove(id: 1) } query A { coin { id } }",
        "1:7 1:34 There can be only one operation named \"A\".",
        "1:7 1:60 There can be only one operation named \"A\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("UniqueOperationNames", document).ShouldBe(errors);
}
