namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoUnusedFragmentsRuleTests
{
    [Theory]
    [InlineData("{ ...F } fragment F on Query { coin { ...G } } fragment G on Coin { id }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("NoUnusedFragments", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin { id } } fragment F on Query { ...G } fragment G on Query { ...F }",
        "1:17 Fragment \"F\" is never used.",
        "1:46 Fragment \"G\" is never used.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("NoUnusedFragments", document).ShouldBe(errors);
}
