namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ ...F } fragment F on Query { coin { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("KnownFragmentNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ ...F coin { ...G } }",
        "1:6 Unknown fragment \"F\".",
        "1:18 Unknown fragment \"G\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("KnownFragmentNames", document).ShouldBe(errors);
}
