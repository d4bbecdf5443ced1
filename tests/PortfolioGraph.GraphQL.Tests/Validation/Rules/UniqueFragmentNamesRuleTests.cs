namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ ...F } fragment F on Query { coin { id } } fragment G on Query { coin { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("UniqueFragmentNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "fragment F on Query { coin { id } } fragment F on Coin { id }",
        "1:10 1:46 There can be only one fragment named \"F\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("UniqueFragmentNames", document).ShouldBe(errors);
}
